import { createReadStream } from 'node:fs';
import { mkdtemp, rm, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { engine } from '../../test/harness/engine';
import { medians } from '../figures';
import type { Meter, Reading } from './meter';
import {
	downloads,
	bareSends,
	editFields,
	fileItem,
	lastFilePath,
	people,
	sendsTogether,
	singleSends,
	uploads,
	type Side,
} from './subjects';

/** One scenario in one process; what it returns is printed as JSON. */
export type Scenario = (meter: Meter, sides: Side[]) => Promise<unknown>;

export type BySide = Partial<Record<Side, Reading>>;

/** One request per item: both nodes, and one that leaves everything to n8n. */
export type SingleSends = BySide & { bare?: Reading };

const TIMES = 5;
const SIZES = [1, 100, 1_000];
const MANY = 10_000;
const VERY_MANY = 100_000;
const FILE_MB = 100;
const MEGABYTE = 1024 * 1024;
const CALCULATED = '={{ $json.phone.trim() }}';

/** Medians of runs of each side in turn, after one run each that warms up. */
async function alternate<Subject extends string>(
	meter: Meter,
	sides: Subject[],
	run: (side: Subject) => Promise<Reading>,
	times = TIMES,
): Promise<Partial<Record<Subject, Reading>>> {
	const readings = new Map<Subject, Reading[]>(sides.map((side) => [side, []]));
	for (let time = 0; time <= times; time++) {
		for (const [side, list] of readings) {
			await meter.reset();
			const reading = await run(side);
			if (time > 0) list.push(reading);
		}
	}
	const entries = [...readings].map(([side, list]) => [side, medians(list)]);
	return Object.fromEntries(entries) as Partial<Record<Subject, Reading>>;
}

/** (a) One request per item. */
const single: Scenario = async (meter, sides) => {
	const sizes: Record<string, SingleSends> = {};
	const subjects = { ...singleSends, bare: bareSends };
	const chosen = sides.includes('httpRequest') ? [...sides, 'bare' as const] : sides;
	for (const size of SIZES) {
		const items = people(size);
		sizes[size] = await alternate(
			meter,
			chosen,
			async (side) => await meter.read({ ...subjects[side](meter.target), items }),
		);
	}
	return sizes;
};

/** (b) The same template to many; the other node takes one call each, so it runs once. */
const many: Scenario = async (meter, sides) => {
	const items = people(MANY);
	const together = async (number?: string) =>
		await meter.read({ ...sendsTogether(meter.target, number), items });
	const field = await alternate(meter, ['wati'], async () => await together());
	const calculated = await alternate(meter, ['wati'], async () => await together(CALCULATED));
	const own = { field: field.wati, calculated: calculated.wati };
	if (!sides.includes('httpRequest')) return own;
	const floor = await alternate(
		meter,
		['httpRequest'],
		async () => await meter.read({ ...editFields(CALCULATED), items }),
	);
	await meter.reset();
	const httpRequest = await meter.read({ ...singleSends.httpRequest(meter.target), items });
	return { ...own, editFields: floor.httpRequest, httpRequest };
};

/** (c) 100,000 items, and what of that is in proportion to 10,000. */
const veryMany: Scenario = async (meter) => {
	const run = async (count: number) => {
		const items = people(count);
		await meter.reset();
		return await meter.read({ ...sendsTogether(meter.target), items });
	};
	await run(1_000);
	const large = await run(VERY_MANY);
	const small: Reading[] = [];
	for (let time = 0; time < TIMES; time++) small.push(await run(MANY));
	const again: Reading[] = [];
	for (let time = 0; time < 3; time++) again.push(await run(VERY_MANY));
	return { peakGrowth: large.peakGrowth, large: medians([large, ...again]), small: medians(small) };
};

/** A file in n8n's storage, written piece by piece so that this process never held it. */
async function storedFile() {
	const { core } = await engine();
	const folder = await mkdtemp(join(tmpdir(), 'bench-file-'));
	const path = join(folder, 'report.pdf');
	const file = await open(path, 'w');
	const piece = Buffer.alloc(MEGABYTE, '%PDF-1.4 ');
	for (let written = 0; written < FILE_MB; written++) await file.write(piece);
	await file.close();
	const stream = createReadStream(path);
	const data = await core.prepareBinaryData(stream, '1', 'bench', 'report.pdf', 'application/pdf');
	await rm(folder, { recursive: true });
	return data;
}

/** (c) A file up and down. Each process does one of them once, so that no other one left memory behind. */
const upload: Scenario = async (meter, [side]) => {
	const items = fileItem(await storedFile());
	return await meter.read({ ...uploads[side!](meter.target), items });
};

const download: Scenario = async (meter, [side]) =>
	await meter.read({ ...downloads[side!](meter.target, await lastFilePath(meter.target)) });

export const scenarios = { single, many, veryMany, upload, download } satisfies Record<
	string,
	Scenario
>;

export type ScenarioName = keyof typeof scenarios;
