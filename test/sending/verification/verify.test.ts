import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import {
	ADA,
	fileItem,
	named,
	number,
	operation,
	pairs,
	shown,
	textTo,
	useApartTests,
	useBench,
} from '../../wati/setup';

const SESSION = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const MESSAGES = 'GET /api/v1/getMessages/{whatsappNumber}';
useApartTests();
const bench = useBench();

const delivery = { verify: true };

const verifying = (parameters: INodeParameters = textTo(ADA, 'Ready')) => ({
	...parameters,
	options: delivery,
});
const delivered = () => bench.sandbox.messagesTo(ADA).filter(({ text }) => text === 'Ready').length;

it.each(['dropAfter', 'truncate', 'html'] as const)(
	'%s: it arrived, so it is a success',
	async (kind) => {
		bench.sandbox.addFault({ endpoint: SESSION, kind, tookEffect: true });
		const { items, error } = await bench.run({ parameters: verifying() });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ accepted: true, verified: true, whatsappNumber: ADA });
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
		expect([delivered(), bench.count(SESSION), bench.count(MESSAGES)]).toEqual([1, 1, 1]);
	},
);

it('500 before the write: it did not arrive, and nothing is sent again', async () => {
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'status' });
	const result = await bench.run({ parameters: verifying() });
	expect(shown(result)).toMatchObject({
		code: 'outcome-unknown',
		description: expect.stringContaining('looked for the message 3 times, and did not find it') as string,
	});
	expect([delivered(), bench.count(SESSION), bench.count(MESSAGES)]).toEqual([0, 1, 3]);
});

it('without the switch nothing is looked up', async () => {
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropAfter' });
	const result = await bench.run({ parameters: textTo(ADA, 'Ready') });
	expect(shown(result).code).toBe('outcome-unknown');
	expect(bench.count(MESSAGES)).toBe(0);
});

it('an older message with the same text proves nothing', async () => {
	await bench.run({ parameters: textTo(ADA, 'Ready') });
	await new Promise((resolve) => setTimeout(resolve, 1_100));
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropBefore' });
	const result = await bench.run({ parameters: verifying() });
	expect(shown(result).code).toBe('outcome-unknown');
});

it.each([0, 300, 900])('nor does one that another execution sent %d ms before', async (ms) => {
	await bench.run({ parameters: textTo(ADA, 'Ready') });
	await new Promise((resolve) => setTimeout(resolve, ms));
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropBefore' });
	const result = await bench.run({ parameters: verifying() });
	expect(shown(result).code).toBe('outcome-unknown');
	expect(delivered()).toBe(1);
});

it('nor does one that someone else wrote half a second before', async () => {
	await new Promise((resolve) => setTimeout(resolve, 1_100 - (Date.now() % 1_000)));
	bench.sandbox.operatorWrites(ADA, 'Ready');
	await new Promise((resolve) => setTimeout(resolve, 500));
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropBefore' });
	const result = await bench.run({ parameters: verifying() });
	expect(shown(result).code).toBe('outcome-unknown');
});

it('but the own one beside it does', async () => {
	await bench.run({ parameters: textTo(ADA, 'Ready') });
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropAfter' });
	const { items, error } = await bench.run({ parameters: verifying() });
	expect(error).toBeUndefined();
	expect(items[0]?.json.verified).toBe(true);
	expect(delivered()).toBe(2);
});

const BUTTONS = 'POST /api/v1/sendInteractiveButtonsMessage';

it.each([
	['dropBefore', [true, 'outcome-unknown'], 1],
	['dropAfter', [true, true], 2],
] as const)(
	'of equal messages whose answers name none, each proves one (%s)',
	async (kind, told, sent) => {
		bench.sandbox.addFault({ endpoint: BUTTONS, kind, after: 1 });
		const { items } = await bench.run({
			parameters: verifying(
				operation('message', 'sendButtons', {
					whatsappNumber: number(ADA),
					bodyText: 'Ready?',
					buttons: { button: [{ text: 'Yes' }] },
				}),
			),
			items: [{}, {}],
			onError: 'continueRegularOutput',
		});
		expect(
			items.map(({ json }) => (json.details as { code: string } | undefined)?.code ?? json.accepted),
		).toEqual(told);
		const received = bench.sandbox.messagesTo(ADA).filter(({ text }) => text === 'Ready?');
		expect(received).toHaveLength(sent);
	},
);

it('of two executions at once, of which one did not arrive, only one is proven', async () => {
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropAfter', times: 1 });
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropBefore', times: 1, after: 1 });
	const results = await Promise.all([
		bench.run({ parameters: verifying() }),
		bench.run({ parameters: verifying() }),
	]);
	expect(results.filter(({ error }) => error === undefined)).toHaveLength(1);
	expect(delivered()).toBe(1);
});

it('of two items with the same text, the message of one does not prove the other', async () => {
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropBefore', after: 1 });
	const { items } = await bench.run({
		parameters: verifying(),
		items: [{}, {}],
		onError: 'continueRegularOutput',
	});
	expect(items.map(({ json }) => (json.details as { code: string } | undefined)?.code ?? json.accepted)).toEqual(
		[true, 'outcome-unknown'],
	);
	expect(delivered()).toBe(1);
});

it('a template is found by its name', async () => {
	bench.sandbox.addFault({ endpoint: 'POST /api/v2/sendTemplateMessage', kind: 'dropAfter' });
	const { items } = await bench.run({
		parameters: verifying(
			operation('template', 'send', {
				whatsappNumber: number(ADA),
				template: named('order_update'),
				additionalParameters: pairs({ name: 'Ada', ordernumber: '1' }),
			}),
		),
	});
	expect(items[0]?.json).toMatchObject({
		verified: true,
		localMessageId: expect.any(String) as string,
	});
});

it.each([
	['sendFile', { caption: 'Bill' }, 'POST /api/v1/sendSessionFile/{whatsappNumber}'],
	[
		'sendButtons',
		{ bodyText: 'Ready?', buttons: { button: [{ text: 'Yes' }] } },
		'POST /api/v1/sendInteractiveButtonsMessage',
	],
])('%s is found as well', async (name, more, endpoint) => {
	bench.sandbox.addFault({ endpoint, kind: 'dropAfter' });
	const { items } = await bench.run({
		parameters: verifying(operation('message', name, { whatsappNumber: number(ADA), ...more })),
		items: [await fileItem('%PDF-1.4', 'bill.pdf', 'application/pdf')],
	});
	expect(items[0]?.json.verified).toBe(true);
	expect(bench.count(endpoint)).toBe(1);
});

it('Retry On Fail looks again in each try, and never sends again', async () => {
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropAfter' });
	bench.sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status: 403, times: 3 });
	const { items, error } = await bench.run({
		parameters: verifying(),
		retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
	});
	expect(error).toBeUndefined();
	expect(items[0]?.json.verified).toBe(true);
	expect([delivered(), bench.count(SESSION), bench.count(MESSAGES)]).toEqual([1, 1, 4]);
});

it('Stop ends the pauses', async () => {
	bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropBefore' });
	const started = Date.now();
	await bench.run({ parameters: verifying(), abortAfterMs: 500 });
	expect(Date.now() - started).toBeLessThan(1_500);
});

describe('on the direct route, with a local message ID and a channel', () => {
	let server: Server;
	const asked: string[] = [];
	let record: object | undefined;

	/** WATI's own side with the record of one message, which the sandbox does not have. */
	beforeAll(async () => {
		server = createServer((incoming, response) => {
			const path = incoming.url ?? '';
			if (path.includes('/whatsApp/messages/')) {
				asked.push(path);
				response.writeHead(record ? 200 : 404, { 'content-type': 'application/json' });
				response.end(record ? JSON.stringify(record) : '');
				return;
			}
			const { method, headers } = incoming;
			const onward = forward(`${bench.sandbox.url}${path}`, { method, headers }, (answer) => {
				response.writeHead(answer.statusCode ?? 500, answer.headers);
				answer.pipe(response);
			});
			onward.on('error', () => response.destroy());
			incoming.pipe(onward);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => server.close());

	async function send() {
		asked.length = 0;
		bench.sandbox.addFault({ endpoint: SESSION, kind: 'dropAfter' });
		const { port } = server.address() as AddressInfo;
		const { tenantId } = bench.sandbox;
		return await bench.run({
			parameters: {
				...verifying(),
				authentication: 'watiApi',
				options: {
					...delivery,
					localMessageId: 'order-4711-shipped',
					channelPhoneNumber: '14155550100',
				},
			},
			credentials: bench.wati({ apiUrl: `http://127.0.0.1:${port}/${tenantId}` }),
		});
	}

	it('asks for that message, and finds it', async () => {
		record = { statusString: 'SENT', localMessageId: 'order-4711-shipped', eventType: 'message' };
		const { items } = await send();
		expect(items[0]?.json).toMatchObject({ verified: true, localMessageId: 'order-4711-shipped' });
		expect(asked).toEqual([
			`/${bench.sandbox.tenantId}/api/v1/whatsApp/messages/14155550100/order-4711-shipped`,
		]);
		expect(bench.count(MESSAGES)).toBe(0);
	});

	it('asks three times when there is none', async () => {
		record = undefined;
		expect(shown(await send()).description).toContain('looked for the message 3 times, and did not find it');
		expect(asked).toHaveLength(3);
	});
});
