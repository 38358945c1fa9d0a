import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { namesWebhook, webhookUpdate } from '../../services/wati/webhook-answers';
import { isSamePerson } from '../../shared/parameters/phone-number/person';
import { describeSend } from '../requests/message/outgoing';
import { isObject } from '../../shared/parameters/json';
import {
	allOf,
	anyOf,
	deletion,
	fileCalled,
	hasId,
	inObject,
	isId,
	isNoContent,
	hasYesFlag,
	saysYes,
	type Expectation,
} from '../../shared/http/answers/expectation';
import { expectedOfMaton } from '../../shared/http/answers/maton-answers';
import { isOfMaton } from '../../shared/http/route/route';
import { soundsRefused } from '../../shared/http/answers/refusal-text';

/** Names of a message's IDs: WATI's own, WhatsApp's, and the sender's (docs.wati.io; official OpenAPI). */
const MESSAGE_IDS = ['id', 'whatsappMessageId', 'localMessageId', 'local_message_id'];

/** Names of what tells a contact, in v1 and v3. */
export const CONTACT_IDS = ['id', 'wAid', 'wa_id', 'phone'];

const namesMessage = inObject(
	'a `message` with an ID',
	(body) => hasId(body.message, ...MESSAGE_IDS) || hasId(body, 'whatsappMessageId'),
);

/** v1 answers a flag and mostly the message, v3 the message alone. */
const message: Expectation = { ...anyOf(hasYesFlag, namesMessage), isOfMessage: true };

/** v3 says nothing but the message (official OpenAPI, "fileViaUrl"). */
const contact = anyOf(
	saysYes,
	inObject(
		'a contact with an ID or number',
		(body) => hasId(body.contact, ...CONTACT_IDS) || hasId(body, ...CONTACT_IDS),
	),
);

/** The numbers that an answer to a template names. A contact without one has none. */
function namedIn(entry: IDataObject): string[] {
	const { waId, whatsappNumber, phone_number: phoneNumber, target } = entry;
	return [waId, whatsappNumber, phoneNumber, target].filter(isId).map(String);
}

const getDigits = (target: string) => target.split(':').pop()!.replace(/\D/g, '');

/** Whether an entry may be of one of the recipients: those by contact ID or BSUID come back with a number. */
function isOfOne(entry: IDataObject, asked: readonly string[]): boolean {
	const named = namedIn(entry);
	const isOpen = asked.some((target) => !/^\d+$/.test(target.split(':').pop()!));
	if (isOpen || asked.length === 0 || named.length === 0) return true;
	return named.some((number) =>
		asked.some((target) => isSamePerson(getDigits(number), getDigits(target))),
	);
}

/** `receivers` of v2 or `recipients` of v3; undefined where the answer has neither. */
function listIn(body: IDataObject): unknown {
	return body.receivers === undefined ? body.recipients : body.receivers;
}

function namesOneOf(body: IDataObject, asked: readonly string[]): boolean {
	const list = listIn(body);
	return Array.isArray(list) && list.filter(isObject).some((entry) => isOfOne(entry, asked));
}

/** What v1 says of its one recipient beside the flag. */
function contradicts(body: IDataObject, asked: readonly string[]): boolean {
	if (listIn(body) !== undefined) return !namesOneOf(body, asked);
	const { wAid } = isObject(body.contact) ? body.contact : {};
	const named = [body.phone_number, wAid].filter(isId);
	const entry = { waId: named[0], target: named[1] } as IDataObject;
	return named.length > 0 && !isOfOne(entry, asked);
}

/**
 * v1 answers a flag and what it names is its recipient; v2 lists the recipients as well (spec A). A list without
 * the recipient says nothing about them.
 */
function template(asked: readonly string[]): Expectation {
	return {
		holds: `${hasYesFlag.holds}, or the recipient among \`receivers\`, and no list without the recipient`,
		isOfMessage: true,
		isIn: (evidence) =>
			isObject(evidence.json) &&
			(hasYesFlag.isIn(evidence) || namesOneOf(evidence.json, asked)) &&
			!contradicts(evidence.json, asked),
	};
}

/** v3 has made a broadcast of it (official OpenAPI); newer pages show v2's answer in its place. */
function broadcast(asked: readonly string[]): Expectation {
	return allOf(
		hasYesFlag,
		inObject('the recipients', (body) => namesOneOf(body, asked)),
		inObject(
			'a `broadcast_id` (unless the recipients are those of v2)',
			(body) => hasId(body, 'broadcast_id', 'broadcastId') || Array.isArray(body.receivers),
		),
	);
}

const TOKEN_FIELDS = ['token', 'access_token', 'newToken', 'result', 'data'];

/** What a token can be made of: a page or a sentence is none. */
const TOKEN = /^[^\s<>{}"]+$/;

function isToken(value: unknown): value is string {
	const text = typeof value === 'string' ? value.trim() : '';
	return TOKEN.test(text) && !/^(success|ok|true|null)$/i.test(text) && !soundsRefused(text);
}

/** The token in an answer to a rotation, for which WATI documents no shape. */
export function tokenIn(body: unknown): string | undefined {
	const given = isObject(body) ? TOKEN_FIELDS.map((name) => body[name]) : [body];
	return given.find(isToken)?.trim();
}

const token: Expectation = {
	...anyOf(
		{
			holds: 'a token',
			isIn: ({ json, text }) => tokenIn(json === undefined ? text : json) !== undefined,
		},
		hasYesFlag,
	),
	resultIsText: true,
};

/** What an accepted answer to one endpoint holds. */
interface ExpectedAnswer {
	method: string;
	path: RegExp;
	expected: (asked: readonly string[]) => Expectation;
}

function row(
	method: string,
	path: RegExp,
	expected: Expectation | ExpectedAnswer['expected'],
): ExpectedAnswer {
	return { method, path, expected: typeof expected === 'function' ? expected : () => expected };
}

/**
 * One row per kind of write, by what its documentation shows as the answer: docs.wati.io, the official OpenAPI,
 * spec A. What is not documented takes every form of yes, also an empty one for
 * deletions.
 */
const EXPECTED: readonly ExpectedAnswer[] = [
	row('POST', /^\/api\/v1\/send(Session|Interactive)/, message),
	row('POST', /^\/api\/v\d\/sendTemplateMessages?$/, template),
	row('POST', /^\/api\/v1\/sendTemplateMessageCSV$/, hasYesFlag),
	row('POST', /^\/api\/v1\/(addContact|updateContactAttributes)\//, contact),
	row('POST', /^\/api\/v1\/rotateToken$/, token),
	row('POST', /^\/api\/v2\/webhookEndpoints$/, namesWebhook),
	row('POST', /^\/api\/ext\/v3\/conversations\/messages\//, message),
	row('POST', /^\/api\/ext\/v3\/messageTemplates\/(send|schedule)$/, broadcast),
	row('DELETE', /^\/api\/ext\/v3\/contacts\//, deletion),
	row('PUT', /^\/api\/ext\/v3\/webhooks\//, webhookUpdate),
	row('DELETE', /^\/api\/ext\/v3\/webhooks\//, deletion),
	row('DELETE', /^\/api\/ext\/v3\/conversations\/.*tags\//, deletion),
	row('POST', /^\/api\/ext\/v3\/conversations\//, anyOf(saysYes, isNoContent)),
];

/**
 * What an accepted answer to a request holds, in WATI's API and in Maton's own.
 *
 * @returns undefined for reads of JSON, which have nothing to accept
 */
export function expectedAnswer(options: IHttpRequestOptions): Expectation | undefined {
	const { method = 'GET', url, encoding, qs = {} } = options;
	if (isOfMaton(url)) return expectedOfMaton(options);
	if (method === 'GET') {
		const { fileName } = qs;
		return encoding === 'stream' ? fileCalled(String(fileName ?? '')) : undefined;
	}
	const found = EXPECTED.find((one) => one.method === method && one.path.test(url));
	if (!found) return saysYes;
	const { recipients } = describeSend(options);
	return found.expected(recipients.map(({ whatsappNumber }) => whatsappNumber));
}
