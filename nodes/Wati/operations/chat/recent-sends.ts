import { digest } from '../../../shared/http/kept/digest';
import type { SoughtMessage } from '../../responses/messages/sent-message';

/** A message on its way to a contact, or there, as far as this process knows. */
export interface RecentSend {
	/** When it left, in milliseconds. */
	sentAt: number;
	/** What it says, as a digest. */
	content: string;
	/** Whether an answer said that it was accepted. */
	isAccepted?: boolean;
	/** The ID that it left with, where it is not known whether it arrived. */
	ownId?: string;
	/** IDs by which the chat shows it; none while they are not known. */
	names: readonly string[];
}

/** Beyond this a message in a chat is no sign of an earlier send. */
export const REMEMBERED_MS = 600_000;

const MOST_CHATS = 10_000;

/** What equal messages have in common. */
export const digestContent = ({
	kind,
	template = '',
	text,
	values,
}: Pick<SoughtMessage, 'kind' | 'template' | 'text' | 'values'>): string =>
	digest(JSON.stringify(kind === 'template' ? [template, values] : [kind, text]));

/** By a digest of account and contact, those written to last at the end. */
const chats = new Map<string, RecentSend[]>();

const getKey = (tenant: string, whatsappNumber: string) => digest(`${tenant} ${whatsappNumber}`);

/**
 * What this process sent to a contact in the last ten minutes, in all executions. An equal message of another
 * one is no proof that this one arrived.
 */
export function listRecentSends(tenant: string, whatsappNumber: string): readonly RecentSend[] {
	return listRecent(getKey(tenant, whatsappNumber));
}

function listRecent(key: string): readonly RecentSend[] {
	const oldest = Date.now() - REMEMBERED_MS;
	return (chats.get(key) ?? []).filter(({ sentAt }) => sentAt > oldest);
}

/** Gives a recorded send, or one that this process does not know, the IDs of its message in the chat. */
export function nameSend(tenant: string, whatsappNumber: string, send: RecentSend): void {
	const known = chats
		.get(getKey(tenant, whatsappNumber))
		?.find(
			({ sentAt, content, names }) =>
				names.length === 0 && sentAt === send.sentAt && content === send.content,
		);
	if (known) known.names = send.names;
	else recordSend(tenant, whatsappNumber, { ...send, sentAt: Date.now() });
}

/** @returns what changes and removes the record of the send */
export function recordSend(
	tenant: string,
	whatsappNumber: string,
	send: RecentSend,
): { change: (known: Partial<RecentSend>) => void; remove: () => void } {
	const key = getKey(tenant, whatsappNumber);
	const record = { ...send };
	const sends = [...listRecent(key), record];
	chats.delete(key);
	chats.set(key, sends);
	if (chats.size > MOST_CHATS) chats.delete(chats.keys().next().value!);
	return {
		change: (known) => Object.assign(record, known),
		remove: () => {
			const rest = (chats.get(key) ?? []).filter((one) => one !== record);
			if (rest.length > 0) chats.set(key, rest);
			else chats.delete(key);
		},
	};
}
