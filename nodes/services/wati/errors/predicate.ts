import type { IDataObject } from 'n8n-workflow';

import type { FailureCode } from '../../../shared/errors/catalogue';
import { isId } from '../../../shared/http/answers/expectation';
import { createJudge, createRefusal } from '../../../shared/http/answers/judge-answer';
import {
	errorText,
	isFilled,
	plainText,
	readMessageState,
} from '../../../shared/http/answers/refusal-text';
import type { RequestTraits } from '../../../shared/http/request-traits';
import type { Refusal } from '../../../shared/errors/refusal';
import { isObject } from '../../../shared/parameters/json';
import { WATI_MESSAGES } from './messages';
import { readNamedErrors, namedRefusals, describeNamedRefusals } from './named-refusals';

/** WATI's texts by what they mean, with Meta's numbers as WATI passes them on. Sources: support.wati.io and reports of live answers. */
const TEXT_CODES: Array<[RegExp, FailureCode]> = [
	[/131047|ticket has been expired|24.?h(ou)?rs?|session.*(expired|closed)/i, 'window-closed'],
	[
		/\b1320\d\d\b|check your template|template.*(not found|does not exist|not approved|missing)/i,
		'template-refused',
	],
	[/(button url|url button|custom params).*space/i, 'template-refused'],
	[
		/13105[123]|file is not allowed|file (type|size)|unsupported (file|media)|media upload error/i,
		'file-refused',
	],
	[/131049|130472/, 'recipient-refused'],
	[
		/131026|undeliverable|invalid (whatsapp )?(number|contact|phone)|not a (valid )?whatsapp/i,
		'number-refused',
	],
	[/channel not found/i, 'channel-refused'],
	[/unauthori[sz]ed|invalid (api |access )?(token|key)/i, 'credential-refused'],
	[/\bforbidden\b/i, 'not-allowed'],
];

function getCodeOfText(words: string | undefined): FailureCode | undefined {
	return words ? TEXT_CODES.find(([pattern]) => pattern.test(words))?.[1] : undefined;
}

function refuse(code: FailureCode, words: string | undefined, status: number): Refusal {
	return createRefusal(code, words, status, WATI_MESSAGES);
}

const readStates = ({ status, statusString, status_string: state }: IDataObject) =>
	[status, statusString, state].map(readMessageState);

/** Why a message failed by its own record, in a chat or in the answer to its send; undefined when it did not. */
export function failedMessage(record: IDataObject): Refusal | undefined {
	const { failedDetail, failed_detail, failedCode, failed_code } = record;
	const words = plainText(failedDetail) ?? plainText(failed_detail);
	const code = [failedCode, failed_code].find((one) => isFilled(one) && one !== '0');
	const isFailed = readStates(record).includes('failed');
	if (!isFailed && words === undefined && code === undefined) return undefined;
	const numbered = code === undefined ? words : `${words ?? 'Failed'} (${String(code)})`;
	return refuse(getCodeOfText(numbered) ?? 'request-refused', numbered, 200);
}

/** What an answer to a send says against it: of the message, or of all beside it. */
function unsentMessage(body: IDataObject): Refusal | undefined {
	const message = isObject(body.message) ? body.message : {};
	const words = errorText(message.error) ?? readNamedErrors(message.errors);
	if (words !== undefined) return refuse(getCodeOfText(words) ?? 'request-refused', words, 200);
	const failed = failedMessage(message) ?? failedMessage(body);
	if (failed) return failed;
	const isHalted = [message, body].flatMap(readStates).includes('halted');
	return isHalted ? refuse('outcome-unknown', undefined, 200) : undefined;
}

/** The entries of `receivers` (v2) or `recipients` (v3) of an answer; empty when it names nobody. */
export function readRecipients(body: IDataObject): IDataObject[] {
	const list = Array.isArray(body.receivers) ? body.receivers : body.recipients;
	return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Why WATI refused one entry of `receivers`, if it did. */
export function recipientFailure(recipient: IDataObject): Refusal | undefined {
	const words = readNamedErrors(recipient.errors) ?? errorText(recipient.error);
	if (recipient.isValidWhatsAppNumber === false || recipient.validWhatsAppNumber === false) {
		return refuse('number-refused', words, 200);
	}
	return words ? refuse('recipient-refused', words, 200) : failedMessage(recipient);
}

/** WATI's words for several open chats that fit, which v3 says with 409 before anything is done. */
const SEVERAL_CHATS = /conversation|channel/i;

const V3_ADVICE: Partial<Record<number, string>> = {
	403: 'This operation uses API v3. Check that the WATI plan includes it, and that the API token has the scopes for it (contactsv3, conversationsv3 and so on).',
	404: 'Check that the record exists in WATI. If every operation of API v3 answers this, the account has no API v3: use the operations that do not need it.',
	405: 'This account does not offer this through API v3. Do it in WATI itself.',
	409: 'The contact has several open chats. Put your business number and a colon before the number, e.g. 15551234567:14155551234.',
};

/** v3 says in its body `code`, `message` and `timestamp`; where `code` is not the status, it is WATI's own number. */
function getServiceCode(
	body: unknown,
	{ isV3 }: RequestTraits,
	status: number,
): number | undefined {
	const code = isV3 && isObject(body) ? body.code : undefined;
	return typeof code === 'number' && code !== status ? code : undefined;
}

/** What an answer says of refused recipients, where it is about one. */
function refusedRecipient(body: IDataObject, status: number): Refusal | undefined {
	const named = namedRefusals(body);
	if (named.numbers.length + named.parameters.length > 0) {
		const code = named.parameters.length > 0 ? 'recipient-refused' : 'number-refused';
		return refuse(code, describeNamedRefusals(named), status);
	}
	return readRecipients(body)
		.map(recipientFailure)
		.find((found) => found !== undefined);
}

/** Errors that belong to no recipient in the answer to many: whom they are about is unknown. */
function readStray(body: IDataObject): string | undefined {
	const named = namedRefusals(body);
	return named.numbers.length + named.parameters.length > 0
		? undefined
		: readNamedErrors(body.errors);
}

function findOwn(
	body: IDataObject,
	{ writes, manyRecipients, expects }: RequestTraits,
	status: number,
): Refusal | undefined {
	if (body.validWhatsAppNumber === false) return refuse('number-refused', undefined, status);
	if (writes && !manyRecipients) {
		const refused = refusedRecipient(body, status);
		if (refused) return refused;
		const errors = readNamedErrors(body.errors);
		if (errors) return refuse(getCodeOfText(errors) ?? 'request-refused', errors, status);
	}
	return expects?.isOfMessage ? unsentMessage(body) : undefined;
}

/**
 * Finds out whether an answer of WATI is a refusal, or holds too little to be a success: WATI answers business
 * failures with 200 and a false flag (docs.wati.io, "Errors").
 */
export const findRefusal = createJudge({
	messages: WATI_MESSAGES,
	getCode: getCodeOfText,
	readErrors: readNamedErrors,
	isPlainRefusal: (status, words, { isV3 }) =>
		status === 409 && isV3 && SEVERAL_CHATS.test(words ?? ''),
	getAdvice: (status, { isV3 }) => (isV3 ? V3_ADVICE[status] : undefined),
	getServiceCode,
	findOwn,
	readStray,
	namesAccepted: (body) =>
		readRecipients(body).some((one) => isId(one.localMessageId) && !recipientFailure(one)),
});
