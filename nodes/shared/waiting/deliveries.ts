import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Incoming } from './incoming';
import type { Failure } from '../webhooks/event';

/** In the order in which a message goes through them. */
const STEPS = ['accepted', 'sent', 'delivered', 'read'] as const;

export type Step = (typeof STEPS)[number];

/** One item's message while the execution sleeps. */
export interface Watch {
	item: number;
	/** Local ID, WhatsApp's ID or WATI's ID of the message. */
	messageId: string;
	/** Whose chat to look into. */
	recipient: string;
	goal: Step;
	step: Step;
	/** `refused` is one whose fields cannot be read. */
	state: 'waiting' | 'reached' | 'failed' | 'timedOut' | 'refused';
	failure: Failure | null;
	/** Times at which the steps were reached, as far as known. */
	times: Partial<Record<Step, string | null>>;
	input: IDataObject;
}

/** What a status of WATI stands for; a reply shows that the message was read. */
function stepOf(status: string | null): Step | undefined {
	const told = status?.toLowerCase() ?? '';
	if (told === 'replied') return 'read';
	return STEPS.find((step) => step === told);
}

/** Whether an event tells about the message. */
export function isAbout({ messageId }: Watch, event: Incoming): boolean {
	if (event.kind !== 'status' && !event.fromMe) return false;
	return [event.localMessageId, event.messageId, event.watiId].includes(messageId);
}

/** The message that an event tells something new about. */
export function watchFor(watches: Watch[], event: Incoming): Watch | undefined {
	return watches.find((watch) => watch.state === 'waiting' && isAbout(watch, event));
}

/** Notes a status. It only moves forward, since events may come in any order (docs.wati.io, "Webhooks"). */
export function note(watch: Watch, event: Incoming): void {
	if (watch.state !== 'waiting') return;
	if (event.status === 'failed') {
		watch.state = 'failed';
		watch.failure = event.failure ?? { code: null, detail: null };
		return;
	}
	const step = stepOf(event.status);
	if (step === undefined || STEPS.indexOf(step) <= STEPS.indexOf(watch.step)) return;
	watch.step = step;
	watch.times[step] = event.timestamp;
	if (STEPS.indexOf(step) >= STEPS.indexOf(watch.goal)) watch.state = 'reached';
}

/** The item of a message: the input item, and what became of the message. */
export function itemOfWatch(watch: Watch): INodeExecutionData {
	const { item, input, messageId, state, step, failure, times, recipient } = watch;
	if (state === 'refused') return { json: input, pairedItem: { item } };
	const told = failure ? { failure: { ...failure } } : {};
	const delivery = { status: state, reached: step, ...times, ...told };
	return {
		json: { ...input, whatsappNumber: recipient, messageId, delivery } as IDataObject,
		pairedItem: { item },
	};
}
