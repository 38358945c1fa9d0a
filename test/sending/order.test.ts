import type { INodeParameters } from 'n8n-workflow';

import { ADA, mapped, named, number, operation, pairs, textTo, useBench } from '../wati/setup';
import { MESSAGES, send as metaSend, useMeta } from '../whatsapp-business/setup';

const SESSION = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const TO_MANY = 'POST /api/v2/sendTemplateMessages';
const ATTRIBUTES = 'POST /api/v1/updateContactAttributes/{whatsappNumber}';
const OTHERS = Array.from({ length: 8 }, (_, at) => String(14_155_580_000 + at));

const bench = useBench();
const wordsTo = (whatsappNumber: string) =>
	bench.sandbox.messagesTo(whatsappNumber).map(({ text }) => text);

/** `1`, `2` and `3` to Ada, with somebody else between. */
const items = ['1', '2', '3'].flatMap((text, at) => [
	{ to: ADA, text },
	{ to: OTHERS[at]!, text: 'Hi' },
]);
const texts: INodeParameters = textTo('={{ $json.to }}', '={{ $json.text }}');

/** What may hold up the first message of a run. */
const DELAYS = [
	['is slow', { kind: 'latency', latencyMs: 4_000, times: 1 }],
	['is answered 429', { kind: 'status', status: 429, times: 2, retryAfter: 1 }],
	['is answered 429 that says no time', { kind: 'status', status: 429, times: 1 }],
] as const;

describe('messages of one run to one person arrive in the order of the items', () => {
	beforeEach(() => OTHERS.forEach((phone) => bench.sandbox.openWindow(phone)));

	it.each(DELAYS)('where the first %s', async (_what, fault) => {
		bench.sandbox.addFault({ endpoint: SESSION, ...fault });
		const { error } = await bench.run({ parameters: texts, items });
		expect(error).toBeUndefined();
		expect(wordsTo(ADA)).toEqual(['1', '2', '3']);
		expect(OTHERS.slice(0, 3).flatMap(wordsTo)).toEqual(['Hi', 'Hi', 'Hi']);
	});

	it('in whatever form the number is given', async () => {
		bench.sandbox.addFault({ endpoint: SESSION, kind: 'latency', latencyMs: 4_000 });
		const forms = [`+${ADA}`, '+1 415 555 0101', `whatsapp:${ADA}`];
		const { error } = await bench.run({
			parameters: texts,
			items: forms.map((to, at) => ({ to, text: String(at) })),
		});
		expect(error).toBeUndefined();
		expect(wordsTo(ADA)).toEqual(['0', '1', '2']);
	});

	it('also after one that was refused', async () => {
		bench.sandbox.addFault({ endpoint: SESSION, kind: 'status', status: 400 });
		const { items: output } = await bench.run({
			parameters: texts,
			items: items.filter(({ to }) => to === ADA),
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ json }) => json.error === undefined)).toEqual([false, true, true]);
		expect(wordsTo(ADA)).toEqual(['2', '3']);
	});

	it('and nothing follows one that stopped the node', async () => {
		bench.sandbox.addFault({ endpoint: SESSION, kind: 'status', status: 400 });
		const { error } = await bench.run({
			parameters: texts,
			items: items.filter(({ to }) => to === ADA),
		});
		expect(error).toBeDefined();
		expect(wordsTo(ADA)).toEqual([]);
		expect(bench.count(SESSION)).toBe(1);
	});

	it('while those of others do not wait', async () => {
		bench.sandbox.addFault({ endpoint: SESSION, kind: 'latency', latencyMs: 20_000, times: 1 });
		const run = bench.run({
			parameters: texts,
			items: [{ to: ADA, text: '1' }, ...OTHERS.map((to) => ({ to, text: 'Hi' }))],
		});
		await new Promise((resolve) => setTimeout(resolve, 3_000));
		expect(OTHERS.flatMap(wordsTo)).toEqual(OTHERS.map(() => 'Hi'));
		expect(wordsTo(ADA)).toEqual([]);
		expect((await run).error).toBeUndefined();
	});

	it('and end with Stop', async () => {
		bench.sandbox.addFault({ endpoint: SESSION, kind: 'latency', latencyMs: 20_000, times: 1 });
		const started = Date.now();
		await bench.run({ parameters: texts, items, abortAfterMs: 1_500 });
		expect(Date.now() - started).toBeLessThan(2_500);
		expect(bench.requests.filter(({ path }) => path.includes(ADA))).toHaveLength(1);
	});

	it('so does what is noted of a contact', async () => {
		bench.sandbox.addFault({ endpoint: ATTRIBUTES, kind: 'latency', latencyMs: 4_000 });
		const { error } = await bench.run({
			parameters: operation('contact', 'updateAttributes', {
				whatsappNumber: number(ADA),
				additionalAttributes: pairs({ level: '={{ $json.text }}' }),
			}),
			items: [{ text: 'silver' }, { text: 'gold' }],
		});
		expect(error).toBeUndefined();
		const sent = bench.requests.map(({ body }) => JSON.stringify(body));
		expect(sent.map((body) => /silver|gold/.exec(body)?.[0])).toEqual(['silver', 'gold']);
	});
});

describe('Send to Many', () => {
	const toMany = (more: INodeParameters) =>
		operation('template', 'sendToMany', { template: named('order_update'), ...more });
	const list = (...people: string[]) =>
		JSON.stringify(
			people.map((whatsappNumber) => ({
				whatsappNumber,
				parameters: { name: 'Ada', ordernumber: '={{ $json.text }}' },
			})),
		);
	const orders = () => wordsTo(ADA).map((text) => /A-\d/.exec(text)?.[0]);

	it('keeps the order of lists', async () => {
		bench.sandbox.addFault({ endpoint: TO_MANY, kind: 'latency', latencyMs: 4_000 });
		const { error } = await bench.run({
			parameters: toMany({
				recipientsFrom: 'json',
				recipientsJson: `=${list(ADA, OTHERS[0]!).replaceAll('={{', '{{')}`,
			}),
			items: [{ text: 'A-1' }, { text: 'A-2' }],
		});
		expect(error).toBeUndefined();
		expect(orders()).toEqual(['A-1', 'A-2']);
	});

	it('keeps the order of items that go out in different calls', async () => {
		const { error, items: output } = await bench.run({
			parameters: toMany({
				recipientsFrom: 'items',
				whatsappNumber: number('={{ $json.to }}'),
				templateParameters: mapped({ name: 'Ada', ordernumber: '={{ $json.text }}' }),
				options: { broadcastName: '={{ $json.campaign }}', sendDuplicates: true },
			}),
			items: [
				{ to: ADA, text: 'A-1', campaign: 'one' },
				{ to: ADA, text: 'A-2', campaign: 'two' },
				{ to: ADA, text: 'A-3', campaign: 'one' },
				{ to: OTHERS[0]!, text: 'A-4', campaign: 'one' },
			],
		});
		expect(error).toBeUndefined();
		expect(output).toHaveLength(4);
		expect(orders()).toEqual(['A-1', 'A-2', 'A-3']);
		expect(bench.count(TO_MANY)).toBe(3);
	});
});

it('tries a refused template once, also where its items go out in several calls', async () => {
	const REFUSAL = { result: false, info: 'Check your template and params' };
	bench.sandbox.addFault({ endpoint: TO_MANY, kind: 'answer', body: REFUSAL });
	const { items: output } = await bench.run({
		parameters: operation('template', 'sendToMany', {
			template: { __rl: true, mode: 'name', value: '={{ $json.template }}' },
			recipientsFrom: 'items',
			whatsappNumber: number(ADA),
			templateParameters: mapped({ name: 'Ada', ordernumber: 'A-1' }),
			options: { sendDuplicates: true },
		}),
		items: ['order_update', 'welcome', 'order_update'].map((template) => ({ template })),
		onError: 'continueRegularOutput',
	});
	const codes = output.map(({ json }) => (json.details as { code?: string } | undefined)?.code);
	expect(codes).toEqual(['template-refused', undefined, 'not-tried']);
	expect(bench.count(TO_MANY)).toBe(2);
});

describe('WhatsApp Business', () => {
	const meta = useMeta();

	it.each(DELAYS)('keeps the order where the first %s', async (_what, fault) => {
		meta.sandbox.addFault({ endpoint: MESSAGES, ...fault });
		const { error } = await meta.run({
			parameters: metaSend('sendText', {
				whatsappNumber: '={{ $json.to }}',
				messageText: '={{ $json.text }}',
			}),
			items,
		});
		expect(error).toBeUndefined();
		const words = meta.sent.filter(({ waId }) => waId === ADA).map(({ text }) => text);
		expect(words).toEqual(['1', '2', '3']);
	});
});
