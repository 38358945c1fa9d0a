import { asOfNow } from '../../state/wati/progress';
import { readTarget } from '../../state/wati/targets';
import { failure, problem, success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { getLink, readPage, requiredFile } from '../inputs';
import { sendInSession, sessionFailure, sessionWith } from '../rules/recipients';
import { fileRule } from '../rules/file-rules';

const TEXT_LIMIT = 4096;
const CAPTION_LIMIT = 1024;

export const messageRoutes: WatiRoute[] = [
	{
		method: 'GET',
		pattern: '/api/v1/getMessages/{whatsappNumber}',
		throughMaton: true,
		limit: 'getMessages',
		handle: getMessages,
	},
	{
		method: 'POST',
		pattern: '/api/v1/sendSessionMessage/{whatsappNumber}',
		throughMaton: true,
		contentType: 'text/plain; charset=utf-8',
		handle: sendSessionMessage,
	},
	{
		method: 'POST',
		pattern: '/api/v1/sendSessionFile/{whatsappNumber}',
		throughMaton: true,
		handle: sendSessionFile,
	},
];

function getMessages(call: WatiCall) {
	const page = readPage(call);
	const target = readTarget(call.tenant, call.params.whatsappNumber as string);
	if (target.kind !== 'contact') throw failure(call, { result: false, info: 'contact missing' });
	const conversation = call.tenant.conversation(target.contact);
	const { items: stored, total } = conversation.page(page.pageNumber, page.pageSize);
	const habits = call.world.habitsOf(target.contact);
	const items = stored.map((item) => asOfNow(item, call.settings, habits));
	return success({
		result: 'success',
		messages: {
			items,
			...page,
			convCount: 0,
			total,
			grandTotal: 0,
			orderBy: null,
			lastId: null,
			sortBy: 0,
			filters: null,
			allowFilters: null,
			search: null,
		},
		link: getLink(call, page, total),
	});
}

function sendSessionMessage(call: WatiCall) {
	const text = messageText(call);
	if (text === undefined || text.trim() === '') {
		throw failure(call, { result: false, info: 'message text can not be empty' });
	}
	if (text.length > TEXT_LIMIT) throw tooLong('messageText', TEXT_LIMIT);
	const session = sessionWith(call, call.params.whatsappNumber as string);
	if (typeof session === 'string') throw sessionFailure(call, session);
	const { query } = call.request;
	const replyTo = query.get('replyContextId');
	const localMessageId = query.get('localMessageId');
	const { item, whatsappMessageId } = sendInSession(
		call,
		session,
		{ text, ...(localMessageId ? { localMessageId } : {}) },
		{ kind: 'text', text, ...(replyTo ? { replyTo } : {}) },
	);
	return success({
		ok: true,
		result: 'success',
		errors: [],
		message: { whatsappMessageId, ...item },
	});
}

/** The text from the place this account reads; the query wins. A JSON body is never read. */
function messageText(call: WatiCall): string | undefined {
	const { sessionTextFrom } = call.settings;
	const { query, body } = call.request;
	const fromQuery = sessionTextFrom === 'form' ? null : query.get('messageText');
	if (fromQuery !== null) return fromQuery;
	if (sessionTextFrom === 'query' || body.kind !== 'form') return undefined;
	return body.fields.messageText;
}

function sendSessionFile(call: WatiCall) {
	const file = requiredFile(call, 'file');
	const caption = call.request.query.get('caption') ?? '';
	if (caption.length > CAPTION_LIMIT) throw tooLong('caption', CAPTION_LIMIT);
	const rule = fileRule(file);
	if ('refusal' in rule) throw failure(call, { result: false, info: rule.refusal });
	const session = sessionWith(call, call.params.whatsappNumber as string);
	if (typeof session === 'string') throw sessionFailure(call, session);
	const { fileName, contentType, size, sha256, content } = file;
	const path = call.tenant.media.store(rule.folder, { fileName, contentType, content });
	const { item, whatsappMessageId } = sendInSession(
		call,
		session,
		{ text: caption || null, type: rule.type, data: path },
		{ kind: 'file', text: caption, file: { fileName, contentType, size, sha256, path } },
	);
	return success({ result: true, message: { whatsappMessageId, ...item } });
}

function tooLong(field: string, limit: number) {
	return problem({
		[field]: [`The field ${field} must be a string with a maximum length of ${limit}.`],
	});
}
