import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { callTool } from '../harness';
import {
	ADA,
	BEN,
	mapped,
	named,
	number,
	operation,
	pairs,
	textTo,
	useBench,
	windowOf,
} from '../wati/setup';

const bench = useBench();

const TEMPLATE = 'POST /api/v2/sendTemplateMessage';
const MANY = 'POST /api/v2/sendTemplateMessages';
const SEND_TEXT = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';

/** The chats remembered for a minute are of one tenant, so each test takes another contact. */
let next = 14_155_590_000;
const fresh = (): string => String((next += 1));

/** What the calls of an agent's model brought. */
async function call(
	parameters: INodeParameters,
	calls: IDataObject[],
	later: IDataObject[] = [],
): Promise<IDataObject[]> {
	const ends = await callTool({ parameters, credentials: bench.maton() }, calls, later);
	return ends.map((end) => {
		if (end.status === 'rejected') throw end.reason;
		const [item] = end.value as [INodeExecutionData];
		return item.json;
	});
}

describe('to a person whose 24-hour window is closed', () => {
	const instead = (values: Record<string, string>) => ({
		...textTo(fresh(), '={{ $json.text }}'),
		options: windowOf('template', {
			template: named('order_update'),
			templateParameters: pairs({ name: '={{ $json.name ?? "Eve" }}', ...values }),
		}),
	});
	const values = { ordernumber: '9' };

	test('two texts lead to one template, and the second one is not told as sent', async () => {
		const told = await call(instead(values), [{ text: 'Hello' }, { text: 'It is late' }]);
		expect(told.map(({ accepted, sentInstead }) => [accepted, sentInstead])).toEqual([
			[true, 'template'],
			[false, 'already sent in this run'],
		]);
		expect(told[1]?.reason).toMatch(/already sent to this person for an earlier call/);
		expect(bench.count(TEMPLATE)).toBe(1);
	});

	test('the same text twice is one send', async () => {
		const told = await call(instead(values), [{ text: 'Hello' }, { text: 'Hello' }]);
		expect(told).toMatchObject([
			{ accepted: true, sentInstead: 'template' },
			{ accepted: true, sentInstead: 'template', remembered: true },
		]);
		expect(bench.count(TEMPLATE)).toBe(1);
	});

	test('other values lead to another template', async () => {
		const calls = ['Eve', 'Max'].map((name) => ({ text: name, name }));
		const told = await call(instead(values), calls);
		expect(told).toMatchObject(calls.map(() => ({ accepted: true, sentInstead: 'template' })));
		expect(bench.count(TEMPLATE)).toBe(2);
	});

	test('a template that was refused counts for nobody', async () => {
		bench.sandbox.addFault({ endpoint: TEMPLATE, kind: 'status', status: 400 });
		const parameters = instead(values);
		const options = { parameters, credentials: bench.maton() };
		const [refused, sent] = await callTool(options, [{ text: 'Hello' }, { text: 'It is late' }]);
		expect(refused?.status).toBe('rejected');
		expect(sent).toMatchObject({ value: [{ json: { accepted: true, sentInstead: 'template' } }] });
	});
});

test('the same text twice to one person leaves once, other texts in their order', async () => {
	bench.sandbox.addFault({ endpoint: SEND_TEXT, kind: 'latency', latencyMs: 3_000 });
	const calls = ['One', 'One', 'Two'].map((text) => ({ text }));
	const told = await call(textTo(ADA, '={{ $json.text }}'), calls);
	expect(told.map(({ remembered }) => remembered)).toEqual([undefined, true, undefined]);
	const texts = bench.sandbox.messagesTo(ADA).map(({ text }) => text);
	expect(texts.slice(-2)).toEqual(['One', 'Two']);
	expect(bench.count(SEND_TEXT)).toBe(2);
});

test('Send to Many: the same values leave once, other values for themselves', async () => {
	const parameters = operation('template', 'sendToMany', {
		template: named('order_update'),
		recipientsFrom: 'items',
		whatsappNumber: number(BEN),
		templateParameters: mapped({ name: 'Eve', ordernumber: '={{ $json.order }}' }),
	});
	const [one, two, three] = ['1', '2', '3'].map((order) => ({ order }));
	const told = await call(parameters, [one!, one!, two!], [one!, three!]);
	expect(told.map(({ remembered }) => remembered === true)).toEqual([
		false,
		true,
		false,
		true,
		false,
	]);
	expect(bench.count(MANY)).toBe(3);
});

interface Attributes {
	customParams: Array<{ value: string }>;
}

test('a change that another one undid is made again, one that stands is not', async () => {
	const parameters = operation('contact', 'setOptOut', {
		whatsappNumber: number('={{ $json.phone ?? "14155550102" }}'),
		optOutChange: '={{ $json.change }}',
	});
	const [out, back] = ['out', 'in'].map((change) => ({ change }));
	const other = { change: 'in', phone: ADA };
	const told = await call(parameters, [out!, out!, other, back!], [out!]);
	expect(told.map(({ remembered }) => remembered === true)).toEqual([
		false,
		true,
		false,
		false,
		false,
	]);
	const values = bench.requests.map(({ body }) => (body as Attributes).customParams[0]?.value);
	expect(values).toEqual(['yes', 'no', 'no', 'yes']);
});
