import type { Ids } from '../state/ids';
import type { Payload } from './interface';
import { payloadFor, statusFields, timestampAt, type Fields } from './payloads';
import { SAMPLE_NUMBER, sampleMessage, sampleTemplate } from './samples';

const IDENTITY = { bsuid: 'US.100000000000001', parentBsuid: null, username: '@john' };

/**
 * One conversation as WATI was seen to post it: a template, its delivery and reading, and a press
 * of its button. Nine posts of five facts, with fresh ids; `at` in milliseconds.
 */
export function recordedConversation(ids: Ids, phoneNumber: string, at: number): Payload[] {
	const chat = { conversationId: ids.object(), ticketId: ids.object() };
	const template: Fields = {
		...sampleTemplate(phoneNumber),
		...chat,
		id: ids.object(),
		localMessageId: ids.uuid(),
		whatsappMessageId: ids.wamid(phoneNumber),
		created: createdIn(at),
	};
	const press: Fields = {
		...sampleMessage(phoneNumber),
		...chat,
		id: ids.object(),
		whatsappMessageId: ids.wamid(SAMPLE_NUMBER),
		created: createdIn(at + 60_000),
		timestamp: timestampAt(at + 60_000),
		text: 'Yes please',
		type: 'button',
		buttonReply: {
			payload: '{"ButtonIndex":0,"CarouselCardIndex":null}',
			text: 'Yes please',
		},
		replyContextId: template.whatsappMessageId,
	};
	const posts: Array<[name: string, fields: Fields]> = [
		['templateMessageSent', template],
		['templateMessageSent_v2', template],
		['sentMessageDELIVERED', statusFields(template, 'Delivered', at + 2000)],
		['sentMessageDELIVERED_v2', statusFields(template, 'Delivered', at + 2000)],
		['sentMessageREAD', statusFields(template, 'Read', at + 30_000)],
		['sentMessageREAD_v2', statusFields(template, 'Read', at + 30_000)],
		['message', press],
		['sentMessageREPLIED', statusFields(template, 'Replied', at + 60_000)],
		['sentMessageREPLIED_v2', statusFields(template, 'Replied', at + 60_000)],
	];
	return posts.map(([name, fields]) => payloadFor(name, fields, IDENTITY));
}

function createdIn(at: number): string {
	return new Date(at).toISOString().replace(/Z$/, '1234Z');
}
