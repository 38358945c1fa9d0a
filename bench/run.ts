import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { measure, startTarget } from './children';
import { medians } from './figures';
import { httpRequestFolder } from './http-request';
import { measureLoading } from './loading';
import { machines, surroundings, type Machine } from './machines';
import type { Reading } from './meter';
import { writePage } from './page';
import { goalsOf, type EngineResults, type Results } from './results';
import type { BySide, ScenarioName } from './scenarios';
import type { Side } from './subjects';

const project = resolve(__dirname, '..');
const RESULTS = join(project, 'bench/results/results.json');
const FILE_TIMES = 3;

const sides: Side[] = httpRequestFolder ? ['wati', 'httpRequest'] : ['wati'];

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

/** Medians of a scenario that needs a fresh process each time, the sides in turn. */
async function inFreshProcesses(
	run: (scenario: ScenarioName, sides: Side[]) => Promise<Reading>,
	scenario: ScenarioName,
): Promise<BySide> {
	const readings = new Map<Side, Reading[]>(sides.map((side) => [side, []]));
	for (let time = 0; time < FILE_TIMES; time++) {
		for (const [side, list] of readings) list.push(await run(scenario, [side]));
	}
	return Object.fromEntries([...readings].map(([side, list]) => [side, medians(list)]));
}

async function measureAll(machine: Machine): Promise<EngineResults> {
	const { engine, version } = machine;
	const { target, stop } = await startTarget();
	const run = async <Result>(scenario: ScenarioName, those = sides): Promise<Result> => {
		say(`${engine} on Node ${version}: ${scenario} ${those.join(' and ')}`);
		return await measure<Result>(machine, { scenario, engine, target, sides: those });
	};
	try {
		return {
			engine,
			node: version,
			single: await run('single'),
			many: await run('many'),
			veryMany: await run('veryMany', ['wati']),
			upload: await inFreshProcesses(run, 'upload'),
			download: await inFreshProcesses(run, 'download'),
			loading: await measureLoading(machine.node),
		};
	} finally {
		await stop();
	}
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { node24: { type: 'string' }, 'page-only': { type: 'boolean' } },
	});
	if (values['page-only']) {
		writePage(project, JSON.parse(readFileSync(RESULTS, 'utf8')) as Results);
		return;
	}
	if (!httpRequestFolder) {
		say("n8n's HTTP Request node is not here: install the playground to compare with it.");
	}
	const chosen = machines(values.node24);
	if (chosen.length === 1) {
		say(
			'No Node 24 is here for the isolated engine: install the playground or name one by --node24.',
		);
	}
	const measuredAt = new Date().toISOString();
	const engines: EngineResults[] = [];
	for (const machine of chosen) engines.push(await measureAll(machine));
	const results: Results = { measuredAt, surroundings: surroundings(), engines };
	mkdirSync(join(project, 'bench/results'), { recursive: true });
	writeFileSync(RESULTS, `${JSON.stringify(results, undefined, '\t')}\n`);
	writePage(project, results);
	for (const one of engines) {
		for (const { text, value, met } of goalsOf(one)) {
			say(`${met ? 'met   ' : 'MISSED'} ${one.engine.padEnd(6)} ${value.padStart(8)}  ${text}`);
		}
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
