import { getPersonKey } from '../parameters/phone-number/person';
import type { TriggerEvent } from './filters';

/** A chat of the business with one person, or the part of one person in a group. */
export interface Chat {
	/** Keys of the person, as far as events named them: number, BSUID, the service's own ID. */
	names: string[];
	/** The business number; null where an event names none. */
	channel: string | null;
	/** The group that the messages stand in; null for a chat of two. */
	group: string | null;
}

/** Which chat an event belongs to; null where it names nobody. */
export function findChat(event: TriggerEvent): Chat | null {
	const { whatsappNumber, bsuid, contactId = null, channelNumber, phoneNumberId, groupId } = event;
	const names = [whatsappNumber, bsuid, contactId]
		.filter((name) => name !== null && name !== '')
		.map((name) => getPersonKey(name as string));
	if (names.length === 0) return null;
	return { names, channel: channelNumber ?? phoneNumberId ?? null, group: groupId ?? null };
}

/** Whether two events are of one chat: they share a name of the person, and nothing that both know tells them apart. */
export function isSameChat(one: Chat, other: Chat): boolean {
	const differs =
		one.group !== other.group ||
		(one.channel !== null && other.channel !== null && one.channel !== other.channel);
	return !differs && one.names.some((name) => other.names.includes(name));
}

/** What both know of one chat: events name a person by number, by BSUID, or by both. */
export function joinChats(one: Chat, other: Chat): Chat {
	return {
		names: [...new Set([...one.names, ...other.names])],
		channel: one.channel ?? other.channel,
		group: one.group,
	};
}
