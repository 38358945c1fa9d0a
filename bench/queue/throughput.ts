import { medians } from '../figures';
import { say } from '../files';
import type { Session } from '../playground';
import { expecting } from '../trigger/answers';
import { drive, untilQuiet } from '../trigger/load';
import { buildBody, REPEATED, TRAFFIC, type Traffic } from '../trigger/traffic';
import { buildPath, publish } from '../trigger/workflows';
import { untilExecuted } from './executions';
import type { Setup, SetupReading } from './results';

export const CONNECTIONS = 20;
export const ROUNDS = 3;
const ROUND_MS = 2_500;
const PATH = buildPath('watiTrigger');

export type Readings = Record<Traffic, SetupReading>;

/** Calls made so far, so that no wanted event comes twice. */
let made = 0;

async function round(
	session: Session,
	origins: string[],
	traffic: Traffic,
	workflowId: string,
): Promise<SetupReading> {
	await untilQuiet(origins);
	const started = performance.now();
	const reading = await drive({
		origins,
		path: PATH,
		connections: CONNECTIONS,
		milliseconds: ROUND_MS,
		first: made,
		bodyOf: (index) => buildBody(traffic, index),
		check: expecting(`${traffic} traffic`, traffic === 'wanted'),
	});
	made += reading.calls + CONNECTIONS;
	if (traffic !== 'wanted') return reading;
	await untilExecuted(session, workflowId);
	const took = (performance.now() - started) / 1_000;
	return { ...reading, executedPerSecond: reading.calls / took };
}

/** Lets all processes take the events that repeated traffic repeats; the first process starts them. */
async function takeOnce(origins: string[]): Promise<void> {
	for (const origin of origins) {
		for (let time = 0; time < 2; time++) {
			await drive({
				origins: [origin],
				path: PATH,
				connections: 1,
				milliseconds: Infinity,
				most: REPEATED,
				bodyOf: (index) => buildBody('repeated', index),
				check: () => {},
			});
		}
	}
}

/**
 * Calls answered by the webhook processes of each setup, in turn; medians of the rounds.
 *
 * @param setups addresses of the processes that take the calls
 */
export async function measureThroughput<Name extends Setup>(
	session: Session,
	setups: Record<Name, string[]>,
): Promise<Record<Name, Readings>> {
	const { id } = await publish(session, 'watiTrigger');
	const names = Object.keys(setups) as Name[];
	await takeOnce([...new Set(names.flatMap((name) => setups[name]))]);
	await untilExecuted(session, id);
	const results = Object.fromEntries(names.map((name) => [name, {}])) as Record<Name, Readings>;
	for (const traffic of TRAFFIC) {
		say(`${names.join(' and ')}: ${traffic} traffic, ${ROUNDS} rounds each`);
		const readings = new Map<Name, SetupReading[]>(names.map((name) => [name, []]));
		for (let time = 0; time <= ROUNDS; time++) {
			for (const [name, list] of readings) {
				const reading = await round(session, setups[name], traffic, id);
				if (time > 0) list.push(reading);
			}
		}
		for (const [name, list] of readings) results[name][traffic] = medians(list);
	}
	return results;
}
