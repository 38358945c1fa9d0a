import type { IDataObject } from 'n8n-workflow';

import type * as Waits from '../../nodes/shared/waiting/in-process/process-waits';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { runHook, runWebhook, SleepingExecution, type TriggerOptions } from '../harness';
import { NODE, op, useMeta } from '../whatsapp-business/setup';
import { ADA, STRANGER, useBench } from '../wati/setup';
import { GROUP } from '../whatsapp-business-trigger/payloads';
import { interactive, messages, text } from './meta-posts';
import { useN8nProcess } from './n8n-process';
import { ask, message, replies, replyOf } from './setup';

/** The built module, whose state the built nodes use. */
const { forgetWait } = jest.requireActual<typeof Waits>(
	'../../dist/nodes/shared/waiting/in-process/process-waits',
);

const BSUID = 'US.13491208655302741918';

const SECRET = '0123456789abcdef0123456789abcdef';

const foreign = { status: 200, body: { status: 'foreign' }, woke: false };

describe('WhatsApp Business', () => {
	const meta = useMeta();

	/** Asks Ada for an approval, in an execution of its own. @returns it and the ID of its message */
	async function request(order: string, whatsappNumber = ADA) {
		const execution = await SleepingExecution.start({
			node: NODE,
			parameters: op('message', 'sendAndWait', {
				whatsappNumber,
				message: `Refund ${order}?`,
				options: { eventsElsewhere: true },
			}),
			credentials: meta.credentials(),
			items: [{}],
		});
		expect(execution.sleeps).toBe(true);
		return { execution, id: meta.sent.at(-1)!.id };
	}

	const tap = (id: string) => {
		const reply = { type: 'button_reply', button_reply: { id: '0', title: 'Approve' } };
		return interactive(ADA, reply, { context: { from: '14155550300', id } });
	};

	test('a tapped button decides the request that it stands below, and no other', async () => {
		const first = await request('order 1');
		const second = await request('order 2');
		expect(await first.execution.post(tap(second.id))).toEqual(foreign);
		await second.execution.post(tap(second.id));
		expect(second.execution.output(0)[0]!.json.approved).toBe(true);
		expect(first.execution.sleeps).toBe(true);
	});

	test('a yes to another message decides nothing', async () => {
		const { execution } = await request('order 1');
		const other = { context: { from: '14155550300', id: 'wamid.report' } };
		expect(await execution.post(text(ADA, 'ok', other))).toEqual(foreign);
		await execution.post(text(ADA, 'ok'));
		expect(execution.output(0)[0]!.json.approved).toBe(true);
	});

	/** The ID of a message with the other name of its person in it. */
	function rename(id: string): string {
		const bytes = Buffer.from(id.slice('wamid.'.length), 'base64').toString('latin1');
		const named = bytes.replace(ADA, BSUID);
		expect(named).not.toBe(bytes);
		return `wamid.${Buffer.from(named, 'latin1').toString('base64')}`;
	}

	test("a quote may have the person's other name in the ID of the message", async () => {
		const { execution, id } = await request('order 1');
		await execution.post(tap(rename(id)));
		expect(execution.output(0)[0]!.json.approved).toBe(true);
	});

	let ids = 0;

	/** Somebody whose number Meta hides writes, or whoever `more` names. */
	function ok(quoted: string | null, more: Payload = {}): Payload {
		ids += 1;
		const timestamp = String(Math.floor((Date.now() + 1_000) / 1_000));
		const context = quoted === null ? {} : { context: { from: '14155550300', id: quoted } };
		const content = { timestamp, type: 'text', text: { body: 'ok' }, ...context };
		return messages({
			contacts: [{ profile: { name: 'Ada', username: 'ada' }, user_id: BSUID }],
			messages: [{ from_user_id: BSUID, id: `wamid.hidden.${ids}`, ...content, ...more }],
		});
	}

	test('a quote of the question answers it, also from somebody whose number is hidden', async () => {
		const { execution, id } = await request('order 1');
		const others = [
			ok(null),
			ok('wamid.report'),
			ok(id, { from: STRANGER }),
			ok(id, { group_id: GROUP }),
		];
		for (const other of others) expect(await execution.post(other)).toEqual(foreign);
		await execution.post(ok(rename(id)));
		expect(execution.output(0)[0]!.json.approved).toBe(true);
	});

	test('the quote answers nothing where another BSUID was asked', async () => {
		const { execution, id } = await request('order 1', 'US.998877665544332211');
		expect(await execution.post(ok(id))).toEqual(foreign);
	});
});

describe('WATI', () => {
	const bench = useBench();
	const n8n = useN8nProcess();

	afterEach(() => n8n.ids.forEach((id) => forgetWait(id)));

	const trigger = (): TriggerOptions => ({
		parameters: {
			authentication: 'watiApi',
			registration: 'manual',
			options: { webhookSecret: SECRET },
			events: ['messageReceived'],
		},
		credentials: bench.wati(),
	});

	/** Ada answers with a quote. @returns whether the trigger's workflow starts */
	async function quote(
		words: string,
		replyContextId: string,
		more: IDataObject = {},
	): Promise<boolean> {
		const body = message(ADA, words, { replyContextId, ...more });
		const { socket } = n8n;
		const { result } = await runWebhook({ ...trigger(), query: { token: SECRET }, body, socket });
		return result.workflowData !== undefined;
	}

	const lastId = () => bench.sandbox.messagesTo(ADA).at(-1)!.id;

	test('of two executions, the one whose question is quoted has the answer', async () => {
		await runHook('checkExists', trigger());
		const first = n8n.runs(await ask(bench, [ADA]));
		const second = n8n.runs(await ask(bench, [ADA]));
		expect(await quote('Tomorrow', lastId())).toBe(false);
		expect([first.sleeps, second.sleeps]).toEqual([true, false]);
		expect(await quote('Thanks', 'wamid.report')).toBe(true);
		expect(first.sleeps).toBe(true);
	});

	test('a question whose ID WATI did not give leaves a quoted one its answer', async () => {
		await runHook('checkExists', trigger());
		const buttons = { messageType: 'buttons', buttons: { button: [{ text: 'Yes' }] } };
		const first = n8n.runs(await ask(bench, [ADA], { ...buttons, bodyText: 'Delivered?' }));
		const second = n8n.runs(await ask(bench, [ADA]));
		expect(await quote('Tomorrow', lastId())).toBe(false);
		expect([first.sleeps, second.sleeps]).toEqual([true, false]);
		expect(await quote('Yes', 'wamid.unknown')).toBe(false);
		expect(first.sleeps).toBe(false);
	});

	test('a trigger finds the question that somebody quotes whose number is hidden', async () => {
		await runHook('checkExists', trigger());
		const execution = n8n.runs(await ask(bench, [ADA]));
		const hidden = { waId: null, bsuid: BSUID, conversationId: '66f0aa000000000000000999' };
		expect(await quote('Yes', 'wamid.report', hidden)).toBe(true);
		expect(await quote('Yes', lastId(), hidden)).toBe(false);
		expect(replies(execution.output(0))).toEqual([[ADA, 'answered', 'Yes']]);
	});

	test('each message that asked may be quoted', async () => {
		const execution = await ask(bench, [ADA], {
			acceptedAnswers: 'number',
			askAgainText: 'A number, please.',
		});
		const first = lastId();
		await execution.post(message(ADA, 'Many', { replyContextId: first }));
		expect(lastId()).not.toBe(first);
		await execution.post(message(ADA, 'Several', { replyContextId: lastId() }));
		await execution.post(message(ADA, '3', { replyContextId: first }));
		expect(replyOf(execution.output(0)[0]!)).toMatchObject({
			value: 3,
			wrong: ['Many', 'Several'],
		});
		expect(replies(execution.output(0))).toEqual([[ADA, 'answered', 3]]);
	});
});
