import { SEND_AND_WAIT_OPERATION, type INodeParameters } from 'n8n-workflow';

import { describePackage, SleepingExecution } from '../harness';
import { ADA, BEN, number, STRANGER, useBench, windowOf } from '../wati/setup';
import { ask, message, question, replies } from './setup';

const bench = useBench();

const SEND = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';

const asked = () => bench.count(SEND);

test.each([
	[{ acceptedAnswers: 'choices' }, "The field 'Choices' is empty"],
	[
		{ acceptedAnswers: 'pattern', pattern: '(' },
		"The field 'Pattern' contains no regular expression: (",
	],
	[{ messageText: ' ' }, "The field 'Text' is empty"],
	...['24h', '1,5', 0, -5, '={{ $json.none }}', 1e9].map(
		(limitAmount): [INodeParameters, string] => [
			{ limitAmount, limitUnit: 'days' },
			`The field 'Time Limit' contains no time to wait: ${String(limitAmount).startsWith('=') ? '(empty)' : limitAmount}`,
		],
	),
	[{ limitUnit: '={{ "weeks" }}' }, "The field 'Time Limit Unit' contains no unit: weeks"],
	[
		{ acceptedAnswers: 'number', highest: '1,000' },
		"The field 'Highest' contains no number that can be read: 1,000",
	],
	[
		{ acceptedAnswers: 'number', lowest: '={{ $json.none }}' },
		"The field 'Lowest' contains no number that can be read: (empty)",
	],
	[
		{ acceptedAnswers: 'number', mostTries: '={{ $json.none }}' },
		"The field 'Most Tries' contains no whole number: (empty)",
	],
	[
		{ acceptedAnswers: 'number', mostTries: '={{ "three" }}' },
		"The field 'Most Tries' contains no whole number: three",
	],
])('%j is refused before anything leaves', async (parameters, text) => {
	const execution = await ask(bench, [ADA], parameters);
	expect(execution.error?.message).toBe(text);
	expect(asked()).toBe(0);
});

test.each(['stopWorkflow', 'continueRegularOutput'])(
	'a time limit of one item that cannot be read is refused before that item is asked, with %s',
	async (onError) => {
		const limitAmount = `={{ $json.number === '${BEN}' ? 'soon' : 10 }}`;
		const execution = await ask(bench, [ADA, BEN], { limitAmount }, onError);
		const text = "The field 'Time Limit' contains no time to wait: soon";
		if (onError === 'stopWorkflow') {
			expect(execution.error?.message).toBe(text);
			expect(execution.error).toMatchObject({ context: { itemIndex: 1 } });
			return expect(asked()).toBe(0);
		}
		expect([execution.sleeps, asked()]).toEqual([true, 1]);
		await execution.post(message(ADA, 'Yes'));
		expect(execution.output(0)[1]!.json.error).toBe(text);
	},
);

test('a question that cannot be sent fails its item, and the others wait', async () => {
	const execution = await ask(bench, ['12', BEN], {}, 'continueRegularOutput');
	expect(execution.sleeps).toBe(true);
	await execution.post(message(BEN, 'Yes'));
	expect(execution.output(0)[0]!.json).toMatchObject({
		error: "The field 'Contact Number' contains no WhatsApp number: 12",
		details: { code: 'input-invalid', itemIndex: 0 },
	});
	expect(replies(execution.output(0).slice(1))).toEqual([[BEN, 'answered', 'Yes']]);
});

test('an empty recipient is who wrote', async () => {
	const execution = await SleepingExecution.start({
		parameters: question({ whatsappNumber: number('') }),
		credentials: bench.maton(),
		items: [{ whatsappNumber: ADA, order: 'A-1' }, { order: 'A-2' }],
		onError: 'continueRegularOutput',
	});
	expect(bench.requests.map(({ url }) => url.split('?')[0]?.split('/').at(-1))).toEqual([ADA]);
	await execution.post(message(ADA, 'Yes'));
	const [answered, refused] = execution.output(0);
	expect(replies([answered!])).toEqual([[ADA, 'answered', 'Yes']]);
	expect(refused?.json.error).toMatch(/^The field 'Contact Number' is empty, and the item names no customer/);
});

test('a question whose outcome is unknown is waited for', async () => {
	bench.sandbox.addFault({ endpoint: SEND, kind: 'dropAfter', times: 1 });
	const execution = await ask(bench, [ADA]);
	expect(execution.error).toBeUndefined();
	await execution.post(message(ADA, 'Yes'));
	expect(execution.output(0)[0]!.json).toMatchObject({
		whatsappNumber: ADA,
		reply: {
			status: 'answered',
			value: 'Yes',
			problem: expect.stringContaining('It is unknown whether WATI accepted this'),
		},
	});
});

test.each(['stopWorkflow', 'continueRegularOutput'])(
	'an unknown outcome with %s does not keep the others from being waited for',
	async (onError) => {
		bench.sandbox.addFault({ endpoint: SEND, kind: 'dropAfter', times: 1 });
		const execution = await ask(bench, [ADA, BEN], {}, onError);
		expect(execution.error).toBeUndefined();
		await execution.post(message(ADA, 'One'));
		await execution.post(message(BEN, 'Two'));
		expect(replies(execution.output(0))).toEqual([
			[ADA, 'answered', 'One'],
			[BEN, 'answered', 'Two'],
		]);
	},
);

test('where the node stops on error, it tells who was asked in vain', async () => {
	const execution = await ask(bench, [ADA, STRANGER]);
	expect(execution.sleeps).toBe(false);
	expect(execution.error?.description).toMatch(
		/Of 2 items: 1 sent \(item 0\); 1 failed \(item 1\).* The answer to the question already sent will not be waited for\.$/,
	);
});

test('nothing waits when no question could be sent', async () => {
	const execution = await ask(bench, [STRANGER], {}, 'continueRegularOutput');
	expect(execution.sleeps).toBe(false);
	expect(execution.output(0)[0]!.json.error).toBeDefined();
});

test('outside the 24-hour window the template goes out, and its answer counts', async () => {
	const execution = await ask(bench, ['14155550106'], {
		options: windowOf('template', { template: { __rl: true, mode: 'name', value: 'welcome' } }),
	});
	expect(bench.sandbox.messagesTo('14155550106')[0]).toMatchObject({ kind: 'template' });
	await execution.post(message('14155550106', 'Yes'));
	expect(execution.output(0)[0]!.json).toMatchObject({
		sentInstead: 'template',
		reply: { status: 'answered', value: 'Yes' },
	});
});

test('a preview asks nobody and waits for nothing', async () => {
	const execution = await ask(bench, [ADA], { options: { previewOnly: true } });
	expect(execution.sleeps).toBe(false);
	expect(asked()).toBe(0);
	expect(JSON.stringify(execution.output(0))).toContain('Shall we deliver A-1?');
});

test.each(['A-1', 'A-2'])('of two items, %s alone is shown only', async (order) => {
	const [shown, waiting] = order === 'A-1' ? [0, 1] : [1, 0];
	const people = [ADA, BEN];
	const execution = await ask(bench, people, {
		options: { previewOnly: `={{ $json.order === '${order}' }}` },
	});
	expect([execution.sleeps, asked()]).toEqual([true, 1]);
	await execution.post(message(people[waiting]!, 'Yes'));
	const [first, second] = execution.output(0);
	expect(execution.sleeps).toBe(false);
	expect([first!, second!][waiting]!.json.reply).toMatchObject({ value: 'Yes' });
	expect(JSON.stringify([first, second][shown])).toContain(`Shall we deliver ${order}?`);
});

/** n8n offers such a node for human review of an agent's tools, and writes of it that it runs for the first item only. */
test('n8n takes Send and Wait for Approval of both nodes for its own approval, and nothing else', async () => {
	const { nodes } = await describePackage();
	const approvals = nodes.flatMap(({ name, properties }) =>
		properties
			.filter((property) => property.name === 'operation')
			.flatMap(({ options = [] }) => options)
			.filter((option) => 'value' in option && option.value === SEND_AND_WAIT_OPERATION)
			.map((option) => `${name}: ${option.name}`),
	);
	expect(approvals.filter((entry) => !/^\w+Tool:/.test(entry)).sort()).toEqual([
		'matonWhatsAppBusiness: Send and Wait for Approval',
		'wati: Send and Wait for Approval',
	]);
});
