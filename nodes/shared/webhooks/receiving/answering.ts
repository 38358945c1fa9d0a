import { hasSentUnmarked, isOwnMessage, isSurelyForeign } from '../../sending/own-messages';
import { findChat, type Chat } from '../chat';
import type { TriggerEvent } from '../filters';
import { isNamedOptOut } from '../opt-out/opt-out-events';
import type { EventSource, WebhookContext } from './event-source';

/** When something happened; now where an event does not say it. */
function readTime({ timestamp }: TriggerEvent, now: number): number {
	const time = Date.parse(timestamp ?? '');
	return Number.isNaN(time) ? now : Math.min(time, now);
}

/** Whether a message without a mark is a person's: this process knows what the package sends, or other processes announce it. */
function isForeign({ announcedSends }: WebhookContext['memory'], chat: Chat, at: number): boolean {
	if (isSurelyForeign(chat.names, at)) return true;
	return announcedSends.isForeign(chat.names, Date.now()) && !hasSentUnmarked(chat.names);
}

/**
 * Hears from one event whether a person answers the chat, or gave it back.
 *
 * @returns whether that was news
 */
async function hear<Event extends TriggerEvent>(
	{ memory, settings, now }: WebhookContext,
	event: Event,
	source: EventSource<Event>,
): Promise<boolean> {
	const answering = source.readAnswering?.(event) ?? null;
	const chat = findChat(event);
	if (answering === null || chat === null || source.isSample?.(event)) return false;
	const at = readTime(event, now);
	if (answering.by === 'workflow') return memory.pauses.end(chat, at);
	if (answering.by === 'package') {
		memory.announcedSends.hear(chat.names, answering.isSure, at);
		return false;
	}
	if (answering.ids.length > 0 && (await isOwnMessage(answering.ids))) return false;
	if (!answering.isSure && !isForeign(memory, chat, at)) return false;
	return memory.pauses.begin(chat, at, at + (settings.pauseMs ?? 0));
}

/** Asks whether a person is done with the chat that a message comes in. @returns whether that ended a pause */
async function hearReturn<Event extends TriggerEvent>(
	webhook: WebhookContext,
	event: Event,
	source: EventSource<Event>,
): Promise<boolean> {
	if (source.isGivenBack === undefined || !isMessageInPause(webhook, event)) return false;
	const { memory, now } = webhook;
	const chat = findChat(event)!;
	const pause = memory.pauses.find(chat, now);
	if (!pause || !(await source.isGivenBack(webhook, event, pause.changedAt))) return false;
	return memory.pauses.end(chat, now);
}

/**
 * Hears who answers the chats of events. A test run hears nothing, and starts whoever answers.
 *
 * @returns whether anything changed, which is to be written before the answer
 */
export async function hearAnswering<Event extends TriggerEvent>(
	webhook: WebhookContext,
	events: readonly Event[],
	source: EventSource<Event>,
): Promise<boolean> {
	if (webhook.isTest || webhook.settings.pauseMs === null) return false;
	const news = await Promise.all(events.map(async (event) => await hear(webhook, event, source)));
	const others = events.filter((_, place) => news[place] !== true);
	const ends = others.map(async (event) => await hearReturn(webhook, event, source));
	return [...news, ...(await Promise.all(ends))].includes(true);
}

/** Whether a person answers a chat at present. */
export function isPaused({ settings, memory, isTest }: WebhookContext, chat: Chat): boolean {
	return !isTest && settings.pauseMs !== null && memory.pauses.find(chat, Date.now()) !== undefined;
}

/** Whether a message starts nothing, since a person answers its chat. Opting out is heard all the same. */
export function isMessageInPause(webhook: WebhookContext, event: TriggerEvent): boolean {
	if (event.kind !== 'message' || event.fromMe || isNamedOptOut(event)) return false;
	const chat = findChat(event);
	return chat !== null && isPaused(webhook, chat);
}
