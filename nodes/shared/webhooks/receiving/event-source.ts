import type { IWebhookFunctions } from 'n8n-workflow';

import type { TriggerEvent } from '../filters';
import type { Answering } from '../pause/answering';
import type { FetchedBytes } from './attached-file';
import type { IncomingRequest, Rejection } from './incoming-request';
import type { HeardOptOut } from '../memory/opt-outs';
import type { TriggerName } from '../memory/shared-status';
import type { StaticData, TriggerMemory } from '../memory/trigger-memory';
import type { MediaOptions, Settings } from '../settings';

/** One incoming request with all that the trigger needs for it. */
export interface WebhookContext {
	context: IWebhookFunctions;
	settings: Settings;
	memory: TriggerMemory;
	data: StaticData;
	trigger: TriggerName;
	/** A test run begins anew each time, so nothing of it goes into static data. */
	isTest: boolean;
	now: number;
	/** The status that n8n answers with, once it has stored what the request led to. */
	answered: Promise<number>;
	/** Set once this request is the one that writes static data. */
	isWriting?: boolean;
}

/** Further keys of a fact, where its copies do not share one ID. */
export interface FurtherKeys {
	/** A copy that carries other IDs may be remembered under these. */
	asked: readonly string[];
	/** A copy that carries other IDs asks for these. */
	left: readonly string[];
}

/**
 * What became of an event that was handed to executions: one has stored it, nobody waits for it, or that is not
 * settled, so that the service has to send it again.
 */
export type HandOverResult = 'kept' | 'nobody' | 'unsettled';

/** All in which the services differ that post events to triggers. */
export interface EventSource<Event extends TriggerEvent> {
	/** The events of a verified request, or why it is not taken. */
	read(
		webhook: WebhookContext,
		request: IncomingRequest,
	): Rejection | Event[] | Promise<Rejection | Event[]>;
	/** Whether an event starts nothing where everything is chosen, but only by its name. */
	isChosenByName?(event: string): boolean;
	/** Whether somebody pressed a button to try the address: samples carry the same IDs each time. */
	isSample?(event: Event): boolean;
	/** Keys of the facts after which an event is late. */
	laterKeys(event: Event): string[];
	furtherKeys?(event: Event): FurtherKeys;
	/** Of two copies of a fact, the one that carries the ID of the send, or the one that lacks it; null where there is one only. */
	copyKind?(event: Event): 'fuller' | 'lesser' | null;
	/** What an event says of somebody who opted out, where the service keeps that in no contact. */
	readOptOut?(event: Event): HeardOptOut | null;
	/** What an event says of who answers the chat: a person, or the workflow again; null where it says nothing of that. */
	readAnswering?(event: Event): Answering | null;
	/**
	 * Whether the person who answers a chat is done with it, where the service tells that only when it is asked.
	 *
	 * @param since when that person last wrote, in milliseconds since 1970
	 */
	isGivenBack?(webhook: WebhookContext, event: Event, since: number): Promise<boolean>;
	/**
	 * Fetches the file of a message.
	 *
	 * @throws NotFetched, or what the call failed with
	 */
	fetchMedia(
		context: IWebhookFunctions,
		media: NonNullable<Event['media']>,
		options: MediaOptions,
	): Promise<FetchedBytes>;
	/** Hands an event to executions that wait for it, and calls `onKept` when one has stored it, be it later on. */
	handOver?(
		webhook: WebhookContext,
		event: Event,
		onKept: () => void,
	): HandOverResult | Promise<HandOverResult>;
}
