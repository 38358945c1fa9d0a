import { sleep, type IDataObject, type INodeParameters } from 'n8n-workflow';

import type * as Waits from '../../../nodes/shared/waiting/in-process/process-waits';
import type * as Memory from '../../../nodes/shared/webhooks/memory/trigger-memory';
import { runHook, runWebhook, SleepingExecution, type TriggerOptions } from '../../harness';
import { ADA, number, operation, useBench } from '../../wati/setup';
import { useN8nProcess } from '../n8n-process';
import { message } from '../setup';

/** The built modules, whose state the built nodes use. */
const { forgetWait } = jest.requireActual<typeof Waits>(
	'../../../dist/nodes/shared/waiting/in-process/process-waits',
);
const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const SECRET = '0123456789abcdef0123456789abcdef';

export interface Request {
	execution: SleepingExecution;
	/** The ID of its message, which WATI does not answer. */
	id: string;
	/** What it asks. */
	words: string;
}

export const TEMPLATE = {
	messageType: 'template',
	template: { __rl: true, mode: 'name', value: 'welcome' },
};

export const FORMS: Array<[string, INodeParameters]> = [
	['buttons', {}],
	['a template', TEMPLATE],
];

/** A tap on a button, below the message with this ID. */
export const tap = (replyContextId: string | null, title = 'Approve') =>
	message(ADA, title, {
		type: 'interactive',
		interactiveButtonReply: { id: '0', title },
		replyContextId,
	});

/** What was decided; null for those that wait. */
export const decisions = (...requests: Request[]) =>
	requests.map(({ execution }) => {
		const [item] = execution.sleeps ? [] : execution.output(0);
		return item?.json.approved ?? null;
	});

export const problemOf = ({ execution }: Request) =>
	(execution.output(0)[0]!.json.reply as IDataObject).problem;

let sentIds = 0;

/** Approvals that Ada is asked for in one process of n8n, whose trigger listens for sent messages as well. */
export function useRequests() {
	const bench = useBench();
	const n8n = useN8nProcess();
	const trigger = (): TriggerOptions => ({
		parameters: {
			authentication: 'watiApi',
			registration: 'manual',
			options: { webhookSecret: SECRET },
			events: ['messageReceived', 'sessionMessageSent', 'templateMessageSent'],
		},
		credentials: bench.wati(),
	});
	const forgetWaits = () => n8n.ids.forEach((id) => forgetWait(id));

	beforeEach(async () => {
		await runHook('checkExists', trigger());
	});
	afterEach(async () => {
		forgetWaits();
		// The IDs of the next test's messages begin with its time.
		await sleep(1_000);
	});

	return {
		bench,
		n8n,
		/** As a restart of the process does. */
		forgetWaits,
		/** The next event reaches another trigger than the last one. */
		toOtherTrigger: forgetAll,
		/** WATI posts an event. @returns whether it starts the trigger's workflow */
		async arrive(body: IDataObject): Promise<boolean> {
			const { socket } = n8n;
			const { result } = await runWebhook({ ...trigger(), query: { token: SECRET }, body, socket });
			return result.workflowData !== undefined;
		},
		/** Asks Ada for an approval, in an execution of its own. */
		async request(more: INodeParameters = {}): Promise<Request> {
			const words = String(more.message ?? `Refund order ${n8n.ids.length + 1}?`);
			const execution = await SleepingExecution.start({
				parameters: operation('message', 'sendAndWait', {
					whatsappNumber: number(ADA),
					limitAmount: 10,
					limitUnit: 'minutes',
					...more,
					message: words,
				}),
				credentials: bench.maton(),
				items: [{}],
			});
			expect(execution.sleeps).toBe(true);
			const { id } = bench.sandbox.messagesTo(ADA).at(-1)!;
			expect(execution.text).not.toContain(id);
			return { execution: n8n.runs(execution), id, words };
		},
		/**
		 * What WATI posts of a message that it sent (docs.wati.io, "Session message sent", "Template message sent"). The text of
		 * buttons is theirs or null.
		 */
		sent({ id, words }: Request, text: string | null = words): IDataObject {
			const { template, text: body } = bench.sandbox.messagesTo(ADA).find((one) => one.id === id)!;
			const of = { whatsappMessageId: id, owner: true, statusString: 'SENT' };
			if (template) {
				const { localMessageId, name: templateName } = template;
				const eventType = 'templateMessageSent_v2';
				return message(ADA, body, {
					...of,
					eventType,
					type: 'template',
					localMessageId,
					templateName,
				});
			}
			sentIds += 1;
			return message(ADA, '', {
				...of,
				eventType: 'sessionMessageSent_v2',
				type: 'interactive',
				text,
				localMessageId: `16bf77ae-0000-4000-8000-00000000000${sentIds}`,
			});
		},
	};
}

/** What WATI posts of a message that somebody else sent. */
export function sentOther(type: string, text: string | null, more: IDataObject = {}): IDataObject {
	sentIds += 1;
	const ids = { whatsappMessageId: `wamid.other.${sentIds}`, localMessageId: `other-${sentIds}` };
	return message(ADA, '', {
		eventType: 'sessionMessageSent_v2',
		type,
		text,
		owner: true,
		...ids,
		...more,
	});
}
