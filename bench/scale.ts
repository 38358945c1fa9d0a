import { closeHarness, runNode, type RunOptions } from '../test/harness';
import { startSandbox, type Sandbox } from '../sandbox';

/** 1,000 single sends under the sandbox's limit of ten requests a second. Times in milliseconds. */
export interface Scale {
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
export async function measureScale(): Promise<Scale> {
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
		return {
			sends: SENDS,
			wall,
			refused: sandbox.requests.filter(({ status }) => status === 429).length,
			lost: delivered.filter((count) => count === 0).length,
			double: delivered.filter((count) => count > 1).length,
			second: { sends: SECOND_SENDS, alone, beside },
			stop: await stopped(sandbox),
		};
	} finally {
		await sandbox.close();
		await closeHarness();
	}
}

function seconds(ms: number): string {
	return `${(ms / 1_000).toFixed(1)} s`;
}

/** The part of the page about it. */
export function scaleSection(scale: Scale): string {
	const { sends, wall, refused, lost, double, second, stop } = scale;
	const besides = second.beside.map(seconds).join(', ');
	return `## Sending at the limit

${sends.toLocaleString('en-US')} single sends (Message: Send Text) through the sandbox's limit of ${GATEWAY_PER_SECOND} requests a second, with the node's pacing, in one process with the sandbox.

| | |
| --- | --- |
| Time | ${seconds(wall)} |
| Requests refused as too many | ${refused} |
| Messages lost | ${lost} |
| Messages delivered twice | ${double} |
| A second workflow with ${second.sends} sends, alone | ${seconds(second.alone)} |
| The same, started three times beside the long run | ${besides} |
| Stop of another such run after ${seconds(stop.after)}: it ended within | ${Math.max(0, Math.round(stop.took))} ms |
| Requests that left in the ${seconds(AFTERWARDS_MS)} after that | ${stop.left} |`;
}
