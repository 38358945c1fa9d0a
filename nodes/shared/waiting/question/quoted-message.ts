import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../parameters/json';

const WAMID = 'wamid.';

/** The name of a message inside its ID: the last run of hexadecimal digits, behind the person and the direction. */
const TOKEN = /[0-9A-F]{16,}/gi;

/** Whether an ID is WhatsApp's own, in which customers' apps name what is quoted. */
export function isWhatsAppId(id: unknown): id is string {
	return typeof id === 'string' && id.startsWith(WAMID);
}

function readToken(id: string): string | undefined {
	if (!isWhatsAppId(id)) return undefined;
	const decoded = Buffer.from(id.slice(WAMID.length), 'base64').toString('latin1');
	return decoded.match(TOKEN)?.at(-1);
}

/**
 * Whether two IDs name one message. WhatsApp's ID contains the other person's number or BSUID, and a quote may have it in
 * another form than the answer to the send, so that only what follows is the same (github.com/chatwoot/chatwoot/pull/15107 and
 * github.com/shridarpatil/whatomate/pull/507, July 2026).
 */
export function isSameMessage(one: string, other: string): boolean {
	if (one === other) return true;
	const token = readToken(one);
	return token !== undefined && token === readToken(other);
}

/** What waits call a quote of a message by, the same for all forms of its ID. */
export function toQuoteName(id: string): string {
	return `quote of ${readToken(id) ?? id}`;
}

/** The messages of a send: one, or the several that a long text went out as. */
export function listMessages(sent: IDataObject): IDataObject[] {
	const { messages } = sent;
	return Array.isArray(messages) ? messages.filter(isObject) : [sent];
}

/**
 * Whether a quote of another message can be told from a quote of one of these: it names a message by WhatsApp's ID (`replyContextId`,
 * docs.wati.io, "Message Received"; `context.id`, Meta, "Interactive messages webhook"). WATI gives none for buttons, lists and templates
 * that it accepts.
 */
export function areNamed(messages: IDataObject[]): boolean {
	return messages.length > 0 && messages.every(({ messageId }) => isWhatsAppId(messageId));
}
