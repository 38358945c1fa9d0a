import { measure, startTarget } from '../children';
import { medians } from '../figures';
import { say, writeResults } from '../files';
import { httpRequestFolder } from './http-request';
import { measureLoading } from './loading';
import { machines, surroundings, type Machine } from '../machines';
import type { Reading } from './meter';
import type { EngineResults, Results } from '../results';
import type { BySide, ScenarioName } from './scenarios';
import type { Side } from './subjects';

const FILE_TIMES = 3;

const sides: Side[] = httpRequestFolder ? ['wati', 'httpRequest'] : ['wati'];

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

/**
 * Measures the node that sends against n8n's HTTP Request node.
 *
 * @param node24 path of a Node 24 in place of the playground's
 */
export async function measureSending(node24: string | undefined): Promise<void> {
	if (!httpRequestFolder) {
		say("n8n's HTTP Request node is not here: install the playground to compare with it.");
	}
	const chosen = machines(node24);
	if (chosen.length === 1) {
		say(
			'No Node 24 is here for the isolated engine: install the playground or name one by --node24.',
		);
	}
	const measuredAt = new Date().toISOString();
	const engines: EngineResults[] = [];
	for (const machine of chosen) engines.push(await measureAll(machine));
	const results: Results = { measuredAt, surroundings: surroundings(), engines };
	writeResults('sending', results);
}
