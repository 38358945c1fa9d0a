import type { Answer } from '../http/exchange';
import { isObject, type JsonObject } from '../http/json';

/**
 * Answers that services were seen to give in place of those in their documents (cases/wati/answers, 2024 to 2026). These do
 * without the request's own answer.
 */
const INSTEAD = {
	/** `{}` */
	emptyObject: { status: 200, json: {} },
	/** `[]` */
	emptyList: { status: 200, json: [] },
	emptyBody: { status: 200, text: '', contentType: 'application/json; charset=utf-8' },
	/** `{"result":true}`, which some accounts answer to everything. */
	bareFlag: { status: 200, json: { result: true } },
	unauthorized: { status: 200, json: { message: 'Unauthorized' } },
	/** An error of Meta's, passed on with 200. */
	metaError: {
		status: 200,
		json: { error: { code: 131047, message: '(#131047) Re-engagement message' } },
	},
	/** A page for people; in place of a file it was seen live. */
	signInPage: {
		status: 200,
		text: '<!doctype html><html><body>Sign in</body></html>',
		contentType: 'text/html',
	},
	/** JSON in place of a file, seen live. */
	fileNotFound: { status: 200, json: { code: 404, message: 'File not found' } },
} satisfies Record<string, Answer>;

/** What follows from the request's own answer; the request has its effect. */
const CHANGED = {
	/** Nobody in the list of those who get a template. */
	noReceivers: (body) => changeReceivers(body, () => []),
	/** The list of those who get a template is null. */
	nullReceivers: (body) => changeReceivers(body, () => null),
	/** The template is said to go to somebody else. */
	otherReceiver: (body) =>
		changeReceivers(
			{ ...body, ...('phone_number' in body ? { phone_number: OTHER } : {}) },
			(list) =>
				list.map((one) => ({
					...one,
					...('waId' in one ? { waId: OTHER } : { phone_number: OTHER }),
				})),
		),
	/** Errors as one text beside `result: true`. */
	errorsAsText: (body) => changeErrors(body, 'Invalid WhatsApp number'),
	/** Errors as objects beside `result: true`. */
	errorsAsObjects: (body) => changeErrors(body, [{ code: 131026, description: 'Undeliverable' }]),
	/** The message itself says that it failed; the call is still 200 and `ok` (v3 file by URL, seen live). */
	failedMessage: (body) => changeMessage(body),
	/** A campaign was accepted, and there is none. */
	noBroadcast: (body) => ({ ...body, broadcast_id: null, recipients: null }),
	/** What the business wrote stands in the chat as failed. */
	failedRecords: (body) => changeRecords(body, (list) => list.map(failRecord)),
	/** Every second record has no ID (channels: "Default", seen live). */
	withoutIds: (body) =>
		changeRecords(body, (list) =>
			list.map((one, place) => (place % 2 === 0 ? { ...one, id: null } : one)),
		),
	/** The records of the page come in the opposite order. */
	reversed: (body) => changeRecords(body, (list) => [...list].reverse()),
	totalTooHigh: (body) => changeTotals(body, 1_000_000),
	/** Says that there is nothing, beside records. */
	totalZero: (body) => changeTotals(body, 0),
	/** Says on the last page, too, that another follows. */
	endless: (body) => ({
		...body,
		...(isObject(body.link)
			? { link: { ...body.link, nextPage: '/api/v1/more', total: 1_000_000 } }
			: {}),
	}),
	/** Gives the first page, whichever is asked for. */
	samePage: (body) => body,
} satisfies Record<string, (body: JsonObject) => JsonObject>;

const OTHER = '14155550199';
const RECEIVERS = ['receivers', 'recipients'] as const;
/** Where the lists of the services hold their records. */
const RECORDS = [
	'contact_list',
	'messageTemplates',
	'message_list',
	'templates',
	'webhooks',
	'channels',
	'broadcasts',
	'recipients',
	'chatbot_list',
	'data',
];

export type AnswerShape = keyof typeof INSTEAD | keyof typeof CHANGED;

/** The names of all shapes, in the order in which the README tells them. */
export const ANSWER_SHAPES = [...Object.keys(INSTEAD), ...Object.keys(CHANGED)] as AnswerShape[];

/** The answer that a shape gives without the request's own; undefined for those that follow from it. */
export function answerInstead(shape: AnswerShape): Answer | undefined {
	return shape in INSTEAD ? INSTEAD[shape as keyof typeof INSTEAD] : undefined;
}

/** The request's own answer in a shape; what is no JSON object stays as it is. */
export function reshapeAnswer(shape: AnswerShape, answer: Answer): Answer {
	const change = shape in CHANGED ? CHANGED[shape as keyof typeof CHANGED] : undefined;
	return change && isObject(answer.json) ? { ...answer, json: change(answer.json) } : answer;
}

/** Asks for the first page where a shape gives no other. */
export function rewriteQuery(shape: AnswerShape, query: URLSearchParams): void {
	if (shape !== 'samePage') return;
	for (const name of ['pageNumber', 'page_number']) if (query.has(name)) query.set(name, '1');
	query.delete('after');
}

function changeReceivers(body: JsonObject, change: (list: JsonObject[]) => unknown): JsonObject {
	const changed = RECEIVERS.filter((name) => Array.isArray(body[name])).map((name) => [
		name,
		change(body[name] as JsonObject[]),
	]);
	return { ...body, ...(Object.fromEntries(changed) as JsonObject) };
}

function changeErrors(body: JsonObject, errors: unknown): JsonObject {
	const changed = changeReceivers(body, (list) => list.map((one) => ({ ...one, errors })));
	return RECEIVERS.some((name) => Array.isArray(body[name])) ? changed : { ...body, errors };
}

function changeMessage(body: JsonObject): JsonObject {
	const { message } = body;
	if (!isObject(message)) return body;
	const failed =
		'event_type' in message
			? { status: 'failed', failed_detail: '(#131053) Media upload error' }
			: {
					status: 4,
					statusString: 'FAILED',
					failedDetail: 'Message failed to send because more than 24 hours have passed',
					whatsappMessageId: null,
				};
	return { ...body, message: { ...message, ...failed } };
}

function failRecord(record: JsonObject): JsonObject {
	const isInbound = record.owner === false || !('owner' in record || 'finalText' in record);
	if (isInbound || record.eventType === 'ticket' || record.event_type === 'ticket') return record;
	const isV3 = 'event_type' in record;
	return isV3
		? { ...record, status_string: 'FAILED', failed_detail: 'Message undeliverable' }
		: { ...record, statusString: 'FAILED', failedDetail: 'Message undeliverable' };
}

function changeRecords(body: JsonObject, change: (list: JsonObject[]) => JsonObject[]): JsonObject {
	const { messages } = body;
	if (isObject(messages) && Array.isArray(messages.items)) {
		return { ...body, messages: { ...messages, items: change(messages.items as JsonObject[]) } };
	}
	const name = RECORDS.find((one) => Array.isArray(body[one]));
	return name === undefined ? body : { ...body, [name]: change(body[name] as JsonObject[]) };
}

function changeTotals(body: JsonObject, total: number): JsonObject {
	const inside = (value: unknown) =>
		isObject(value) && 'total' in value ? { ...value, total } : value;
	return {
		...body,
		...('total' in body ? { total } : {}),
		...('total_count' in body ? { total_count: total } : {}),
		...('link' in body ? { link: inside(body.link) } : {}),
		...('messages' in body ? { messages: inside(body.messages) } : {}),
	};
}
