import type { Answer } from '../../http/exchange';
import { asOfNow } from '../../state/wati/progress';
import type { ChatStatus, Conversation } from '../../state/wati/conversation';
import type { StoredItem } from '../../state/wati/shapes';
import { readTarget } from '../../state/wati/targets';
import { success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { v3Error } from './answers';
import { v3Body, v3Contact, v3PageOf, v3Text } from './inputs';

const STATUSES: readonly ChatStatus[] = ['open', 'solved', 'pending', 'block'];

const CHAT = '/api/ext/v3/conversations/{target}';

/** Chats of v3: their messages, operator, status and tags. */
export const v3ConversationRoutes: WatiRoute[] = [
	{ method: 'GET', pattern: `${CHAT}/messages`, throughMaton: false, handle: listMessages },
	{ method: 'PUT', pattern: `${CHAT}/operator`, throughMaton: false, handle: assignOperator },
	{ method: 'PUT', pattern: `${CHAT}/status`, throughMaton: false, handle: updateStatus },
	{ method: 'POST', pattern: `${CHAT}/tags`, throughMaton: false, handle: addTag },
	{ method: 'DELETE', pattern: `${CHAT}/tags/{tag}`, throughMaton: false, handle: removeTag },
	{
		method: 'POST',
		pattern: '/api/ext/v3/conversations/typingIndicator',
		throughMaton: false,
		handle: showTyping,
	},
	{
		method: 'GET',
		pattern: '/api/ext/v3/conversations/messages/file/{message_id}',
		throughMaton: false,
		handle: getFile,
	},
];

/** The chat behind a target: its own id, or a contact as elsewhere in v3. */
export function v3Chat(call: WatiCall, target: string): Conversation {
	const own = call.tenant.conversationOfId(target);
	if (own) return own;
	const found = readTarget(call.tenant, target);
	if (found.kind === 'newNumber' || found.kind === 'unknown') {
		throw v3Error(404, 'Conversation not found');
	}
	return call.tenant.conversation(v3Contact(call, target));
}

/** Whose chat a target means, and the chat. */
export function v3ChatOwner(call: WatiCall, target: string) {
	const own = call.tenant.conversationOfId(target);
	const owner = own && call.tenant.contactOfChat(own);
	if (owner) return { contact: owner, chat: own };
	if (readTarget(call.tenant, target).kind !== 'contact') {
		throw v3Error(404, 'Conversation not found');
	}
	const contact = v3Contact(call, target);
	return { contact, chat: call.tenant.conversation(contact) };
}

function chatOf(call: WatiCall): Conversation {
	return v3Chat(call, call.params.target as string);
}

function listMessages(call: WatiCall) {
	const page = v3PageOf(call);
	const { items } = chatOf(call).page(page.page_number, page.page_size);
	return success({
		message_list: items.map((item) => v3Message(asOfNow(item, call.settings))),
		...page,
	});
}

function assignOperator(call: WatiCall) {
	const { assignee_email: email } = v3Body(call, ['assignee_email']);
	const operator = call.tenant.operators.find((one) => one.email === email) ?? null;
	if (email === undefined) throw v3Error(400, 'assignee_email is required');
	const chat = chatOf(call);
	if (email !== null && !operator) throw v3Error(400, 'Operator not found');
	call.tookEffect();
	chat.assign(operator);
	return success({ result: true });
}

function updateStatus(call: WatiCall) {
	const wanted = v3Text(v3Body(call, ['new_status']), 'new_status');
	const status = STATUSES.find((one) => one === wanted);
	if (!status) throw v3Error(400, 'new_status is invalid');
	const chat = chatOf(call);
	call.tookEffect();
	chat.setStatus(status);
	return success({ result: true });
}

/** Seen in one public client only; a tag has to be known to the account. */
function addTag(call: WatiCall) {
	const name = v3Text(v3Body(call, ['tag_name']), 'tag_name');
	const chat = chatOf(call);
	checkTag(call, name);
	call.tookEffect();
	chat.tags.add(name);
	return success({ result: true });
}

function removeTag(call: WatiCall) {
	const name = call.params.tag as string;
	const chat = chatOf(call);
	checkTag(call, name);
	call.tookEffect();
	chat.tags.delete(name);
	return success({ result: true });
}

function checkTag({ tenant }: WatiCall, name: string): void {
	if (!tenant.tags.includes(name)) throw v3Error(404, 'Tag not found');
}

function showTyping(call: WatiCall) {
	v3Chat(call, v3Text(v3Body(call, ['target']), 'target'));
	call.tookEffect();
	return success({ result: true });
}

/** The file of a message, by WATI's own id of it; a wamid is refused (seen live). */
function getFile({ tenant, params }: WatiCall): Answer {
	const id = params.message_id as string;
	if (!/^[0-9a-f]{24}$/.test(id)) throw v3Error(400, 'Message ID is invalid');
	const item = tenant.messageOfId(id);
	const media = item?.data ? tenant.media.find(item.data) : undefined;
	if (!media) throw v3Error(400, 'Message Not Found', 5004);
	return {
		status: 200,
		bytes: media.content,
		contentType: 'application/octet-stream',
		headers: { 'content-disposition': `attachment; filename="${media.fileName}"` },
	};
}

/** An event of a chat; the OpenAPI gives those that are no messages these five fields alone. */
export function v3Message(item: StoredItem) {
	const event = {
		id: item.id,
		created: item.created,
		conversation_id: item.conversationId,
		ticket_id: item.ticketId,
		event_type: item.eventType,
	};
	if (item.eventType !== 'message') return event;
	return {
		text: item.text,
		type: item.type,
		timestamp: item.created,
		owner: item.owner,
		status: item.statusString.toLowerCase(),
		avatar_url: item.avatarUrl,
		assigned_id: item.assignedId,
		operator_name: item.operatorName,
		failed_detail: item.failedDetail,
		bot_type: 'regular',
		local_message_id: item.localMessageId,
		...event,
	};
}
