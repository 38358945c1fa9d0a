import type { INodeParameters } from 'n8n-workflow';

import {
	ADA,
	FATIMA,
	fileItem,
	named,
	number,
	operation,
	pairs,
	shown,
	STRANGER,
	textTo,
	useBench,
	windowOf,
} from '../wati/setup';

const MESSAGES = 'GET /api/v1/getMessages/{whatsappNumber}';
const bench = useBench();
const HOUR = 3_600_000;

/** The chats remembered for a minute are of one tenant, so each test takes another contact. */
let next = 14_155_570_000;
const fresh = (): string => String((next += 1));

const checked = (
	whatsappNumber: string,
	windowCheck: string,
	template: INodeParameters = {},
	options: INodeParameters = {},
) => ({
	...textTo(whatsappNumber),
	options: { ...windowOf(windowCheck, template), ...options },
});

/** Lets the chat answer with one message of the customer. */
function customerWrote(when: object, owner = false, after = 0): void {
	const message = { id: '1', eventType: 'message', owner, text: 'Hi', type: 'text', ...when };
	bench.sandbox.addFault({
		endpoint: MESSAGES,
		kind: 'answer',
		after,
		body: { result: 'success', messages: { items: [message], total: 1 }, link: { total: 1 } },
	});
}

it('does not look unless it is told to', async () => {
	await bench.run({ parameters: textTo(ADA) });
	expect(bench.count(MESSAGES)).toBe(0);
});

it('open: sends the message', async () => {
	const { items } = await bench.run({ parameters: checked(ADA, 'stop') });
	expect(items[0]?.json.accepted).toBe(true);
	expect(bench.sandbox.messagesTo(ADA).at(-1)?.text).toBe('Hello');
});

it.each([
	['was stopped', { kind: 'latency', latencyMs: 1_500 }, [], { abortAfterMs: 500 }],
	['failed', { kind: 'status', status: 503 }, [{ to: 'call me', check: 'none' }], {}],
] as const)(
	'open: looks again where the execution that looked %s',
	async (_, fault, others, stop) => {
		const to = fresh();
		bench.sandbox.customerWrites(to, 'Hi');
		bench.sandbox.addFault({ endpoint: MESSAGES, ...fault });
		const parameters = {
			...checked('', '={{ $json.check }}'),
			whatsappNumber: number('={{ $json.to }}'),
		};
		const asks = { to, check: 'stop' };
		const first = bench.run({ parameters, items: [asks, ...others], ...stop });
		await new Promise((resolve) => setTimeout(resolve, 200));
		const second = await bench.run({ parameters, items: [asks] });
		expect((await first).items).toEqual([]);
		expect(second.error).toBeUndefined();
		expect(second.items[0]?.json.accepted).toBe(true);
	},
);

it('Stop ends the wait for the look of another execution, and that look goes on', async () => {
	const to = fresh();
	bench.sandbox.customerWrites(to, 'Hi');
	bench.sandbox.addFault({ endpoint: MESSAGES, kind: 'latency', latencyMs: 15_000 });
	const started = Date.now();
	const parameters = checked(to, 'stop');
	const first = bench.run({ parameters });
	await new Promise((resolve) => setTimeout(resolve, 200));
	const stopped = await bench.run({ parameters, abortAfterMs: 500 });
	expect(Date.now() - started).toBe(700);
	expect(stopped.run.status).toBe('canceled');
	const third = await bench.run({ parameters });
	expect([(await first).items, third.items]).toMatchObject([
		[{ json: { accepted: true } }],
		[{ json: { accepted: true } }],
	]);
	expect(bench.count(MESSAGES)).toBe(1);
});

it('closed: stops before sending', async () => {
	const result = await bench.run({ parameters: checked(FATIMA, 'stop') });
	expect(shown(result)).toMatchObject({
		code: 'window-closed',
		itemIndex: 0,
		description:
			'The customer never wrote. Nothing was sent. Send a template instead (resource Template, operation Send), or choose Send Template under Options, 24-Hour Window. [Item 0]',
	});
	expect(bench.requests.map(({ method }) => method)).toEqual(['GET']);
	customerWrote({ created: '2026-01-02T03:04:05Z' });
	const late = await bench.run({ parameters: checked(fresh(), 'stop') });
	expect(shown(late).description).toMatch(
		/^The customer last wrote at 2026-01-02T03:04:05.000Z\. Nothing was sent\./,
	);
});

it('closed: sends the chosen template', async () => {
	const parameters = checked(FATIMA, 'template', {
		template: named('order_update'),
		templateParameters: pairs({ name: 'Fatima', ordernumber: '9' }),
	});
	const { items, error } = await bench.run({ parameters });
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({
		accepted: true,
		sentInstead: 'template',
		whatsappNumber: FATIMA,
	});
	const [message] = bench.sandbox.messagesTo(FATIMA).slice(-1);
	expect(message).toMatchObject({ kind: 'template', text: 'Hi Fatima, order 9 shipped.' });
	const [sent] = bench.requests.filter(({ method }) => method === 'POST');
	expect(sent?.query).toEqual({ whatsappNumber: FATIMA });
});

it.each([
	['sendFile', { caption: 'Bill' }],
	['sendButtons', { bodyText: 'Ready?', buttons: { button: [{ text: 'Yes' }] } }],
	[
		'sendList',
		{
			bodyText: 'When?',
			buttonText: 'Times',
			sections: { section: [{ title: '', rows: { row: [{ title: 'Noon', description: '' }] } }] },
		},
	],
])('%s has the check too, and nothing of it goes into the template', async (name, more) => {
	const { items } = await bench.run({
		parameters: operation('message', name, {
			whatsappNumber: number(FATIMA),
			options: windowOf('template', { template: named('welcome') }),
			...more,
		}),
		items: [await fileItem('%PDF-1.4', 'bill.pdf', 'application/pdf')],
	});
	expect(items[0]?.json.sentInstead).toBe('template');
	const [sent] = bench.requests.filter(({ method }) => method === 'POST');
	expect(sent?.endpoint).toBe('POST /api/v2/sendTemplateMessage');
	expect([sent?.query, sent?.files]).toEqual([{ whatsappNumber: FATIMA }, []]);
	expect(sent?.body).toEqual({
		template_name: 'welcome',
		broadcast_name: 'welcome',
		parameters: [],
	});
});

it('closed: a value without a name stops before sending', async () => {
	const template = { template: named('order_update'), templateParameters: pairs({ '': 'Ada' }) };
	const result = await bench.run({ parameters: checked(fresh(), 'template', template) });
	expect(shown(result)).toMatchObject({
		code: 'input-invalid',
		message: "An entry of 'Template Parameters' has no name",
	});
	expect(bench.requests.map(({ method }) => method)).toEqual(['GET']);
});

it('the values of the template go on one line where that is wanted', async () => {
	const template = {
		template: named('order_update'),
		templateParameters: {
			pair: [
				{ name: 'name', value: 'Ada\n\tLovelace' },
				{ name: 'ordernumber', value: '1' },
			],
		},
	};
	const result = await bench.run({ parameters: checked(fresh(), 'template', template) });
	expect(shown(result)).toMatchObject({
		code: 'input-invalid',
		description: expect.stringContaining("switch on 'Single-Line Values'"),
	});
	const { items } = await bench.run({
		parameters: checked(fresh(), 'template', { ...template, oneLineValues: true }),
	});
	expect(items[0]?.json.sentInstead).toBe('template');
	expect(bench.requests.at(-1)?.body).toMatchObject({
		parameters: [{ value: 'Ada Lovelace' }, {}],
	});
});

it('somebody who never wrote gets the template', async () => {
	const parameters = checked(STRANGER, 'template', { template: named('welcome') });
	const { items } = await bench.run({ parameters });
	expect(items[0]?.json.sentInstead).toBe('template');
});

it('looks once per contact for many items', async () => {
	bench.sandbox.openWindow('14155550103');
	const parameters = checked('14155550103', 'stop', {}, { includeUsage: true });
	const { items } = await bench.run({ parameters, items: [{}, {}, {}] });
	expect(bench.count(MESSAGES)).toBe(1);
	const usage = items.map(({ json }) => json.usage as { calls: number; saved: number });
	expect(usage.reduce((sum, { calls }) => sum + calls, 0)).toBe(4);
	expect(usage.reduce((sum, { saved }) => sum + saved, 0)).toBe(2);
});

const ago = (hours: number) => Date.now() - hours * HOUR;
it.each([
	['created as ISO text', { created: new Date(ago(23)).toISOString() }, 'open'],
	['created as ISO text', { created: new Date(ago(25)).toISOString() }, 'closed'],
	['unix seconds as text', { timestamp: String(Math.floor(ago(23) / 1000)) }, 'open'],
	['unix seconds as text', { timestamp: String(Math.floor(ago(25) / 1000)) }, 'closed'],
	['unix seconds as number', { timestamp: Math.floor(ago(25) / 1000) }, 'closed'],
	['milliseconds', { timestamp: ago(23) }, 'open'],
])('reads the time from %s %p: %s', async (_, when, state) => {
	const contact = fresh();
	bench.sandbox.openWindow(contact);
	customerWrote(when);
	const { error } = await bench.run({ parameters: checked(contact, 'stop') });
	expect(error?.context.code).toBe(state === 'closed' ? 'window-closed' : undefined);
});

it('own messages do not keep the window open', async () => {
	const contact = fresh();
	bench.sandbox.openWindow(contact);
	customerWrote({ created: new Date().toISOString() }, true);
	const { error } = await bench.run({ parameters: checked(contact, 'stop') });
	expect(error?.context.code).toBe('window-closed');
});

it('when the check cannot be made, the message goes its way', async () => {
	const contact = fresh();
	bench.sandbox.openWindow(contact);
	bench.sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status: 403, times: 0 });
	const { items } = await bench.run({ parameters: checked(contact, 'stop') });
	expect(items[0]?.json.accepted).toBe(true);
});

it('a chat full of own messages of one day decides nothing', async () => {
	const contact = fresh();
	bench.sandbox.openWindow(contact);
	const created = new Date().toISOString();
	const items = Array.from({ length: 100 }, (_, index) => ({
		id: String(index),
		eventType: 'message',
		owner: true,
		created,
	}));
	const body = {
		result: 'success',
		messages: { items, total: 500 },
		link: { total: 500, nextPage: 'x' },
	};
	bench.sandbox.addFault({ endpoint: MESSAGES, kind: 'answer', body });
	const { items: output } = await bench.run({ parameters: checked(contact, 'stop') });
	expect(output[0]?.json.accepted).toBe(true);
});

it('remembers only what is open: after the template the customer answers, and the next text goes as text', async () => {
	const contact = fresh();
	const parameters = checked(contact, 'template', { template: named('welcome') });
	const first = await bench.run({ parameters });
	expect(first.items[0]?.json.sentInstead).toBe('template');
	bench.sandbox.openWindow(contact);
	customerWrote({ created: new Date().toISOString() });
	const second = await bench.run({ parameters });
	expect(second.items[0]?.json.sentInstead).toBeUndefined();
	const kinds = bench.sandbox.messagesTo(contact).map(({ kind }) => kind);
	expect(kinds.slice(-2)).toEqual(['template', 'text']);
});

it('sends one person one template in a run, but other values again', async () => {
	const contact = fresh();
	const values = { name: '={{ $json.name }}', ordernumber: '9' };
	const parameters = checked(contact, 'template', {
		template: named('order_update'),
		templateParameters: pairs(values),
	});
	const items = ['Eve', 'Eve', 'Max'].map((name) => ({ name }));
	const { items: output, error } = await bench.run({ parameters, items });
	expect(error).toBeUndefined();
	expect(output.map(({ json }) => [json.accepted, json.sentInstead])).toEqual([
		[true, 'template'],
		[false, 'already sent in this run'],
		[true, 'template'],
	]);
	expect(output[1]?.json).toMatchObject({
		whatsappNumber: contact,
		reason: expect.stringContaining('for item 0') as string,
	});
	expect(bench.count('POST /api/v2/sendTemplateMessage')).toBe(2);
});

describe('the second try of a run', () => {
	const TEXT = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
	const TEMPLATE = 'POST /api/v2/sendTemplateMessage';
	const retryOnFail = { maxTries: 2, waitBetweenTries: 0 };

	it('sends no template for a text that may have arrived', async () => {
		const contact = fresh();
		bench.sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status: 403 });
		bench.sandbox.addFault({ endpoint: TEXT, kind: 'dropAfter', tookEffect: true });
		const parameters = checked(contact, 'template', { template: named('welcome') });
		const result = await bench.run({ parameters, retryOnFail });
		expect(shown(result).code).toBe('outcome-unknown');
		expect([bench.count(TEXT), bench.count(TEMPLATE)]).toEqual([1, 0]);
	});

	it.each(['dropAfter', 'dropBefore'] as const)(
		'sends no text for a template that may have arrived (%s), though the customer wrote meanwhile',
		async (kind) => {
			const contact = fresh();
			bench.sandbox.openWindow(contact);
			customerWrote({ created: new Date(ago(25)).toISOString() });
			bench.sandbox.addFault({ endpoint: TEMPLATE, kind });
			const parameters = checked(contact, 'template', { template: named('welcome') });
			const result = await bench.run({ parameters, retryOnFail });
			expect(shown(result).code).toBe('outcome-unknown');
			expect([bench.count(TEXT), bench.count(TEMPLATE)]).toEqual([0, 1]);
		},
	);

	it('remembers a template that was accepted, though the customer wrote meanwhile', async () => {
		const contact = fresh();
		bench.sandbox.openWindow(contact);
		customerWrote({ created: new Date(ago(25)).toISOString() });
		bench.sandbox.addFault({ endpoint: TEXT, kind: 'status', status: 400 });
		const { items, error } = await bench.run({
			parameters: {
				...checked('', '={{ $json.check }}', { template: named('welcome') }),
				whatsappNumber: number('={{ $json.to }}'),
			},
			items: [
				{ to: contact, check: 'template' },
				{ to: ADA, check: 'none' },
			],
			retryOnFail,
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ sentInstead: 'template', remembered: true });
		expect([bench.count(TEXT), bench.count(TEMPLATE)]).toEqual([2, 1]);
	});

	it('looks again after a template that was surely refused', async () => {
		const contact = fresh();
		bench.sandbox.openWindow(contact);
		customerWrote({ created: new Date(ago(25)).toISOString() });
		customerWrote({ created: new Date().toISOString() }, false, 1);
		bench.sandbox.addFault({ endpoint: TEMPLATE, kind: 'status', status: 400 });
		const parameters = checked(contact, 'template', { template: named('welcome') });
		const { items } = await bench.run({ parameters, retryOnFail });
		expect(items[0]?.json.accepted).toBe(true);
		expect([bench.count(TEXT), bench.count(TEMPLATE)]).toEqual([1, 1]);
	});
});
