import { sleep, type IDataObject } from 'n8n-workflow';

import { getPersonKey } from '../parameters/phone-number/person';
import { isId } from '../http/answers/expectation';
import { changeRequest } from '../http/request-session';
import type {
	NodeService,
	OperationInterceptor,
	PipelineRequest,
	SendResult,
} from '../http/pipeline';

/** IDs of messages remembered in one process, the newest. */
const MOST_IDS = 20_000;

/** An event about a message may overtake the answer to its send. */
const ANSWER_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 100;

/** Fields of an item by which an event names the same message. */
const ID_FIELDS = ['localMessageId', 'messageId', 'watiId', 'id'] as const;

/** People remembered to whom something left without a mark, the newest. */
const MOST_PEOPLE = 20_000;

/** How long an event about such a message may take. */
const EVENT_WITHIN_MS = 600_000;

const ids = new Set<string>();

/** When something last left for a person that carries no mark, and whose answer may have no ID: by person. */
const unmarked = new Map<string, number>();

let underWay = 0;

let hasSent = false;

const loadedAt = Date.now();

/** Forgets everything, as a restart of the process does. */
export function forgetOwnMessages(): void {
	ids.clear();
	unmarked.clear();
	hasSent = false;
}

function note(id: unknown): void {
	if (typeof id !== 'string' || !isId(id)) return;
	ids.add(id);
	for (const oldest of ids) {
		if (ids.size <= MOST_IDS) break;
		ids.delete(oldest);
	}
}

function noteUnmarked(keys: readonly string[]): void {
	for (const key of keys) {
		unmarked.delete(key);
		unmarked.set(key, Date.now());
	}
	for (const oldest of unmarked.keys()) {
		if (unmarked.size <= MOST_PEOPLE) break;
		unmarked.delete(oldest);
	}
}

function readPeople({ session, options }: PipelineRequest): string[] {
	const { recipients } = session.route.service.describeSend(options, session.shaped);
	return recipients.map(({ whatsappNumber }) => getPersonKey(whatsappNumber));
}

function noteItem(json: IDataObject): void {
	for (const field of ID_FIELDS) note(json[field]);
}

/**
 * Remembers the messages that the package sends in this process, by the IDs of their answers, so that a trigger does not take them
 * for a person's. A service that takes an ID of the sender is given one with a mark, which every process knows.
 *
 * @param announce undefined where events tell by themselves what a person wrote
 */
export function buildOwnMessageNotes(announce: NodeService['announceSends']): OperationInterceptor {
	return async function noteOwnMessages(request, next): Promise<SendResult> {
		const { session, options } = request;
		const { service } = session.route;
		if (!service.isSend(options)) return await next(request);
		const ownMark = service.markSend?.(options, false);
		const people = ownMark === undefined ? readPeople(request) : [];
		noteUnmarked(people);
		const isAnnounced = await announce?.(session, people);
		const mark = isAnnounced ? service.markSend?.(options, true) : ownMark;
		// In queue mode a process that takes events runs at most what somebody tries by hand.
		if (session.context.getMode() !== 'manual') hasSent = true;
		underWay += 1;
		try {
			const result = await next(mark === undefined ? request : changeRequest(request, mark));
			for (const { json } of result.page?.items ?? []) noteItem(json);
			return result;
		} finally {
			underWay -= 1;
		}
	};
}

/** Whether the package sent a message in this process. Waits for the answers to sends that are under way. */
export async function isOwnMessage(messageIds: readonly string[]): Promise<boolean> {
	const isKnown = () => messageIds.some((id) => ids.has(id));
	const until = Date.now() + ANSWER_WITHIN_MS;
	while (!isKnown() && underWay > 0 && Date.now() < until) await sleep(LOOK_EVERY_MS);
	return isKnown();
}

/**
 * Whether a message without a mark that this process does not know cannot be the package's: the process sends for this n8n, so that it
 * does not run in queue mode; it was there when the message was sent; and nothing of that kind left for the person lately.
 *
 * @param people keys of the person
 * @param sentAt milliseconds since 1970
 */
export function isSurelyForeign(people: readonly string[], sentAt: number): boolean {
	return hasSent && sentAt > loadedAt && !hasSentUnmarked(people);
}

/** Whether something without a mark left this process for a person lately. */
export function hasSentUnmarked(people: readonly string[]): boolean {
	return !people.every((key) => Date.now() - (unmarked.get(key) ?? -Infinity) > EVENT_WITHIN_MS);
}
