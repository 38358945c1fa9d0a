import { operation, useBench } from '../wati/setup';

const SESSION = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';

/** The sandbox refuses what exceeds Maton's 10 a second. */
const bench = useBench({ gatewayPerSecond: 10 });

const phones = (count: number) =>
	Array.from({ length: count }, (_, index) => String(14_155_580_000 + index));

const toEach = operation('message', 'sendText', {
	whatsappNumber: { __rl: true, mode: 'number', value: '={{ $json.to }}' },
	messageText: 'Hello',
});

function openFor(numbers: string[]): Array<{ to: string }> {
	numbers.forEach((number) => bench.sandbox.openWindow(number));
	return numbers.map((to) => ({ to }));
}

const delivered = (numbers: string[]) =>
	numbers.map((number) => bench.sandbox.messagesTo(number).length);
const refusedCalls = () => bench.requests.filter(({ status }) => status === 429).length;

it('150 sends: none refused, none lost, none double, and a second run is not starved', async () => {
	const numbers = phones(150);
	const items = openFor(numbers);
	const long = bench.run({ parameters: toEach, items });
	await new Promise((resolve) => setTimeout(resolve, 1_500));
	const started = Date.now();
	const others = openFor(phones(155).slice(150));
	const short = await bench.run({ parameters: toEach, items: others });
	const shortMs = Date.now() - started;
	const { items: output, error } = await long;
	expect([error, short.error]).toEqual([undefined, undefined]);
	expect(output).toHaveLength(150);
	expect(delivered(numbers)).toEqual(numbers.map(() => 1));
	expect(refusedCalls()).toBe(0);
	expect(bench.count(SESSION)).toBe(155);
	expect(shortMs).toBeLessThan(3_000);
	process.stdout.write(`\n5 sends beside 150: ${shortMs} ms\n`);
});

it('Stop ends a run within a second, and nothing leaves afterwards', async () => {
	const items = openFor(phones(150));
	const started = Date.now();
	await bench.run({ parameters: toEach, items, abortAfterMs: 1_500 });
	const tookMs = Date.now() - started;
	expect(tookMs).toBeLessThan(2_500);
	// Stop may find requests on their way; they are on record as soon as they arrived.
	await new Promise((resolve) => setTimeout(resolve, 300));
	const left = bench.requests.length;
	await new Promise((resolve) => setTimeout(resolve, 1_500));
	expect(bench.requests).toHaveLength(left);
	process.stdout.write(`\nStopped at 1500 ms, ended at ${tookMs} ms, ${left} requests\n`);
});

it('Stop ends a run within a second although the server does not answer', async () => {
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'latency', latencyMs: 20_000, times: 0 });
	const items = openFor(phones(20));
	const started = Date.now();
	await bench.run({ parameters: toEach, items, abortAfterMs: 500 });
	const tookMs = Date.now() - started;
	expect(tookMs).toBeLessThan(1_500);
	process.stdout.write(`\nStopped at 500 ms without an answer, ended at ${tookMs} ms\n`);
});

it('1,000 sends, item 17 refused: at most the calls under way follow, and the counts are true', async () => {
	const numbers = phones(1_000);
	const items = openFor(numbers);
	bench.sandbox.closeWindow(numbers[17]!);
	const { error } = await bench.run({ parameters: toEach, items });
	expect(error?.context).toMatchObject({ code: 'window-closed', itemIndex: 17 });
	const sent = delivered(numbers).filter((count) => count > 0).length;
	const counts = /(\d+) sent.*?(\d+) failed.*?(\d+) not sent/.exec(String(error?.description));
	expect(counts?.slice(1).map(Number)).toEqual([sent, 1, 999 - sent]);
	expect(Math.max(...delivered(numbers))).toBe(1);
	expect(bench.requests.length).toBeLessThanOrEqual(17 + 1 + 10);
	process.stdout.write(`\nItem 17 refused: ${sent} sent, ${bench.requests.length} calls\n`);
});
