import { callTool } from '../harness';
import { ADA, BEN, FATIMA, shown, textTo, useBench } from './setup';

const bench = useBench({ gatewayPerSecond: 10 });

const wait = async (ms: number) => await new Promise((done) => setTimeout(done, ms));
const SEND_TEXT = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const texts = (count: number) =>
	Array.from({ length: count }, (_, place) => ({ phone: ADA, text: `Text ${place}` }));
const each = { ...textTo('={{ $json.phone }}'), messageText: '={{ $json.text }}' };
const delivered = () => bench.sandbox.messagesTo(ADA).map(({ text }) => text);

// Loading n8n is no part of the times below.
beforeAll(async () => await bench.run({ parameters: textTo() }));

test('after a refusal nothing more leaves, and the error counts what was sent', async () => {
	const items = texts(60);
	items[7] = { phone: FATIMA, text: 'Text 7' };
	const started = Date.now();
	const result = await bench.run({ parameters: each, items });
	// What does not leave takes no slot: 60 slots would be more than six seconds.
	expect(Date.now() - started).toBeLessThan(5_000);
	const { code, description, itemIndex } = shown(result);
	expect({ code, itemIndex }).toEqual({ code: 'window-closed', itemIndex: 7 });
	// What was under way when the refusal came back had left already: the slots of two seconds on a slow machine.
	const left = bench.count(SEND_TEXT);
	expect(left).toBeGreaterThanOrEqual(1);
	expect(left).toBeLessThanOrEqual(28);
	const sent = delivered().map((text) => Number(text.slice('Text '.length)));
	const named = sent.sort((a, b) => a - b).join(', ');
	expect(description).toContain(
		`Of 60 items: ${sent.length} sent (items ${named}); 1 failed (item 7); ${60 - sent.length - 1} not sent (items `,
	);
	await wait(1_300);
	expect(bench.count(SEND_TEXT)).toBe(left);
	expect(result.items).toEqual([]);
});

test('a refusal before the network counts the same', async () => {
	const items = texts(3);
	items[1] = { phone: 'call me', text: 'Text 1' };
	const result = await bench.run({ parameters: each, items });
	const { description, itemIndex } = shown(result);
	expect(itemIndex).toBe(1);
	const sent = delivered().length;
	expect(bench.count(SEND_TEXT)).toBe(sent);
	expect(description).toContain('1 failed (item 1)');
	const told = [`${sent} sent`, `${2 - sent} not sent`].filter((text) => !text.startsWith('0'));
	for (const text of told) expect(description).toContain(text);
});

test('a lost answer counts as neither sent nor failed', async () => {
	bench.sandbox.addFault({ endpoint: SEND_TEXT, kind: 'dropAfter', after: 1 });
	const result = await bench.run({ parameters: each, items: texts(30) });
	const { code, description } = shown(result);
	expect(code).toBe('outcome-unknown');
	const arrived = delivered().map((text) => Number(text.slice('Text '.length)));
	const counts = /(\d+) sent [^;]*; 1 may have been sent \(item (\d+)\); (\d+) not sent/.exec(
		description,
	);
	const [sent, unknown, notSent] = counts!.slice(1).map(Number);
	expect([sent, notSent]).toEqual([arrived.length - 1, 30 - arrived.length]);
	expect(arrived).toContain(unknown);
});

test('with continue on error the others go on', async () => {
	const items = texts(14);
	items[3] = { phone: FATIMA, text: 'Text 3' };
	const result = await bench.run({ parameters: each, items, onError: 'continueRegularOutput' });
	expect(result.items.map(({ json }) => json.accepted === true)).toEqual(
		items.map((_, place) => place !== 3),
	);
	expect(delivered()).toHaveLength(13);
});

test('Stop ends the run, and nothing leaves afterwards', async () => {
	const started = Date.now();
	const { run } = await bench.run({ parameters: each, items: texts(100), abortAfterMs: 1_000 });
	expect(Date.now() - started).toBeLessThan(2_500);
	expect(run.status).toBe('canceled');
	// Stop may find a request on its way; it is on record as soon as it arrived.
	await wait(300);
	const left = bench.count(SEND_TEXT);
	expect(left).toBeLessThanOrEqual(30);
	expect(left).toBeGreaterThan(0);
	await wait(1_500);
	expect(bench.count(SEND_TEXT)).toBe(left);
});

test('Stop while a 429 is waited out ends the run', async () => {
	bench.sandbox.addFault({ endpoint: SEND_TEXT, kind: 'status', status: 429, retryAfter: 2 });
	const started = Date.now();
	const { run } = await bench.run({ parameters: each, items: texts(1), abortAfterMs: 1_200 });
	expect(run.status).toBe('canceled');
	expect(Date.now() - started).toBeLessThan(2_000);
	await wait(2_500);
	expect(delivered()).toEqual([]);
});

describe('pauses under Batching', () => {
	const requestOptions = { batching: { batch: { batchSize: 1, batchInterval: 20_000 } } };
	const paused = { ...each, requestOptions };

	test('end with Stop', async () => {
		const started = Date.now();
		const { run } = await bench.run({ parameters: paused, items: texts(9), abortAfterMs: 300 });
		expect(Date.now() - started).toBeLessThan(10_000);
		expect(run.status).toBe('canceled');
		expect(bench.count(SEND_TEXT)).toBe(1);
	});

	test('end with the first error, which counts what was not sent', async () => {
		const items = [{ phone: 'call me', text: 'Text' }, ...texts(8)];
		const started = Date.now();
		const { description } = shown(await bench.run({ parameters: paused, items }));
		expect(Date.now() - started).toBeLessThan(10_000);
		expect(description).toContain('1 failed (item 0); 8 not sent');
		expect(bench.requests).toEqual([]);
	});

	test('end with the first question that fails', async () => {
		const operation = { resource: 'message', operation: 'sendAndWaitForReply' };
		const items = [{ phone: 'call me', text: 'Text' }, ...texts(2)];
		const started = Date.now();
		await bench.run({ parameters: { ...paused, ...operation }, items });
		expect(Date.now() - started).toBeLessThan(10_000);
		expect(bench.requests).toEqual([]);
	});
});

test.each([undefined, 'continueRegularOutput' as const])(
	"one failed call of an agent's tool holds back no other, with On Error %s",
	async (onError) => {
		const [wrong, ...others] = ['call me', ADA, BEN].map((phone) => ({ phone, text: 'Hi' }));
		const options = { parameters: each, credentials: bench.maton(), onError };
		const [failed, ...sent] = await callTool(options, [wrong!, ...others]);
		expect(failed).toMatchObject(
			onError
				? { value: [{ json: { accepted: false } }] }
				: { reason: { message: expect.stringContaining('call me') } },
		);
		expect(sent).toMatchObject(others.map(() => ({ value: [{ json: { accepted: true } }] })));
		expect([ADA, BEN].map((to) => bench.sandbox.messagesTo(to).at(-1)?.text)).toEqual(['Hi', 'Hi']);
	},
);
