import type { IDataObject } from 'n8n-workflow';

import { type Answer } from '../../shared/http/answers/answer';
import { isObject, objectsIn, parseJson } from '../../shared/parameters/json';
import {
	createJudge,
	createRefusal,
	getCodeOfStatus,
	GATEWAY_DIALECT,
} from '../../shared/http/answers/judge-answer';
import { findMetaCode } from '../../services/meta/errors/codes';
import { META_MESSAGES } from '../../services/meta/errors/messages';
import { readMessageState } from '../../shared/http/answers/refusal-text';
import type { RequestTraits } from '../../shared/http/request-traits';
import type { Refusal } from '../../shared/errors/refusal';

/** Too many calls: waiting helps. */
const OF_ACCOUNT = [4, 80007, 130429];
/** Too many messages to one person: the others need not wait. */
const OF_REQUEST = [131056];

/** The error object of the Graph API, which unlike Maton's own has a number. */
function graphErrorIn(answer: Answer): IDataObject | undefined {
	const body = parseJson(answer.body);
	if (!isObject(body)) return undefined;
	const { error, errors, messages, block_users: blocks } = body;
	const ofMessage = Array.isArray(messages) && isObject(messages[0]) ? messages[0].errors : [];
	// Meta says that somebody could not be blocked, and why beside it (Meta, "Block users", 2026-06-26).
	const [failed] = isObject(blocks) ? objectsIn(blocks.failed_users) : [];
	const all = [failed?.errors, error, errors, ofMessage].flat();
	return all.find((one): one is IDataObject => isObject(one) && getNumber(one) !== undefined);
}

function getNumber({ code }: IDataObject): number | undefined {
	const number = typeof code === 'string' ? Number(code) : code;
	return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}

function toText(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Meta's message, and the details that say what is wrong (Meta, "Error codes": branch on code and details). */
function readMessage(error: IDataObject): string | undefined {
	const message = toText(error.message) ?? toText(error.title);
	const { details: given } = isObject(error.error_data) ? error.error_data : {};
	const details = toText(given) ?? toText(error.error_user_msg);
	if (!message || !details || message.includes(details)) return message ?? details;
	return `${message}: ${details}`;
}

/**
 * States of a message for which Meta promises that it goes out, unless a template turns out to be bad: "accepted" and
 * "held_for_quality_assessment" (Meta, "Template pacing", 2026); those after it came out are for safety.
 */
const TAKEN = /^(accepted|held_for_quality_assessment|queued|sent|delivered|read)$/i;

/** A message with an ID whose state is no yes: "paused" is documented without saying whether it goes out later. */
function findUnsent({ body: given, statusCode }: Answer, { writes }: RequestTraits) {
	const body = parseJson(given);
	const [first] = writes && isObject(body) && Array.isArray(body.messages) ? body.messages : [];
	const { message_status: own, status } = isObject(first) ? first : {};
	const state = toText(own) ?? toText(status);
	if (state === undefined || TAKEN.test(state)) return undefined;
	const code = readMessageState(state) === 'failed' ? 'request-refused' : 'outcome-unknown';
	return createRefusal(code, `message_status: ${state}`, statusCode, META_MESSAGES);
}

const judgeGatewayAnswer = createJudge({ ...GATEWAY_DIALECT, messages: META_MESSAGES });

/**
 * Finds out whether an answer is a refusal: Meta's by its number, Maton's as with every app.
 *
 * @returns undefined when the answer is a success
 */
export function findMetaRefusal(answer: Answer, traits: RequestTraits): Refusal | undefined {
	const error = graphErrorIn(answer);
	if (!error) return judgeGatewayAnswer(answer, traits) ?? findUnsent(answer, traits);
	const number = getNumber(error)!;
	const found = findMetaCode(number, error.error_subcode);
	const known = found?.isVague ? undefined : found;
	const code = known?.code ?? getCodeOfStatus(answer.statusCode, undefined, traits);
	return {
		...createRefusal(code, readMessage(error), answer.statusCode, META_MESSAGES),
		...(known ? { message: known.meaning } : {}),
		source: 'Meta',
		serviceCode: number,
		...(known?.advice ? { advice: known.advice } : {}),
	};
}

/** Who has to wait. Meta may say so with HTTP 400 as well as 429, so the number decides. */
export function throttledBy(answer: Answer): 'account' | 'request' | undefined {
	const number = getNumber(graphErrorIn(answer) ?? {});
	if (number !== undefined && OF_REQUEST.includes(number)) return 'request';
	const isOver = number !== undefined && OF_ACCOUNT.includes(number);
	return isOver || answer.statusCode === 429 ? 'account' : undefined;
}
