import type { INodeParameters } from 'n8n-workflow';

import { ADA, BEN, STRANGER, useBench } from '../wati/setup';
import { ask, message, replies } from './setup';

const bench = useBench();

const foreign = { status: 200, body: { status: 'foreign' }, woke: false };

test.each([
	['a stranger', () => message(STRANGER, 'Yes')],
	['an operator', () => message(ADA, 'Yes', { owner: true })],
	['a message from before the question', () => message(ADA, 'Yes', { timestamp: '1700000000' })],
	['a reaction', () => message(ADA, '👍', { type: 'reaction' })],
	['a status', () => message(ADA, '', { eventType: 'sentMessageREAD_v2', statusString: 'Read' })],
])('%s does not answer', async (_name, event) => {
	const execution = await ask(bench, [ADA]);
	expect(await execution.post(event())).toEqual(foreign);
	expect(execution.sleeps).toBe(true);
});

test.each([
	['nothing', {}],
	['a list', []],
	['no event', { text: 'Yes' }],
	['an event with a strange name', { eventType: '../x' }],
	['a list of nothing', { events: [] }],
	['more than any event of WATI', { eventType: 'message', text: 'x'.repeat(300_000) }],
])('%s is refused', async (_name, body) => {
	const execution = await ask(bench, [ADA]);
	const before = execution.text;
	expect(await execution.post(body)).toMatchObject({ status: 400, woke: false });
	expect(execution.text).toBe(before);
});

test("the trigger's item is taken like WATI's own event, and several at once", async () => {
	const execution = await ask(bench, [ADA, BEN]);
	const events = [{ json: 1, raw: message(BEN, 'Two') }, message(ADA, 'One')];
	expect((await execution.post({ events })).woke).toBe(true);
	expect(replies(execution.output(0))).toEqual([
		[ADA, 'answered', 'One'],
		[BEN, 'answered', 'Two'],
	]);
});

test('two questions to one person are answered in their order, unless one is quoted', async () => {
	const execution = await ask(bench, [ADA, ADA, ADA]);
	const [, second] = bench.sandbox.messagesTo(ADA);
	await execution.post(message(ADA, 'To the second', { replyContextId: second!.id }));
	await execution.post(message(ADA, 'To the first'));
	await execution.post(message(ADA, 'To the third'));
	const order = (text: string) =>
		bench.sandbox.messagesTo(ADA).findIndex((one) => one.text === text);
	const quoted = execution
		.output(0)
		.find(({ json }) => (json.reply as { value: string }).value === 'To the second');
	expect(order(`Shall we deliver A-${(quoted!.pairedItem as { item: number }).item + 1}?`)).toBe(1);
	expect(execution.sleeps).toBe(false);
});

test('a quoted question is answered even by an event without time', async () => {
	const execution = await ask(bench, [ADA]);
	const [sent] = bench.sandbox.messagesTo(ADA);
	const event = message(ADA, 'Yes', { replyContextId: sent!.id, timestamp: '1700000000' });
	await execution.post(event);
	expect(replies(execution.output(0))).toEqual([[ADA, 'answered', 'Yes']]);
});

test('others may answer where they are named', async () => {
	const execution = await ask(bench, [ADA], { options: { alsoFrom: `+1 415 555 0102` } });
	await execution.post(message(BEN, 'For her: yes'));
	expect(replies(execution.output(0))).toEqual([[ADA, 'answered', 'For her: yes']]);
});

test.each(['(415) 555-0102', '415-555-0102', 'US.13491208655302741918, Sales2:14155550102'])(
	'others who may answer are read with the default country: %s',
	async (alsoFrom) => {
		const execution = await ask(bench, [ADA], { options: { alsoFrom, defaultCountryCode: 'US' } });
		await execution.post(message(BEN, 'Yes'));
		expect(replies(execution.output(0))).toEqual([[ADA, 'answered', 'Yes']]);
	},
);

/** Values of one of two items that are needed once the question left. */
const needed: Array<[string, INodeParameters]> = [
	[
		'Also Accept From',
		{ options: { alsoFrom: `={{ $json.number === '${BEN}' ? { phone: '14155550103' } : '' }}` } },
	],
	[
		'Also Accept From',
		{ options: { alsoFrom: `={{ $json.number === '${BEN}' ? 'nobody' : '' }}` } },
	],
	[
		'Ask Again With',
		{
			acceptedAnswers: 'choices',
			choices: 'Yes, No',
			askAgainText: `={{ $json.number === '${BEN}' ? { en: 'Yes or no?' } : 'Yes or no?' }}`,
		},
	],
];

test.each(needed)(
	'%s that cannot be read fails its item before a question',
	async (label, more) => {
		const stopped = await ask(bench, [ADA, BEN], more);
		expect(stopped.error).toMatchObject({
			message: expect.stringContaining(`'${label}'`),
			context: { itemIndex: 1 },
		});
		expect([ADA, BEN].flatMap((number) => bench.sandbox.messagesTo(number))).toEqual([]);

		const going = await ask(bench, [ADA, BEN], more, 'continueErrorOutput');
		expect(bench.sandbox.messagesTo(BEN)).toEqual([]);
		await going.post(message(ADA, 'Yes'));
		expect(replies(going.output(0))).toEqual([[ADA, 'answered', 'Yes']]);
		expect(going.sleeps).toBe(false);
	},
);

test('a number with decoration is the same person', async () => {
	const execution = await ask(bench, ['+1 (415) 555-0101']);
	await execution.post(message(ADA, 'Yes'));
	expect(replies(execution.output(0))).toEqual([[ADA, 'answered', 'Yes']]);
});

test.each([
	['Brazil', '5541987654321', '554187654321'],
	['Brazil, the other way round', '554187654321', '5541987654321'],
	['Mexico', '525512345678', '5215512345678'],
	['Argentina', '541123456789', '5491123456789'],
])(
	"WhatsApp's own form of a number is the same person: %s",
	async (_country, written, whatsappId) => {
		bench.sandbox.openWindow(written);
		const execution = await ask(bench, [written]);
		expect(execution.error).toBeUndefined();
		expect(await execution.post(message(whatsappId, 'Yes'))).toMatchObject({ woke: true });
		expect(execution.output(0)[0]!.json.reply).toMatchObject({ status: 'answered' });
	},
);

test('two numbers that differ by a digit elsewhere are two people', async () => {
	const execution = await ask(bench, ['14155550101'], { options: { alsoFrom: '14155550102' } });
	expect(await execution.post(message('14155550103', 'Yes'))).toEqual(foreign);
});

test('nothing of the address that wakes the execution is put out', async () => {
	const execution = await ask(bench, [ADA]);
	expect(JSON.stringify(execution.output(0))).not.toContain('signature');
	await execution.post(message(ADA, 'Yes'));
	expect(JSON.stringify(execution.output(0))).not.toContain('signature');
});
