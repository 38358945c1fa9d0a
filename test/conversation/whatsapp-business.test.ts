import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { runHook, SleepingExecution } from '../harness';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { ADA, BEN, byId, MESSAGES, NODE, op, useMeta } from '../whatsapp-business/setup';
import { body, change, GROUP } from '../whatsapp-business-trigger/payloads';
import { interactive, messages, metadata, received, status, text } from './meta-posts';
import { later, message as messageOfWati, MINUTE, replies, replyOf } from './setup';

const meta = useMeta();

/** A published trigger, without which nobody is asked. */
const publish = async (step: 'create' | 'delete' = 'create') =>
	await runHook(step, {
		node: 'matonWhatsAppBusinessTrigger',
		parameters: { events: ['messageReceived'] },
		credentials: {
			matonWhatsAppBusinessWebhookApi: { appSecret: '0'.repeat(32), verifyToken: '1'.repeat(12) },
		},
	});

beforeEach(async () => void (await publish()));

const BUSINESS_ACCOUNT = '102290129340398';

/** Asks the people, one item each. */
async function ask(
	numbers: string[],
	more: INodeParameters = {},
	onError?: string,
): Promise<SleepingExecution> {
	return await SleepingExecution.start({
		node: NODE,
		parameters: op('message', 'sendAndWaitForReply', {
			whatsappNumber: '={{ $json.number }}',
			messageType: 'text',
			messageText: '=Shall we deliver {{ $json.order }}?',
			limitAmount: 10,
			limitUnit: 'minutes',
			...more,
		}),
		credentials: meta.credentials(),
		items: numbers.map((number, place) => ({ number, order: `A-${place + 1}` })),
		onError,
	});
}

async function follow(items: IDataObject[], more: INodeParameters = {}) {
	return await SleepingExecution.start({
		node: NODE,
		parameters: op('message', 'waitForDelivery', {
			messageId: '={{ $json.messageId }}',
			waitUntil: 'delivered',
			limitAmount: 10,
			limitUnit: 'minutes',
			...more,
		}),
		credentials: meta.credentials(),
		items,
	});
}

const sentIds = () => meta.sent.map(({ id }) => id);
const calls = () => meta.bench.requests.length;

describe('Send and Wait for Reply', () => {
	test('every customer is asked, and each reply goes to its own item', async () => {
		const execution = await ask([ADA, BEN]);
		expect(execution.error).toBeUndefined();
		expect(execution.sleeps).toBe(true);

		const woken = { status: 200, body: { status: 'taken' }, woke: true };
		expect(await execution.post(text(BEN, 'Tomorrow'))).toEqual(woken);
		expect(execution.sleeps).toBe(true);
		await execution.post(text(ADA, 'Today'));

		expect(execution.sleeps).toBe(false);
		expect(replies(execution.output(0))).toEqual([
			[ADA, 'answered', 'Today'],
			[BEN, 'answered', 'Tomorrow'],
		]);
		expect(execution.output(0).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
		]);
		expect(meta.bench.count(MESSAGES)).toBe(2);
	});

	test('a group is asked nothing, since several people answer there', async () => {
		const execution = await ask([GROUP]);
		expect(execution.sleeps).toBe(false);
		expect(execution.error).toMatchObject({
			message: "The field 'Contact Number' contains a group, but this operation needs one person",
		});
		expect(meta.bodies).toEqual([]);
	});

	test('what somebody writes in a group answers no question of the chat of two', async () => {
		const execution = await ask([ADA]);
		await execution.post(text(ADA, 'Not for you', { group_id: GROUP }));
		expect(execution.sleeps).toBe(true);
		await execution.post(text(ADA, 'Today'));
		expect(replies(execution.output(0))).toEqual([[ADA, 'answered', 'Today']]);
	});

	test('buttons, rows and quick replies are answers in words', async () => {
		const buttons = await ask([ADA], {
			messageType: 'buttons',
			bodyText: 'Shall we deliver?',
			buttons: {
				button: [
					{ text: 'Today', id: 'd0' },
					{ text: 'Tomorrow', id: 'd1' },
				],
			},
			acceptedAnswers: 'choices',
		});
		const pressed = { type: 'button_reply', button_reply: { id: 'd1', title: 'Tomorrow' } };
		await buttons.post(interactive(ADA, pressed));
		expect(replyOf(buttons.output(0)[0]!)).toMatchObject({
			status: 'answered',
			value: 'Tomorrow',
			button: { id: 'd1', title: 'Tomorrow' },
		});

		const list = await ask([ADA], {
			messageType: 'list',
			bodyText: 'Which?',
			buttonText: 'Show',
			sections: { section: [{ title: '', rows: { row: [{ title: 'Red' }, { title: 'Blue' }] } }] },
			acceptedAnswers: 'choices',
		});
		const row = { id: 'Blue', title: 'Blue', description: 'As the sky' };
		await list.post(interactive(ADA, { type: 'list_reply', list_reply: row }));
		expect(replyOf(list.output(0)[0]!)).toMatchObject({ value: 'Blue', listRow: row });

		const template = await ask(['14155550106'], {
			messageType: 'template',
			template: { __rl: true, mode: 'name', value: 'hello_world|en_US' },
		});
		expect(template.error).toBeUndefined();
		const quick = { type: 'button', button: { text: 'Stop', payload: 'STOP' } };
		await template.post(received('14155550106', quick));
		expect(replies(template.output(0))).toEqual([['14155550106', 'answered', 'Stop']]);
	});

	test('a wrong answer is asked again, without the options of the question', async () => {
		const execution = await ask([ADA], {
			acceptedAnswers: 'number',
			askAgainText: 'Please answer with a number.',
			options: { replyToMessageId: 'wamid.quoted' },
		});
		const wrong = text(ADA, 'many');
		await execution.post(wrong);
		expect((await execution.post(wrong)).body).toEqual({ status: 'known' });
		await execution.post(text(ADA, '3'));

		expect(meta.bodies).toMatchObject([
			{ context: { message_id: 'wamid.quoted' } },
			{ text: { body: 'Please answer with a number.' } },
		]);
		expect(meta.bodies[1]).not.toHaveProperty('context');
		expect(replyOf(execution.output(0)[0]!)).toMatchObject({ value: 3, wrong: ['many'] });
	});

	test('a reply that quotes a question answers that one', async () => {
		const execution = await ask([ADA, ADA]);
		const context = { context: { from: '14155550300', id: sentIds()[1] } };
		await execution.post(text(ADA, 'To the second', context));
		await execution.post(text(ADA, 'To the first'));
		const quoted = execution
			.output(0)
			.find(({ json }: INodeExecutionData) => json.messageId === sentIds()[1]);
		expect(replyOf(quoted!)).toMatchObject({ value: 'To the second' });
	});

	test('the time limit ends the wait without a call to Meta', async () => {
		const execution = await ask([ADA], {});
		const before = calls();
		later(10 * MINUTE);
		await execution.wakeByTime();
		expect(replies(execution.output(1))).toEqual([[ADA, 'timedOut', null]]);
		expect(calls()).toBe(before);
	});

	test("the trigger's item is taken like Meta's own call, and several messages in one", async () => {
		const execution = await ask([ADA, BEN]);
		const [first, second] = [text(ADA, 'One'), text(BEN, 'Two')].map(
			(call) => (call as { entry: Array<{ changes: Payload[] }> }).entry[0]!.changes[0]!,
		);
		const item = { raw: { businessAccountId: BUSINESS_ACCOUNT, ...first } };
		expect((await execution.post(item)).body).toEqual({ status: 'taken' });
		const batch = body(second!, change('account_update', { event: 'VERIFIED_ACCOUNT' }));
		expect((await execution.post(batch)).body).toEqual({ status: 'taken' });
		expect(replies(execution.output(0))).toEqual([
			[ADA, 'answered', 'One'],
			[BEN, 'answered', 'Two'],
		]);
	});

	test.each<[string, () => Payload, object]>([
		['a stranger', () => text('14155550199', 'Yes'), { body: { status: 'foreign' } }],
		[
			'an edit of an older message',
			() =>
				received(ADA, {
					type: 'edit',
					edit: { original_message_id: 'x', message: { type: 'text', text: { body: 'Yes' } } },
				}),
			{ body: { status: 'foreign' } },
		],
		[
			'a deletion',
			() => received(ADA, { type: 'revoke', revoke: { original_message_id: 'x' } }),
			{ body: { status: 'foreign' } },
		],
		[
			'a notice that the number has changed',
			() =>
				received(ADA, { type: 'system', system: { body: 'Changed', type: 'user_changed_number' } }),
			{ body: { status: 'foreign' } },
		],
		[
			'a reaction',
			() => received(ADA, { type: 'reaction', reaction: { message_id: 'x', emoji: '👍' } }),
			{ body: { status: 'foreign' } },
		],
		['a status', () => status('wamid.x', 'read'), { body: { status: 'foreign' } }],
		['an event of WATI', () => messageOfWati(ADA, 'Yes'), { status: 400 }],
		['nothing', () => ({}), { status: 400 }],
	])('%s does not answer', async (_name, event, answer) => {
		const execution = await ask([ADA]);
		expect(await execution.post(event())).toMatchObject({ woke: false, ...answer });
		expect(execution.sleeps).toBe(true);
	});

	test.each(['sendAndWaitForReply', 'sendAndWait'])(
		'%s from the number of the credential is not answered through another number',
		async (kind) => {
			const execution = await SleepingExecution.start({
				node: NODE,
				parameters: op('message', kind, {
					phoneNumberId: byId(''),
					whatsappNumber: ADA,
					...(kind === 'sendAndWait'
						? { message: 'Delete?' }
						: { messageType: 'text', messageText: 'Delete?' }),
					limitAmount: 10,
					limitUnit: 'minutes',
				}),
				credentials: meta.credentials({ phoneNumberId: metadata.phone_number_id }),
				items: [{}],
			});
			const foreign = { status: 200, body: { status: 'foreign' }, woke: false };
			const other = { ...metadata, phone_number_id: '100200300400602' };
			expect(await execution.post(text(ADA, 'Approve', {}, other))).toEqual(foreign);
			await execution.post(text(ADA, 'Approve'));
			expect(execution.sleeps).toBe(false);
		},
	);

	test('a customer without a number is asked, and asked again, by the BSUID, and found by it', async () => {
		const bsuid = 'US.13491208655302741918';
		const execution = await ask([bsuid], {
			acceptedAnswers: 'number',
			askAgainText: 'Please answer with a number.',
		});
		expect(execution.error).toBeUndefined();
		const answer = (words: string) => {
			const content = { type: 'text', text: { body: words } };
			const timestamp = String(Math.floor((Date.now() + 1_000) / 1_000));
			const message = { from_user_id: bsuid, id: `wamid.in.${words}`, timestamp, ...content };
			const profile = { name: 'Ada', username: 'ada' };
			return messages({ contacts: [{ profile, user_id: bsuid }], messages: [message] });
		};
		await execution.post(answer('many'));
		await execution.post(answer('3'));
		expect(execution.output(0)[0]!.json).toMatchObject({
			bsuid,
			reply: { status: 'answered', value: 3, from: bsuid },
		});
		expect(execution.output(0)[0]!.json).not.toHaveProperty('whatsappNumber');
		expect(meta.bodies).toMatchObject([{ recipient: bsuid }, { recipient: bsuid }]);
		for (const sent of meta.bodies) expect(sent).not.toHaveProperty('to');
	});

	test('a question whose outcome is unknown is waited for, be it that the node stops on error', async () => {
		meta.bench.sandbox.addFault({ endpoint: MESSAGES, kind: 'dropAfter', times: 1 });
		const execution = await ask([ADA]);
		expect(execution.error).toBeUndefined();
		expect(execution.sleeps).toBe(true);
		await execution.post(text(ADA, 'Yes'));
		expect(execution.output(0)[0]!.json).toMatchObject({
			whatsappNumber: ADA,
			reply: {
				status: 'answered',
				value: 'Yes',
				problem: expect.stringContaining('It is unknown whether Meta accepted this'),
			},
		});
	});
});

describe('Wait for Delivery', () => {
	test('each message is followed by its own statuses, in any order', async () => {
		const items = ['wamid.1', 'wamid.2', 'wamid.3'].map((id) => ({ messageId: id }));
		const execution = await follow(items, { waitUntil: 'read' });
		expect(execution.sleeps).toBe(true);
		await execution.post(status('wamid.1', 'delivered'));
		await execution.post(status('wamid.2', 'read'));
		expect((await execution.post(status('wamid.2', 'delivered'))).body).toEqual({
			status: 'foreign',
		});
		const error = {
			code: 131049,
			title: 'Not delivered',
			error_data: { details: 'Not today' },
		};
		await execution.post(status('wamid.3', 'failed', { errors: [error] }));
		await execution.post(status('wamid.1', 'read'));

		expect(execution.sleeps).toBe(false);
		const deliveries = (output: number) =>
			execution.output(output).map(({ json, pairedItem }) => ({ ...json, pairedItem }));
		expect(deliveries(0)).toMatchObject([
			{ messageId: 'wamid.1', delivery: { status: 'reached' }, pairedItem: { item: 0 } },
			{ messageId: 'wamid.2', delivery: { status: 'reached' }, pairedItem: { item: 1 } },
		]);
		expect(deliveries(1)).toMatchObject([
			{
				messageId: 'wamid.3',
				delivery: {
					status: 'failed',
					failure: {
						code: '131049',
						detail: 'Not today',
						reason: 'recipient-refused',
						advice: expect.stringContaining('at least a day'),
						retriable: false,
					},
				},
			},
		]);
	});

	test.each([
		['undefined', "The field 'Message ID' contains only the word undefined"],
		['4711', "The field 'Message ID' contains no message ID: 4711"],
	])('%j is no message to wait for', async (messageId, message) => {
		const execution = await follow([{ messageId }]);
		expect(execution.sleeps).toBe(false);
		expect(execution.error).toMatchObject({ message });
	});

	test('a voice message that was played was read, and Meta is asked nothing', async () => {
		const execution = await follow([{ messageId: 'wamid.v' }, { messageId: 'wamid.w' }], {
			waitUntil: 'read',
		});
		await execution.post(status('wamid.v', 'played'));
		later(10 * MINUTE);
		await execution.wakeByTime();
		expect(execution.output(0)).toHaveLength(1);
		expect(execution.output(1)[0]!.json.delivery).toMatchObject({ status: 'timedOut' });
		expect(calls()).toBe(0);
	});
});

test.each([
	['asked', async () => await ask([ADA]), 'reply'],
	['followed', async () => await follow([{ messageId: 'wamid.X' }]), 'status'],
])('without a trigger nobody is %s', async (_what, start, news) => {
	await publish('delete');
	const { error } = await start();
	expect(error).toMatchObject({
		message: `No WhatsApp Business Trigger is published here, so no ${news} would reach this execution`,
	});
	expect(meta.sent).toEqual([]);
});

test('with a source elsewhere nobody looks for a trigger', async () => {
	await publish('delete');
	const execution = await ask([ADA], { options: { eventsElsewhere: true } });
	expect(execution.sleeps).toBe(true);
});
