import { CUSTOMER, type Judged } from './writes';

/** One answer as a server may give it. */
export interface Shape {
	/** In the words of the page. */
	name: string;
	status?: number;
	headers?: Record<string, string>;
	/** Text as it is, anything else as JSON; undefined where the shape makes no sense for a request. */
	body: (request: Judged) => unknown;
	/** Whether it is a success of a request. */
	isSuccess?: (request: Judged) => boolean;
}

const STRANGER = '14155550199';
const PAGE = '<!doctype html><html><head><title>Sign in</title></head><body>Sign in</body></html>';

const same = (name: string, body: unknown, more: Partial<Shape> = {}): Shape => ({
	name,
	body: () => body,
	...more,
});

/** A text without JSON, which may well be what a file says. */
const bare = (text: string): Shape => ({
	name: `the bare text \`${text}\``,
	headers: { 'content-type': 'text/plain' },
	body: ({ options }) => (options.encoding === 'stream' ? undefined : text),
});

/** The documented success, with something in it that takes it back. */
const yesBut = (name: string, change: object, only?: (request: Judged) => boolean): Shape => ({
	name,
	body: (request) => {
		const { success } = request;
		const fits = typeof success === 'object' && (only?.(request) ?? true);
		return fits ? { ...success, ...change } : undefined;
	},
});

const has =
	(...names: string[]) =>
	({ success }: Judged) =>
		typeof success === 'object' && names.some((name) => name in success);

const mayBeEmpty = (request: Judged) => request.mayBeEmpty === true;
/** Of these nobody documents the answer, and 204 says that there is none (RFC 9110, 15.3.5). */
const hasNothingToTell = (request: Judged) =>
	mayBeEmpty(request) || /(addTag|showTyping)$/.test(request.place);

/** v1 names in `errors` whom it refused; about many it says so of each. */
const toOne = ({ options: { url } }: Judged) => !/sendTemplateMessages/.test(url);

const SUCCESSES: Shape[] = [
	{ name: 'what is documented', body: ({ success }) => success, isSuccess: () => true },
	same('status 204', '', { status: 204, isSuccess: hasNothingToTell }),
	same('nothing at all', '', { isSuccess: mayBeEmpty }),
];

const SAYS_NOTHING: Shape[] = [
	same('`{}`', {}),
	same('`[]`', []),
	same('`null`', 'null'),
	same('`{"status":"ok"}`', { status: 'ok' }),
	same('`{"message":"Queued"}`', { message: 'Queued' }),
	bare('OK'),
	bare('success'),
	same('the JSON text `"success"`', '"success"', {
		headers: { 'content-type': 'application/json' },
	}),
	same('a list with the documented answer', [{ result: true, ok: true, success: true }]),
	same('JSON that is cut off', '{"result":tr', { headers: { 'content-type': 'application/json' } }),
	same('a web page', PAGE, { headers: { 'content-type': 'text/html' } }),
	same('a web page sent as JSON', PAGE, { headers: { 'content-type': 'application/json' } }),
	yesBut('`receivers: []`', { receivers: [] }, has('receivers')),
	yesBut('`receivers: null`', { receivers: null }, has('receivers')),
	yesBut(
		'only another number in `receivers`',
		{ receivers: [{ waId: STRANGER }] },
		has('receivers'),
	),
	yesBut('another `phone_number`', { phone_number: STRANGER }, has('phone_number')),
	yesBut('`broadcast_id: null`', { broadcast_id: null }, has('broadcast_id')),
	yesBut('`recipients: null`', { recipients: null }, has('broadcast_id')),
	yesBut('`recipients: []`', { recipients: [] }, has('broadcast_id')),
	yesBut('`messages: []`', { messages: [] }, has('messages')),
	yesBut('a message without an ID', { messages: [{ id: '' }] }, has('messages')),
	yesBut('a message with the ID `null` as a text', { messages: [{ id: 'null' }] }, has('messages')),
	yesBut('a message with a number as its ID', { messages: [{ id: 1 }] }, has('messages')),
	yesBut('a message whose ID is an object', { messages: [{ id: {} }] }, has('messages')),
	...['paused', 'PAUSED', 'unheard_of'].map((state) =>
		yesBut(
			`a message ID, and \`message_status: ${state}\``,
			{ messages: [{ id: 'wamid.A1', message_status: state }] },
			has('messages'),
		),
	),
	yesBut(
		'yes, and the message has `status: paused`',
		{ message: { id: 'm1', status: 'paused' } },
		has('message'),
	),
	...['id', 'whatsappMessageId', 'localMessageId'].map((name) =>
		same(`only a \`message\` with an empty \`${name}\``, { message: { [name]: '' } }),
	),
	same('only a `message` with the ID `undefined` as a text', { message: { id: 'undefined' } }),
	same('only a `message` with an object as its ID', { message: { id: {} } }),
];

/** What Meta documents of a template beside `accepted`: it was taken, and may still be dropped. */
const MAY_BE_DROPPED: Shape[] = ['accepted', 'held_for_quality_assessment']
	.map((state) =>
		yesBut(
			`a message ID, and \`message_status: ${state}\``,
			{ messages: [{ id: 'wamid.A1', message_status: state }] },
			has('messages'),
		),
	)
	.map((shape) => ({ ...shape, isSuccess: () => true }));

const SAYS_NO: Shape[] = [
	same('`{"message":"Unauthorized"}`', { message: 'Unauthorized' }),
	same('the bare text `Invalid Contact`', 'Invalid Contact', {
		headers: { 'content-type': 'text/plain' },
	}),
	same('`{"error":{"code":131047}}`', { error: { code: 131047 } }),
	same('`{"error":"Quota is used up"}`', { error: 'Quota is used up' }),
	same('`{"result":false,"info":"…"}`', { result: false, info: 'Ticket has been expired.' }),
	same('`{"result":"error"}`', { result: 'error', info: 'Not now' }),
	same('`{"ok":false,"result":"…"}`', { ok: false, result: 'No such channel' }),
	same('`{"success":false}`', { success: false, error: 'Paused' }),
	same('`{"code":404,"message":"…"}`', { code: 404, message: 'File not found' }),
	same('`{"code":5004,"message":"…"}`', { code: 5004, message: 'Message Not Found' }),
	same('`{"code":500,"message":"…"}`', { code: 500, message: 'Internal server error' }),
	same("ASP.NET's problem object", {
		errors: { parameters: ['The field is required.'] },
		title: 'One or more validation errors occurred.',
		status: 400,
	}),
	...[0, 'false', 'no', 'error', 'failed'].map((no) =>
		yesBut(`yes, and \`success: ${JSON.stringify(no)}\``, { success: no }),
	),
	yesBut('yes, and `ok: "false"`', { ok: 'false' }),
	yesBut('yes, and `status: "error"`', { status: 'error' }),
	yesBut('yes, and `statusCode: 400`', { statusCode: 400, message: 'Bad request' }),
	yesBut('yes, and `statusCode: 500`', { statusCode: 500, message: 'Internal error' }),
	yesBut('yes, and `errors` as a text', { errors: 'The number opted out' }),
	yesBut('yes, and `errors` as a list', { errors: ['The number opted out'] }),
	yesBut('yes, and `errors` as objects', { errors: [{ code: 131050, message: 'Opted out' }] }),
	yesBut('yes, and `errors` by field', { errors: { phone: ['The number opted out'] } }),
	yesBut('yes, and an error object', { error: { message: 'The number opted out' } }),
	yesBut(
		'yes, and `isValidWhatsAppNumber: false`',
		{ receivers: [{ waId: CUSTOMER, isValidWhatsAppNumber: false, errors: [] }] },
		(request) => has('receivers')(request) && toOne(request),
	),
	yesBut(
		'yes, and errors of the recipient',
		{ receivers: [{ waId: CUSTOMER, errors: [{ message: 'Opted out' }] }] },
		(request) => has('receivers')(request) && toOne(request),
	),
	yesBut(
		'yes, and `validWhatsAppNumber: false`',
		{ validWhatsAppNumber: false },
		has('phone_number'),
	),
	yesBut(
		'yes, and the message has `status: failed`',
		{ message: { id: 'm1', status: 'failed', failed_detail: '(#131053) Media upload error' } },
		has('message'),
	),
	yesBut(
		'yes, and the message has `statusString: FAILED`',
		{ message: { id: 'm1', statusString: 'FAILED', failedDetail: 'Message undeliverable' } },
		has('message'),
	),
	...['rejected', 'not_sent', 'Undelivered', 'blocked', 'expired'].map((state) =>
		yesBut(
			`yes, and the message has \`status: ${state}\``,
			{ message: { id: 'm1', status: state } },
			has('message'),
		),
	),
	yesBut(
		'yes, and the message has `failedCode` alone',
		{ message: { id: 'm1', failedCode: '131026' } },
		has('message'),
	),
	yesBut(
		'yes, and the message has `error`',
		{ message: { id: 'm1', error: 'The number opted out' } },
		has('message'),
	),
	yesBut(
		'yes, and the message has `errors`',
		{ message: { id: 'm1', errors: [{ code: 131050, message: 'Opted out' }] } },
		has('message'),
	),
	...['failed', 'rejected', 'dropped'].map((state) =>
		yesBut(
			`a message ID, and \`message_status: ${state}\``,
			{ messages: [{ id: 'wamid.A1', message_status: state }] },
			has('messages'),
		),
	),
	yesBut(
		'a message ID, and `status: failed` beside it',
		{ messages: [{ id: 'wamid.A1', status: 'failed' }] },
		has('messages'),
	),
	yesBut(
		'yes, and `messages[0].errors`',
		{ messages: [{ id: 'wamid.A1', errors: [{ code: 131047, title: 'Re-engagement message' }] }] },
		has('messages'),
	),
];

const STATUSES: Shape[] = [
	...[302, 303, 304, 400, 401, 403, 404, 405, 408, 409, 413, 425, 429, 499, 500, 501, 520].map(
		(status) => same(`status ${status}`, '', { status, headers: { 'retry-after': '0' } }),
	),
	...[502, 503, 504].map((status) =>
		same(`status ${status} with a web page`, PAGE, {
			status,
			headers: { 'content-type': 'text/html', 'retry-after': '0' },
		}),
	),
	same('status 403 with a web page', PAGE, {
		status: 403,
		headers: { 'content-type': 'text/html' },
	}),
	same(
		'status 409, several chats',
		{ code: 409, message: 'Several conversations' },
		{ status: 409 },
	),
];

/** Every shape of answer that is tried, the successes first. */
export const SHAPES: readonly Shape[] = [
	...SUCCESSES,
	...MAY_BE_DROPPED,
	...SAYS_NOTHING,
	...SAYS_NO,
	...STATUSES,
];
