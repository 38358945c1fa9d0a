import { writeResults } from './files';
import { number, table, verdict } from './pages/markdown';
import type { Goal } from './results';
import { closeHarness, runNode, type RunOptions } from '../test/harness';
import { startSandbox, type Sandbox } from '../sandbox';

/** 1,000 single sends under the sandbox's limit of ten requests a second. Times in milliseconds. */
export interface Scale {
	measuredAt: string;
	sends: number;
	wall: number;
	/** Requests that the sandbox refused as too many. */
	refused: number;
	/** Numbers that got nothing. */
	lost: number;
	/** Numbers that got more than one message. */
	double: number;
	/** A second workflow with so many sends: alone, and each time it ran beside the long one. */
	second: { sends: number; alone: number; beside: number[] };
	/** Another long run, stopped after a while: how long it took to end, and what left afterwards. */
	stop: { after: number; took: number; left: number };
}

const SENDS = 1_000;
const SECOND_SENDS = 10;
/** When the second workflow starts, after the long one. */
const SECOND_AT_MS = [5_000, 40_000, 80_000];
const STOP_AFTER_MS = 5_000;
const AFTERWARDS_MS = 3_000;
const GATEWAY_PER_SECOND = 10;

const wait = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

function numbers(count: number, first: number): string[] {
	return Array.from({ length: count }, (_, index) => String(first + index));
}

/** Sends a text to each number, one request each. */
function run(
	{ url, matonKey, connectionId }: Sandbox,
	to: string[],
	more: Partial<RunOptions> = {},
): ReturnType<typeof runNode> {
	return runNode({
		credentials: { matonApi: { apiKey: matonKey, connectionId, gatewayUrl: url } },
		parameters: {
			resource: 'message',
			operation: 'sendText',
			whatsappNumber: { __rl: true, mode: 'number', value: '={{ $json.to }}' },
			messageText: 'Hello',
		},
		items: to.map((number) => ({ to: number })),
		...more,
	});
}

/** @throws when a run fails: then there is nothing to tell */
async function timed(sandbox: Sandbox, to: string[]): Promise<number> {
	to.forEach((number) => sandbox.openWindow(number));
	const started = performance.now();
	const { error } = await run(sandbox, to);
	if (error) throw error;
	return performance.now() - started;
}

async function stopped(sandbox: Sandbox): Promise<Scale['stop']> {
	const to = numbers(SENDS, 14_155_610_000);
	to.forEach((number) => sandbox.openWindow(number));
	const started = performance.now();
	await run(sandbox, to, { abortAfterMs: STOP_AFTER_MS });
	const took = performance.now() - started - STOP_AFTER_MS;
	const before = sandbox.requests.length;
	await wait(AFTERWARDS_MS);
	return { after: STOP_AFTER_MS, took, left: sandbox.requests.length - before };
}

/** The sends of a long run, beside which a second one starts several times, and a run that is stopped. */
export async function measureScale(): Promise<void> {
	const sandbox = await startSandbox({ gatewayPerSecond: GATEWAY_PER_SECOND });
	try {
		const second = async (place: number) =>
			await timed(sandbox, numbers(SECOND_SENDS, 14_155_620_000 + place * 100));
		// The first run also loads n8n.
		await second(0);
		const alone = await second(1);
		const long = numbers(SENDS, 14_155_600_000);
		const [wall, ...beside] = await Promise.all([
			timed(sandbox, long),
			...SECOND_AT_MS.map(async (ms, place) => {
				await wait(ms);
				return await second(2 + place);
			}),
		]);
		const delivered = long.map((number) => sandbox.messagesTo(number).length);
		const scale: Scale = {
			measuredAt: new Date().toISOString(),
			sends: SENDS,
			wall,
			refused: sandbox.requests.filter(({ status }) => status === 429).length,
			lost: delivered.filter((count) => count === 0).length,
			double: delivered.filter((count) => count > 1).length,
			second: { sends: SECOND_SENDS, alone, beside },
			stop: await stopped(sandbox),
		};
		writeResults('scale', scale);
	} finally {
		await sandbox.close();
		await closeHarness();
	}
}

/** Beside a long run a short one gets every second slot, so it takes about twice as long as alone. */
const BESIDE_MS = (2 * 1_000 * SECOND_SENDS) / GATEWAY_PER_SECOND;
const SLACK_MS = 1_500;
const STOP_MS = 1_000;

/** How the figures stand against the goals. */
export function scaleGoals({ refused, lost, double, second, stop }: Scale): Goal[] {
	const none = (text: string, count: number) => ({ text, value: String(count), met: count === 0 });
	const slowest = Math.max(...second.beside);
	return [
		none('Requests refused as too many in 1,000 single sends: none', refused),
		none('Messages lost: none', lost),
		none('Messages delivered twice: none', double),
		{
			text: `${SECOND_SENDS} sends of a second workflow at the same time: not starved, under ${seconds(BESIDE_MS + SLACK_MS)}`,
			value: seconds(slowest),
			met: slowest < BESIDE_MS + SLACK_MS,
		},
		{
			text: 'Stop ends such a run within a second',
			value: seconds(Math.max(0, stop.took)),
			met: stop.took < STOP_MS,
		},
		none('Requests that leave after Stop: none', stop.left),
	];
}

function seconds(ms: number): string {
	return `${number(ms / 1_000, 1)} s`;
}

/** The part of the page about it. */
export function scaleSection(scale: Scale): string {
	const rows = scaleGoals(scale).map(({ text, value, met }) => [text, value, verdict(met)]);
	const { measuredAt, sends, wall, second } = scale;
	return `## Sending at the limit

Measured on ${measuredAt.slice(0, 10)}: ${number(sends, 0)} single sends (*Message: Send Text*) with the node's pacing, against the simulator's limit of ${GATEWAY_PER_SECOND} requests per second.
They took ${seconds(wall)}. A second workflow with ${second.sends} sends took ${seconds(second.alone)} alone, and ${second.beside.map(seconds).join(', ')} in three runs
next to the long one. Another long run was stopped after ${seconds(scale.stop.after)}.

${table(['Goal', 'Measured', ''], rows)}
`;
}
