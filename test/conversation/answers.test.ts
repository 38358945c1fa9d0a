import { ADA, BEN, useBench } from '../wati/setup';
import { ask, later, message, MINUTE, replies, replyOf } from './setup';

const bench = useBench();

const texts = (number: string) => bench.sandbox.messagesTo(number).map(({ text }) => text);
const again = { askAgainText: 'Please answer with a number.' };

/** Each rule with answers it takes, as their values, and answers it does not take. */
const RULES: Array<[string, object, Array<[string, unknown]>, string[]]> = [
	[
		'choices',
		{ acceptedAnswers: 'choices', choices: 'Yes, No, Later' },
		[
			['yes', 'Yes'],
			[' LATER! ', 'Later'],
		],
		['maybe', 'yes no'],
	],
	[
		'choices with commas',
		{ acceptedAnswers: 'choices', choices: 'Yes, that fits\nNo, another day\n' },
		[['yes, that fits', 'Yes, that fits']],
		['that fits', 'yes'],
	],
	[
		'choices with commas at the end of lines',
		{ acceptedAnswers: 'choices', choices: 'Yes,\nNo;\n' },
		[['yes', 'Yes']],
		['yes no'],
	],
	[
		'number',
		{ acceptedAnswers: 'number', lowest: '1', highest: '10' },
		[
			['7', 7],
			['2,5', 2.5],
		],
		['0', '11', 'seven', '1.000,5'],
	],
	[
		'date, day first',
		{ acceptedAnswers: 'date' },
		[
			['3.4.2026', '2026-04-03'],
			['2026-12-24', '2026-12-24'],
		],
		['31/02/2026', 'tomorrow', '2026-13-01'],
	],
	[
		'date, month first',
		{ acceptedAnswers: 'date', dateOrder: 'monthFirst' },
		[['3/4/2026', '2026-03-04']],
		['24/12/2026'],
	],
	[
		'email',
		{ acceptedAnswers: 'email' },
		[['Ada@Example.com', 'ada@example.com']],
		['ada@example', 'no mail', 'a@b@c.d'],
	],
	[
		'pattern',
		{ acceptedAnswers: 'pattern', pattern: '^a-\\d+$' },
		[['A-12', 'A-12']],
		['12', 'A-x'],
	],
];

describe.each(RULES)('accepted answers: %s', (_name, parameters, right, wrong) => {
	test.each(right)('%s counts', async (text, value) => {
		const execution = await ask(bench, [ADA], { ...parameters });
		await execution.post(message(ADA, text));
		expect(replyOf(execution.output(0)[0]!)).toMatchObject({ status: 'answered', text, value });
	});

	test.each(wrong)('%s does not', async (text) => {
		const execution = await ask(bench, [ADA], { ...parameters });
		expect((await execution.post(message(ADA, text))).body).toEqual({ status: 'taken' });
		expect(execution.sleeps).toBe(true);
		expect(execution.sleeps).toBe(true);
		later(10 * MINUTE);
		await execution.wakeByTime();
		expect(replyOf(execution.output(1)[0]!)).toMatchObject({ status: 'timedOut', wrong: [text] });
	});
});

test('a wrong answer is asked again, once per event however often it comes', async () => {
	const execution = await ask(bench, [ADA], { acceptedAnswers: 'number', ...again });
	const wrong = message(ADA, 'many');

	expect((await execution.post(wrong)).body).toEqual({ status: 'taken' });
	expect(await execution.post(wrong)).toEqual({
		status: 200,
		body: { status: 'known' },
		woke: false,
	});
	expect(await execution.post({ ...wrong, eventType: 'message_bsuid' })).toMatchObject({
		woke: false,
	});
	await execution.post(message(ADA, '3'));

	expect(texts(ADA)).toEqual(['Shall we deliver A-1?', 'Please answer with a number.']);
	expect(replyOf(execution.output(0)[0]!)).toMatchObject({
		status: 'answered',
		value: 3,
		wrong: ['many'],
	});
});

test('the text that asks again has an ID of the node, and no quote of the question', async () => {
	const options = { localMessageId: 'order-4711-question', replyContextId: 'wamid.quoted' };
	const execution = await ask(bench, [ADA], { acceptedAnswers: 'number', ...again, options });
	await execution.post(message(ADA, 'many'));
	const [first, second] = bench.requests.map(({ url }) => new URL(url, 'http://x').searchParams);
	expect(first!.get('localMessageId')).toBe('order-4711-question');
	expect(second!.get('localMessageId')).toMatch(/^n8n-[\da-f-]{36}$/);
	expect(second!.has('replyContextId')).toBe(false);
});

test('after the most tries the question is given up', async () => {
	const execution = await ask(bench, [ADA], {
		acceptedAnswers: 'number',
		mostTries: 2,
		...again,
	});
	await execution.post(message(ADA, 'many'));
	await execution.post(message(ADA, 'very many'));

	expect(execution.sleeps).toBe(false);
	expect(execution.output(0)).toEqual([]);
	expect(replyOf(execution.output(1)[0]!)).toEqual({
		status: 'gaveUp',
		wrong: ['many', 'very many'],
	});
	expect(texts(ADA)).toHaveLength(2);
});

test('a failing repeat of the question is told, and the wait goes on', async () => {
	const execution = await ask(bench, [ADA, BEN], { acceptedAnswers: 'number', ...again });
	bench.sandbox.closeWindow(ADA);
	await execution.post(message(ADA, 'many'));

	expect(execution.error).toBeUndefined();
	expect(execution.sleeps).toBe(true);
	await execution.post(message(ADA, '3'));
	await execution.post(message(BEN, '4'));
	expect(replies(execution.output(0))).toEqual([
		[ADA, 'answered', 3],
		[BEN, 'answered', 4],
	]);
	expect(replyOf(execution.output(0)[0]!).problem).toMatch(/24-hour window/);
});

test('with Last Counts the wait takes the whole time, and lists all messages', async () => {
	const execution = await ask(bench, [ADA], {
		options: { furtherMessages: 'last', looks: 'never', eventsElsewhere: true },
	});
	await execution.post(message(ADA, 'Two boxes'));
	await execution.post(message(ADA, 'no, three'));
	expect(execution.sleeps).toBe(true);

	later(10 * MINUTE);
	await execution.wakeByTime();
	expect(replyOf(execution.output(0)[0]!)).toMatchObject({
		status: 'answered',
		value: 'no, three',
		messages: ['Two boxes', 'no, three'],
	});
});

test('buttons and rows are answers in words, and offer the choices', async () => {
	const execution = await ask(bench, [ADA], {
		messageType: 'buttons',
		bodyText: 'Shall we deliver?',
		buttons: { button: [{ text: 'Today' }, { text: 'Tomorrow' }] },
		acceptedAnswers: 'choices',
	});
	bench.sandbox.customerWrites(ADA, { kind: 'replyButton', title: 'Tomorrow' });
	await execution.post(
		message(ADA, 'Tomorrow', {
			type: 'interactive',
			interactiveButtonReply: { id: '2', title: 'Tomorrow' },
		}),
	);
	expect(replyOf(execution.output(0)[0]!)).toMatchObject({
		status: 'answered',
		value: 'Tomorrow',
		type: 'interactive',
		button: { id: '2', title: 'Tomorrow' },
	});
});

test('a list and a template are asked as they are sent', async () => {
	const list = await ask(bench, [ADA], {
		messageType: 'list',
		bodyText: 'Which?',
		buttonText: 'Show',
		sections: { section: [{ title: '', rows: { row: [{ title: 'Red' }, { title: 'Blue' }] } }] },
		acceptedAnswers: 'choices',
	});
	const row = { id: '2', title: 'Blue', description: 'As the sky' };
	await list.post(message(ADA, 'Blue\nAs the sky', { type: 'interactive', listReply: row }));
	expect(replyOf(list.output(0)[0]!)).toMatchObject({ value: 'Blue', listRow: row });

	const template = await ask(bench, ['14155550106'], {
		messageType: 'template',
		template: { __rl: true, mode: 'name', value: 'welcome' },
	});
	expect(template.error).toBeUndefined();
	await template.post(message('14155550106', 'Thanks'));
	expect(replies(template.output(0))).toEqual([['14155550106', 'answered', 'Thanks']]);
	expect(bench.count('POST /api/v2/sendTemplateMessage')).toBe(1);
});

test('a question by a template and the text that asks again leave from the same channel', async () => {
	const asked = await ask(bench, [ADA], {
		...again,
		authentication: 'watiApi',
		messageType: 'template',
		template: { __rl: true, mode: 'name', value: 'order_update' },
		additionalParameters: {
			pair: [
				{ name: 'name', value: 'Ada\nLovelace' },
				{ name: 'ordernumber', value: '1' },
			],
		},
		acceptedAnswers: 'number',
		options: {
			channelNumber: { __rl: true, mode: 'number', value: '14155550150' },
			oneLineValues: true,
		},
	});
	expect(asked.error).toBeUndefined();
	await asked.post(message(ADA, 'Many'));
	const [template, text] = bench.requests.filter(({ method }) => method === 'POST');
	expect(template).toMatchObject({
		endpoint: 'POST /api/ext/v3/messageTemplates/send',
		body: {
			channel: '14155550150',
			recipients: [{ custom_params: [{ value: 'Ada Lovelace' }, {}] }],
		},
	});
	expect(text).toMatchObject({
		endpoint: 'POST /api/v1/sendSessionMessage/{whatsappNumber}',
		query: { channelPhoneNumber: '14155550150' },
	});
});

test('choices without the text of any button are refused before a question', async () => {
	const buttons = { button: [{ text: 'Yes, that fits' }, { text: 'No, another day' }] };
	const asked = { messageType: 'buttons', bodyText: 'Does it fit?', buttons };
	const choices = 'Yes, that fits, No, another day';
	const refused = await ask(bench, [ADA], { ...asked, acceptedAnswers: 'choices', choices });
	expect(refused.error).toMatchObject({
		message: "The field 'Choices' contains the text of no button or row",
		description: expect.stringContaining('"Yes, that fits", "No, another day"'),
	});
	expect(texts(ADA)).toEqual([]);
});

test('a line of nothing but button texts is several choices', async () => {
	const buttons = { button: [{ text: 'Yes' }, { text: 'No' }, { text: 'Later, please' }] };
	const execution = await ask(bench, [ADA], {
		messageType: 'buttons',
		bodyText: 'Does it fit?',
		buttons,
		acceptedAnswers: 'choices',
		choices: 'Yes, No\nLater, please',
	});
	await execution.post(message(ADA, 'no'));
	expect(replies(execution.output(0))).toEqual([[ADA, 'answered', 'No']]);
});
