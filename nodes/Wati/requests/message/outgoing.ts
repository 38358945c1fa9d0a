import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { isObject } from '../../../shared/parameters/json';
import type { Pair } from '../../../shared/parameters/key-values';
import { describeRepeat, getRepeats } from '../template/repeated-recipients';
import type { SendRecipient, SendDescription } from '../../../shared/http/send-description';

const SEND = /^\/api\/(v\d|\{apiVersion\})\/send[A-Z]/;
/** Where v3 sends: messages to one target, templates to many recipients (official OpenAPI). */
const V3_SEND =
	/^\/api\/ext\/v3\/(conversations\/messages\/[A-Za-z]+|messageTemplates\/(send|schedule))$/;
/** Where a path names whom a request is about. */
const PERSON_IN_PATH = [
	/\/(?:sendSession[A-Za-z]+|addContact|updateContactAttributes)\/([^/?]+)$/,
	/^\/api\/ext\/v3\/(?:contacts|conversations)\/([^/?]+)/,
];
/** What stands there in paths that name nobody. */
const NOBODY = ['messages', 'teams', 'typingIndicator'];
const OPEN_PLACES = ['{whatsappNumber}', '{target}'];

const recipientsInFiles = new WeakMap<object, SendDescription>();

/** Whether a native path is one that messages go out by. */
export function isSend(path: string | undefined): boolean {
	return path !== undefined && (SEND.test(path) || V3_SEND.test(path));
}

/** Tells who the recipients in an attached file are, and what to say of its other rows. */
export function setFileRecipients(options: IHttpRequestOptions, send: SendDescription): void {
	recipientsInFiles.set(options, send);
}

function pairsIn(value: unknown): Pair[] {
	return Array.isArray(value) ? (value as Pair[]) : [];
}

function singleNumber(url: string, query: IDataObject): string | undefined {
	let inPath: string | undefined;
	for (const path of PERSON_IN_PATH) inPath ??= path.exec(url)?.[1];
	if (inPath !== undefined && !NOBODY.includes(inPath))
		return OPEN_PLACES.includes(inPath) ? undefined : decodeURIComponent(inPath);
	return typeof query.whatsappNumber === 'string' ? query.whatsappNumber : undefined;
}

/** One entry of `receivers` (v1, v2) or `recipients` (v3). */
function recipientIn(entry: IDataObject): SendRecipient {
	return {
		whatsappNumber: String(entry.whatsappNumber ?? entry.phone_number ?? entry.target ?? ''),
		parameters: pairsIn(entry.customParams ?? entry.custom_params),
	};
}

/**
 * Reads who gets what from the request itself, so that what is checked is what leaves.
 *
 * @param shaped the options that the steps made, where they differ from the request's
 */
export function describeSend(
	options: IHttpRequestOptions,
	shaped: object = options,
): SendDescription {
	const body: IDataObject = isObject(options.body) ? options.body : {};
	const query: IDataObject = options.qs ?? {};
	const template = body.template_name ?? query.template_name;
	const named: Pick<SendDescription, 'template'> = {};
	if (template !== undefined) named.template = String(template);
	const many = body.receivers ?? body.recipients;
	if (Array.isArray(many)) {
		const notes = getRepeats(shaped).map(describeRepeat);
		return { ...named, recipients: many.filter(isObject).map(recipientIn), notes };
	}
	const inFile = recipientsInFiles.get(shaped);
	if (inFile) return { ...named, ...inFile };
	const whatsappNumber =
		typeof body.target === 'string' ? body.target : singleNumber(options.url, query);
	if (whatsappNumber === undefined) return { ...named, recipients: [] };
	return { ...named, recipients: [{ whatsappNumber, parameters: pairsIn(body.parameters) }] };
}
