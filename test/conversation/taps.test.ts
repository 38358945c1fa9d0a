import { sleep, type IDataObject, type INodeParameters } from 'n8n-workflow';

import type * as Waits from '../../nodes/shared/waiting/in-process/process-waits';
import { runHook, runWebhook, SleepingExecution, type TriggerOptions } from '../harness';
import { ADA, number, operation, useBench } from '../wati/setup';
import { useN8nProcess } from './n8n-process';
import { later, message, MINUTE } from './setup';

/** The built module, whose state the built nodes use. */
const { forgetWait } = jest.requireActual<typeof Waits>(
	'../../dist/nodes/shared/waiting/in-process/process-waits',
);

const SECRET = '0123456789abcdef0123456789abcdef';

const bench = useBench();
const n8n = useN8nProcess();

afterEach(async () => {
	n8n.ids.forEach((id) => forgetWait(id));
	// The IDs of the next test's messages begin with its time.
	await sleep(1_000);
});

const trigger = (): TriggerOptions => ({
	parameters: {
		authentication: 'watiApi',
		registration: 'manual',
		options: { webhookSecret: SECRET },
		events: ['messageReceived', 'sessionMessageSent', 'templateMessageSent'],
	},
	credentials: bench.wati(),
});

/** WATI posts an event. @returns whether it starts the trigger's workflow */
async function arrive(body: IDataObject): Promise<boolean> {
	const { socket } = n8n;
	const { result } = await runWebhook({ ...trigger(), query: { token: SECRET }, body, socket });
	return result.workflowData !== undefined;
}

interface Request {
	execution: SleepingExecution;
	/** The ID of its message, which WATI does not answer. */
	id: string;
}

/** Asks Ada for an approval, in an execution of its own. */
async function request(more: INodeParameters = {}): Promise<Request> {
	const execution = await SleepingExecution.start({
		parameters: operation('message', 'sendAndWait', {
			whatsappNumber: number(ADA),
			message: `Refund order ${n8n.ids.length + 1}?`,
			limitAmount: 10,
			limitUnit: 'minutes',
			...more,
		}),
		credentials: bench.maton(),
		items: [{}],
	});
	expect(execution.sleeps).toBe(true);
	const { id } = bench.sandbox.messagesTo(ADA).at(-1)!;
	expect(execution.text).not.toContain(id);
	return { execution: n8n.runs(execution), id };
}

const TEMPLATE = {
	messageType: 'template',
	template: { __rl: true, mode: 'name', value: 'welcome' },
};

/** What WATI posts of a message that it sent (docs.wati.io, "Session message sent", "Template message sent"). */
function sent({ id }: Request): IDataObject {
	const delivered = bench.sandbox.messagesTo(ADA).find((one) => one.id === id)!;
	const { template } = delivered;
	const of = { whatsappMessageId: id, owner: true, statusString: 'SENT' };
	return template
		? message(ADA, delivered.text, {
				...of,
				eventType: 'templateMessageSent_v2',
				type: 'template',
				localMessageId: template.localMessageId,
				templateName: template.name,
			})
		: message(ADA, '', {
				...of,
				eventType: 'sessionMessageSent_v2',
				type: 'interactive',
				text: null,
				localMessageId: '16bf77ae-0000-4000-8000-000000000003',
			});
}

const tap = (replyContextId: string | null, title = 'Approve') =>
	message(ADA, title, {
		type: 'interactive',
		interactiveButtonReply: { id: '0', title },
		replyContextId,
	});

const decisions = (...requests: Request[]) =>
	requests.map(({ execution }) => {
		const [item] = execution.sleeps ? [] : execution.output(0);
		return item?.json.approved ?? null;
	});

const problemOf = ({ execution }: Request) =>
	(execution.output(0)[0]!.json.reply as IDataObject).problem;

const FORMS: Array<[string, INodeParameters]> = [
	['buttons', {}],
	['a template', TEMPLATE],
];

beforeEach(async () => {
	await runHook('checkExists', trigger());
});

describe.each(FORMS)('of two requests as %s', (_, form) => {
	let first: Request;
	let second: Request;

	async function ask() {
		first = await request(form);
		expect(await arrive(sent(first))).toBe(true);
		second = await request(form);
		expect(await arrive(sent(second))).toBe(true);
	}

	test('a tap decides the one that it stands below', async () => {
		await ask();
		expect(await arrive(tap(second.id))).toBe(false);
		expect(decisions(first, second)).toEqual([null, true]);
		expect(await arrive(tap(second.id, 'Decline'))).toBe(true);
		expect(decisions(first, second)).toEqual([null, true]);
		expect(await arrive(tap(first.id, 'Decline'))).toBe(false);
		expect(decisions(first, second)).toEqual([false, true]);
	});

	test('a tap on an older message decides none', async () => {
		await ask();
		expect(await arrive(tap('wamid.older'))).toBe(true);
		expect(decisions(first, second)).toEqual([null, null]);
	});

	test('each knows its message after a restart', async () => {
		await ask();
		n8n.ids.forEach((id) => forgetWait(id));
		await sleep(1_000);
		expect(await arrive(tap(second.id))).toBe(true);
		later(6 * MINUTE);
		await first.execution.wakeByTime();
		await second.execution.wakeByTime();
		expect(decisions(first, second)).toEqual([null, true]);
	});

	test('where WATI posts no sent messages, a tap that may be either decides none and both say so', async () => {
		first = await request(form);
		second = await request(form);
		expect(await arrive(tap(second.id))).toBe(true);
		expect(await arrive(tap(null))).toBe(true);
		expect(decisions(first, second)).toEqual([null, null]);
		expect(first.execution.hints.at(-1)).toContain("The answer 'Approve' could belong to several");
		later(11 * MINUTE);
		for (const { execution } of [first, second]) await execution.wakeByTime();
		expect(decisions(first, second)).toEqual([false, false]);
		expect([first, second].map(problemOf)).toEqual(
			Array(2).fill(expect.stringContaining('Session Message Sent')),
		);
	});

	test('a button that only one of them has decides that one', async () => {
		first = await request(form);
		second = await request({ ...form, approveLabel: 'Ship', declineLabel: 'Hold' });
		expect(await arrive(tap('wamid.any', 'Hold'))).toBe(false);
		expect(decisions(first, second)).toEqual([null, false]);
		expect(await arrive(tap(null))).toBe(false);
		expect(decisions(first, second)).toEqual([true, false]);
	});
});

test('a status that tells the ID later settles a tap that came before', async () => {
	const first = await request(TEMPLATE);
	const second = await request(TEMPLATE);
	await arrive(tap(second.id));
	expect(decisions(first, second)).toEqual([null, null]);
	const { eventType, ...fields } = sent(second);
	expect(eventType).toBe('templateMessageSent_v2');
	const replied = { ...fields, eventType: 'sentMessageREPLIED_v2', statusString: 'Replied' };
	await arrive({ ...replied, waId: undefined, text: null });
	expect(decisions(first, second)).toEqual([null, true]);
});

test('an old button decides nothing where one request is open', async () => {
	const only = await request();
	expect(await arrive(tap('wamid.older', 'Pay Now'))).toBe(true);
	await arrive(sent(only));
	expect(await arrive(tap('wamid.older'))).toBe(true);
	expect(await arrive(tap(only.id))).toBe(false);
	expect(decisions(only)).toEqual([true]);
});

test('a tap that the chat shows as a text decides only what it can belong to', async () => {
	const first = await request();
	const second = await request();
	const third = await request({ approveLabel: 'Ship', declineLabel: 'Hold' });
	bench.sandbox.customerWrites(ADA, 'Approve');
	bench.sandbox.customerWrites(ADA, 'Ship');
	later(6 * MINUTE);
	for (const { execution } of [first, second, third]) await execution.wakeByTime();
	expect(decisions(first, second, third)).toEqual([null, null, true]);
	bench.sandbox.customerWrites(ADA, 'ok');
	later(5 * MINUTE);
	await first.execution.wakeByTime();
	expect(decisions(first)).toEqual([true]);
});
