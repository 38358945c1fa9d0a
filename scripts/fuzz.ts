import { randomInt } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { closeHarness } from '../test/harness/engine';
import { metaCalls, visits, watiCalls, type FuzzCall } from './fuzz/calls';
import { checkRun, closeSandbox, type RunOutcome } from './fuzz/operation-properties';
import { listOperationRuns } from './fuzz/operations';
import { checkCall, META, WATI, type Outcome, type Tested } from './fuzz/properties';

const USAGE = 'Usage: npm run fuzz -- [--minutes 10] [--seed N]';

/** Calls of one kind in a row. */
const BATCH = 200;

/** Runs of operations in a row: each takes requests. */
const RUNS = 60;

const MEGABYTE = 1_048_576;
/** Growth of the heap, once the engine is warm, that is taken for what triggers remember of the events they have seen. */
const MOST_GROWTH_MB = 32;
/** Parts of the time after which the heap is measured. The growth counts from the first one on. */
const QUARTERS = 4;
/** V8 keeps the shapes of objects over some collections. */
const COLLECTIONS = 10;

/** Calls of one kind, and what is expected of each. */
interface Kind {
	name: string;
	/** Calls in a row. */
	size: number;
	createProperty(count: Count): fc.IAsyncProperty<unknown>;
}

function calls(name: string, tested: Tested, generated: fc.Arbitrary<FuzzCall>): Kind {
	const createProperty = (count: Count) => {
		const staticData: IDataObject = {};
		return fc.asyncProperty(generated, async (call) => {
			count.calls += 1;
			count.bytes += String(call.options.rawBody ?? '').length;
			record(count, await checkCall(tested, call, staticData));
		});
	};
	return { name, size: BATCH, createProperty };
}

async function runs(name: string, node: string): Promise<Kind> {
	const generated = await listOperationRuns(node);
	const createProperty = (count: Count) =>
		fc.asyncProperty(generated, async (run) => {
			count.calls += 1;
			record(count, await checkRun(run));
		});
	return { name, size: RUNS, createProperty };
}

const listKinds = async (): Promise<Kind[]> => [
	calls('WATI Trigger', WATI, watiCalls),
	calls('WhatsApp Business Trigger', META, metaCalls),
	calls('Visits of WATI Trigger', WATI, visits),
	calls('Visits of WhatsApp Business Trigger', META, visits),
	await runs('Operations of WATI', 'wati'),
	await runs('Operations of WhatsApp Business', 'matonWhatsAppBusiness'),
];

interface Count {
	calls: number;
	bytes: number;
	outcomes: Partial<Record<Outcome | RunOutcome, number>>;
}

function record({ outcomes }: Count, outcome: Outcome | RunOutcome): void {
	outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}

function readOptions(): { minutes: number; seed: number } {
	const { values } = parseArgs({
		options: { minutes: { type: 'string' }, seed: { type: 'string' } },
	});
	const numberIn = (text: string | undefined, otherwise: number) => {
		const number = text === undefined ? otherwise : Number(text);
		if (!(number >= 0)) throw new Error(USAGE);
		return number;
	};
	return {
		minutes: numberIn(values.minutes, 10),
		seed: Math.floor(numberIn(values.seed, randomInt(2 ** 31))),
	};
}

/** Heap in use, without what is only waiting to be cleared away. */
async function heapMb(): Promise<number> {
	for (let time = 0; time < COLLECTIONS; time++) {
		globalThis.gc?.();
		await setImmediate();
	}
	return process.memoryUsage().heapUsed / MEGABYTE;
}

async function batch({ size, createProperty }: Kind, seed: number, count: Count) {
	await fc.assert(createProperty(count), { seed, numRuns: size, endOnFailure: false });
}

function table(counts: Map<string, Count>): string {
	const rows = [...counts].map(([name, { calls, bytes, outcomes }]) => {
		const told = Object.entries(outcomes).map(([outcome, times]) => `${outcome} ${times}`);
		return `${name.padEnd(36)} ${String(calls).padStart(8)} calls ${(bytes / MEGABYTE).toFixed(1).padStart(8)} MB  ${told.join(', ')}`;
	});
	return rows.join('\n');
}

async function main(): Promise<number> {
	const { minutes, seed } = readOptions();
	console.log(`Seed ${seed}, ${minutes} minutes. Repeat with: npm run fuzz -- --seed ${seed}`);
	const counts = new Map<string, Count>();
	const kinds = await listKinds();
	for (const { name } of kinds) counts.set(name, { calls: 0, bytes: 0, outcomes: {} });
	const started = Date.now();
	const deadline = started + minutes * 60_000;
	const heap: number[] = [];
	let [rounds, failures] = [0, 0];
	do {
		for (const kind of kinds) {
			await batch(kind, seed + rounds, counts.get(kind.name)!).catch((error: unknown) => {
				failures += 1;
				console.error(`${kind.name}, round ${rounds}:`, error);
			});
		}
		const quarter = ((Date.now() - started) / (deadline - started)) * QUARTERS;
		if (quarter >= heap.length + 1) heap.push(await heapMb());
		rounds += 1;
	} while (Date.now() < deadline && failures < 5);
	const growth = heap.at(-1)! - heap[0]!;
	if (growth > MOST_GROWTH_MB) failures += 1;
	console.log(table(counts));
	console.log(`Heap by quarter of the time: ${heap.map((one) => one.toFixed(1)).join(', ')} MB.`);
	const all = [...counts.values()].reduce((sum, { calls }) => sum + calls, 0);
	const took = ((Date.now() - started) / 60_000).toFixed(1);
	console.log(
		`${all} calls in ${took} minutes, seed ${seed}: ${failures} failures. The heap grew by ${growth.toFixed(1)} MB after the first quarter.`,
	);
	return failures;
}

main()
	.then((failures) => {
		process.exitCode = failures === 0 ? 0 : 1;
	})
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	})
	.finally(() => void Promise.all([closeSandbox(), closeHarness()]));
