import { isMessageId } from '../requests/message/media-name';
import type { IDataObject } from 'n8n-workflow';

import { textParameter } from '../../shared/parameters/input';
import { readNotes } from '../requests/template/recipients-csv';
import { readRecipient } from '../requests/contact/recipient';
import { getHeader, nameInDisposition } from '../../shared/http/answers/answer';
import { isObject, parseJson } from '../../shared/parameters/json';
import { BLANK } from '../../shared/http/answers/blank-key';
import { isId } from '../../shared/http/answers/expectation';
import { WATI_FAILURES } from '../../services/wati/errors/messages';
import { namedRefusals } from '../../services/wati/errors/named-refusals';
import { tokenIn } from './expected-answers';
import { withResponse, type Reader } from '../../shared/http/answers/readers';
import { fileItem } from '../../shared/files/file-item';

function firstId(...values: unknown[]): string | undefined {
	return values.find((value): value is string => typeof value === 'string' && isId(value));
}

function getFirst(list: unknown): IDataObject {
	return Array.isArray(list) && isObject(list[0]) ? list[0] : {};
}

/**
 * One shape for what WATI answers to a send in many shapes: `accepted`, the recipient, the IDs to follow
 * the message by, and the answer as it came where it is wanted. Accepted is not delivered: that is told later.
 */
export const accepted: Reader = async function (_items, response) {
	const body = parseJson(response.body);
	const answer = isObject(body) ? body : {};
	const message = isObject(answer.message) ? answer.message : {};
	const receiver = getFirst(answer.receivers ?? answer.recipients);
	const contact = isObject(answer.contact) ? answer.contact : {};
	const known: IDataObject = {
		accepted: true,
		whatsappNumber:
			firstId(receiver.waId, receiver.phone_number, answer.phone_number, contact.wAid) ??
			readRecipient(this),
		localMessageId: firstId(
			receiver.localMessageId,
			receiver.local_message_id,
			message.localMessageId,
			message.local_message_id,
			answer.local_message_id,
		),
		messageId: firstId(message.whatsappMessageId),
		watiId: firstId(message.id),
		broadcastId: firstId(answer.broadcast_id),
		conversationId: firstId(message.conversationId, message.conversation_id),
	};
	return [{ json: withResponse(this, known, body) }];
};

/** Whom of a file WATI refused, and why: the others got the template, so that this is no failure of the whole. */
function listRefused(body: unknown): IDataObject {
	const { numbers, parameters } = namedRefusals(isObject(body) ? body : {});
	const toEntries = (all: string[], code: 'number-refused' | 'recipient-refused') =>
		all.map((whatsappNumber) => ({ whatsappNumber, problem: WATI_FAILURES[code].message }));
	const refused = [
		...toEntries(numbers, 'number-refused'),
		...toEntries(parameters, 'recipient-refused'),
	];
	return refused.length > 0 ? { refused } : {};
}

/**
 * What is known after a CSV was taken: WATI documents no answer, so it tells whom WATI refused by name, the rows that were left
 * out, and a guessed encoding.
 */
export const acceptedFile: Reader = async function (_items, response) {
	const body = parseJson(response.body);
	// The file has left, so nothing about the notes makes that a failure.
	const notes = await readNotes(this).catch(() => ({}));
	return [{ json: withResponse(this, { accepted: true, ...listRefused(body), ...notes }, body) }];
};

/** Who has the chat now. WATI itself answers with a bare flag. */
export const assigned: Reader = async function () {
	const toBot = this.getNodeParameter('assignTo', 'operator') === 'bot';
	const email = toBot ? null : textParameter(this, 'email').trim();
	return [
		{
			json: {
				assigned: true,
				whatsappNumber: readRecipient(this),
				operatorEmail: email,
			},
		},
	];
};

const SAVE_TOKEN =
	"Save the token in the WATI credential before anything else runs with it. It is not shown again, except in this execution's data: delete the execution afterwards.";

const TOKEN_NOT_SHOWN =
	'WATI answered without a token. Open WATI under Connector, API, and copy the current one into the credential.';

/**
 * The new token of a rotation. WATI documents no shape for it: a bare text, a JSON text and an object are
 * taken alike. Marked as a secret, since it is shown this once.
 */
export const newToken: Reader = async function (_items, response) {
	const body = parseJson(response.body);
	const token = tokenIn(body === undefined ? String(response.body) : body);
	// The old token in its place was blanked.
	if (token === undefined || token.includes(BLANK)) {
		return [{ json: { token: null, secret: false, nextStep: TOKEN_NOT_SHOWN } }];
	}
	return [{ json: { token, secret: true, nextStep: SAVE_TOKEN } }];
};
const EXTENSION_TYPES: Record<string, string> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp',
	mp4: 'video/mp4',
	'3gp': 'video/3gpp',
	opus: 'audio/ogg',
	ogg: 'audio/ogg',
	mp3: 'audio/mpeg',
	m4a: 'audio/mp4',
	aac: 'audio/aac',
	amr: 'audio/amr',
	pdf: 'application/pdf',
	doc: 'application/msword',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xls: 'application/vnd.ms-excel',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	ppt: 'application/vnd.ms-powerpoint',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	csv: 'text/csv',
	txt: 'text/plain',
};

/** WATI often sends `application/octet-stream`: then the ending of the stored name decides. */
function getMimeType(fileName: string, contentType: string | undefined): string {
	const told = (contentType ?? '').split(';')[0]!.trim();
	if (told !== '' && told !== 'application/octet-stream') return told;
	const extension = fileName.split('.').pop()?.toLowerCase() ?? '';
	return EXTENSION_TYPES[extension] ?? 'application/octet-stream';
}

/** A download as binary data, with the name and type the file really has. */
export const readDownload: Reader = async function (_items, response) {
	const stored = String(this.getNodeParameter('fileName', ''));
	const chosenName = String(this.getNodeParameter('options.fileName', '')).trim();
	const told = nameInDisposition(getHeader(response, 'content-disposition'));
	const ofPath = isMessageId(stored) ? '' : stored.replace(/%2F/gi, '/').split(/[/=]/).pop();
	const fileName = chosenName || ofPath || told || 'media';
	const mimeType = getMimeType(fileName, getHeader(response, 'content-type'));
	return [await fileItem(this, response, fileName, mimeType)];
};
