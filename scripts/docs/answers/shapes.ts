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
];

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
export const SHAPES: readonly Shape[] = [...SUCCESSES, ...SAYS_NOTHING, ...SAYS_NO, ...STATUSES];
