import { ADA, named, number, operation, pairs, shown, textTo, useBench } from './setup';

const bench = useBench();

const SEND_TEXT = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const GET_TEMPLATES = 'GET /api/v1/getMessageTemplates';

const templates = operation('template', 'getAll', { limit: 1 });
const direct = { ...textTo(), authentication: 'watiApi' };

describe('a credential that is not accepted', () => {
	test('by Maton', async () => {
		const result = await bench.run({
			parameters: textTo(),
			credentials: bench.maton({ apiKey: 'wrong' }),
		});
		expect(shown(result)).toEqual({
			message: 'The credential was not accepted',
			words: 'Invalid API key',
			description: expect.stringMatching(/^Open the credential and test it\. .* \[Item 0\]$/),
			code: 'credential-refused',
			httpCode: '401',
			itemIndex: 0,
		});
	});

	test('by WATI, which answers with an empty body', async () => {
		const result = await bench.run({
			parameters: direct,
			credentials: bench.wati({ accessToken: 'wrong' }),
		});
		expect(shown(result)).toMatchObject({
			message: 'The credential was not accepted',
			code: 'credential-refused',
			httpCode: '401',
		});
	});
});

test('no connection names what to do', async () => {
	const result = await bench.run({
		parameters: textTo(),
		credentials: bench.maton({ apiKey: bench.sandbox.matonKeyWithoutConnections }),
	});
	expect(shown(result)).toMatchObject({
		words: 'No active connection found for app: wati',
		description: expect.stringMatching(/resource Connection, operation Create.* Maton answered: "No active/),
		code: 'no-connection',
		httpCode: '400',
	});
});

test('an endpoint without its tenant is not found', async () => {
	const result = await bench.run({
		parameters: direct,
		credentials: bench.wati({ apiUrl: bench.sandbox.url }),
	});
	expect(shown(result)).toMatchObject({
		description: expect.stringContaining('the tenant number must be at its end'),
		code: 'not-found',
		httpCode: '404',
	});
});

test('a closed window is the same failure where WATI answers it with 400', async () => {
	bench.sandbox.reset({ failureStatus: 400 });
	bench.sandbox.closeWindow(ADA);
	const result = await bench.run({ parameters: textTo() });
	expect(shown(result)).toMatchObject({
		words: 'Ticket has been expired.',
		code: 'window-closed',
		httpCode: '400',
	});
});

test('the fields that WATI refuses are named', async () => {
	bench.sandbox.addFault({
		endpoint: SEND_TEXT,
		kind: 'status',
		status: 400,
		body: { title: 'Wrong', errors: { messageText: ['Too long.', 'Too odd.'], to: ['Gone.'] } },
	});
	const result = await bench.run({ parameters: textTo() });
	expect(shown(result)).toMatchObject({
		words: 'messageText: Too long. Too odd.; to: Gone.',
		code: 'request-refused',
		httpCode: '400',
	});
});

describe('429', () => {
	test('once with Retry-After: waits as long and sends once', async () => {
		bench.sandbox.addFault({ endpoint: SEND_TEXT, kind: 'status', status: 429, retryAfter: 2 });
		const { items } = await bench.run({ parameters: textTo() });
		expect(items[0]?.json.accepted).toBe(true);
		const [first, second, ...more] = bench.requests;
		expect(more).toEqual([]);
		expect(second!.at - first!.at).toBeGreaterThanOrEqual(1_990);
		expect(bench.sandbox.messagesTo(ADA)).toHaveLength(1);
	});

	test('once with a date as Retry-After', async () => {
		const retryAfter = new Date(Date.now() + 2_500).toUTCString();
		bench.sandbox.addFault({ endpoint: GET_TEMPLATES, kind: 'status', status: 429, retryAfter });
		const { items } = await bench.run({ parameters: templates });
		expect(items).toHaveLength(1);
		const [first, second] = bench.requests;
		expect(second!.at - first!.at).toBeGreaterThan(300);
	});

	test('holds back the whole account, not only the item', async () => {
		bench.sandbox.addFault({ endpoint: SEND_TEXT, kind: 'status', status: 429, retryAfter: 1 });
		const sending = bench.run({ parameters: textTo() });
		while (bench.requests[0]?.status !== 429) await new Promise((done) => setTimeout(done, 5));
		await new Promise((done) => setTimeout(done, 200));
		await Promise.all([sending, bench.run({ parameters: templates })]);
		const refusedAt = bench.requests[0]!.at;
		const others = bench.requests.slice(1);
		expect(others).toHaveLength(2);
		for (const { at } of others) expect(at - refusedAt).toBeGreaterThanOrEqual(990);
	});

	test('for ever: gives up, and nothing was sent', async () => {
		bench.sandbox.addFault({
			endpoint: SEND_TEXT,
			kind: 'status',
			status: 429,
			retryAfter: 0,
			times: 0,
		});
		const result = await bench.run({ parameters: textTo() });
		expect(shown(result)).toMatchObject({ code: 'rate-limited', httpCode: '429' });
		expect(bench.requests).toHaveLength(6);
		expect(bench.sandbox.messagesTo(ADA)).toEqual([]);
	});
});

describe('no answer in time', () => {
	const requestOptions = { timeout: 300 };

	test('leaves the outcome of a send unknown, and it is not repeated', async () => {
		bench.sandbox.addFault({ endpoint: SEND_TEXT, kind: 'latency', latencyMs: 1_000 });
		const result = await bench.run({ parameters: { ...textTo(), requestOptions } });
		expect(shown(result)).toMatchObject({
			message: expect.stringContaining('It is unknown whether WATI accepted this'),
			description: expect.stringContaining('Check the chat in WATI before sending again.'),
			code: 'outcome-unknown',
		});
		expect(bench.count(SEND_TEXT)).toBe(1);
	});

	test('lets a read be repeated', async () => {
		bench.sandbox.addFault({ endpoint: GET_TEMPLATES, kind: 'latency', latencyMs: 1_000 });
		const { items } = await bench.run({ parameters: { ...templates, requestOptions } });
		expect(items).toHaveLength(1);
		expect(bench.count(GET_TEMPLATES)).toBe(2);
	});

	test('waits as long as it takes within the limit', async () => {
		bench.sandbox.addFault({ endpoint: SEND_TEXT, kind: 'latency', latencyMs: 400 });
		const { items } = await bench.run({ parameters: textTo() });
		expect(items[0]?.json.accepted).toBe(true);
		expect(bench.requests).toHaveLength(1);
	});
});

describe('a write without a clear answer is sent exactly once', () => {
	const write = operation('template', 'send', {
		whatsappNumber: number(ADA),
		template: named('order_update'),
		additionalParameters: pairs({ name: 'Ada', ordernumber: '1' }),
	});

	test.each([
		['a cut connection before', { kind: 'dropBefore' }, 0],
		['a cut connection after', { kind: 'dropAfter' }, 1],
		['half of the answer', { kind: 'truncate' }, 1],
		["a proxy's page", { kind: 'html', tookEffect: true }, 1],
		["a proxy's page with status 200", { kind: 'html', status: 200 }, 0],
		['status 503', { kind: 'status', status: 503 }, 0],
		['an empty answer with status 200', { kind: 'answer', body: '' }, 0],
	] as const)('%s', async (_what, fault, delivered) => {
		bench.sandbox.addFault({ endpoint: 'POST /api/v2/sendTemplateMessage', ...fault });
		const result = await bench.run({ parameters: write });
		expect(shown(result).code).toBe('outcome-unknown');
		expect(bench.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
		expect(bench.sandbox.messagesTo(ADA)).toHaveLength(delivered);
	});
});

describe('a read without a proper answer', () => {
	test('is repeated four times at most', async () => {
		bench.sandbox.addFault({
			endpoint: GET_TEMPLATES,
			kind: 'status',
			status: 503,
			retryAfter: 0,
			times: 0,
		});
		const result = await bench.run({ parameters: templates });
		expect(shown(result)).toMatchObject({ code: 'service-unavailable', httpCode: '503' });
		expect(bench.requests).toHaveLength(4);
	});

	test('is told when half of it came', async () => {
		bench.sandbox.addFault({ endpoint: GET_TEMPLATES, kind: 'truncate', times: 0 });
		const result = await bench.run({ parameters: templates });
		expect(shown(result).code).toBe('answer-unreadable');
	});
});

test('a gateway that nobody answers at is named, and nothing was sent', async () => {
	const result = await bench.run({
		parameters: textTo(),
		credentials: bench.maton({ gatewayUrl: 'http://no-such-host.invalid' }),
	});
	expect(shown(result)).toMatchObject({
		message: expect.stringMatching(/^The server could not be reached \((ENOTFOUND|EAI_AGAIN)\)$/),
		description: expect.stringContaining('Nothing was sent for this item.'),
		code: 'not-reachable',
	});
});
