import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../webhooks/event';
import type { AwaitedEvent } from './awaited-event';

/** In the order in which a message reaches them. */
const STAGES = ['accepted', 'sent', 'delivered', 'read'] as const;

export type DeliveryStage = (typeof STAGES)[number];

/** One item's message whose delivery is waited for, as n8n stores it. */
export interface FollowedMessage {
	item: number;
	/** Any ID of the message that statuses name it by. */
	messageId: string;
	/** Who gets the message, for looking it up; empty where that is not needed. */
	recipient: string;
	/** The stage that is waited for. */
	goal: DeliveryStage;
	/** When the time for it is up, in milliseconds. */
	until: number;
	/** The latest stage that is known. */
	step: DeliveryStage;
	/** `refused` is one whose fields cannot be read. */
	state: 'waiting' | 'reached' | 'failed' | 'timedOut' | 'refused';
	failure: Failure | null;
	/** When each stage was reached, as far as known. */
	times: Partial<Record<DeliveryStage, string | null>>;
	input: IDataObject;
}

/** A reply shows that the message was read, and a voice message that was played was read as well. */
const READ = ['replied', 'played'];

function readStage(status: string | null): DeliveryStage | undefined {
	const told = status?.toLowerCase() ?? '';
	return READ.includes(told) ? 'read' : STAGES.find((stage) => stage === told);
}

/** Whether an event tells about the message. */
export function isAbout({ messageId }: FollowedMessage, event: AwaitedEvent): boolean {
	if (event.kind !== 'status' && !event.fromMe) return false;
	return [event.localMessageId, event.messageId, event.recordId].includes(messageId);
}

/** Whether an event tells about an open message. */
export function tellsOfOpen(messages: FollowedMessage[], event: AwaitedEvent): boolean {
	return messages.some((message) => message.state === 'waiting' && isAbout(message, event));
}

/**
 * Records a status. It only moves forward, since statuses come in any order (docs.wati.io, "Webhooks"; Meta,
 * "Webhooks overview").
 */
export function recordStatus(message: FollowedMessage, event: AwaitedEvent): void {
	if (message.state !== 'waiting') return;
	if (event.status === 'failed') {
		message.state = 'failed';
		message.failure = event.failure ?? { code: null, detail: null };
		return;
	}
	const stage = readStage(event.status);
	if (stage === undefined || STAGES.indexOf(stage) <= STAGES.indexOf(message.step)) return;
	message.step = stage;
	message.times[stage] = event.timestamp;
	if (STAGES.indexOf(stage) >= STAGES.indexOf(message.goal)) message.state = 'reached';
}

/** The item of a message: the input item, and how the delivery stands. */
export function toDeliveryItem(message: FollowedMessage): INodeExecutionData {
	const { item, input, messageId, state, step, failure, times, recipient } = message;
	if (state === 'refused') return { json: input, pairedItem: { item } };
	const reason = failure ? { failure: { ...failure } } : {};
	const delivery = { status: state, reached: step, followedId: messageId, ...times, ...reason };
	return {
		json: {
			...input,
			...(recipient === '' ? {} : { whatsappNumber: recipient }),
			delivery,
		} as IDataObject,
		pairedItem: { item },
	};
}
