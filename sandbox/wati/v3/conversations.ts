import { Refusal, type Answer } from '../../http/exchange';
import { asOfNow } from '../../state/wati/progress';
import type { ChatStatus, Conversation } from '../../state/wati/conversation';
import { readTarget } from '../../state/wati/targets';
import { success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';
import { v3Error } from './answers';
import { v3Message, v3Record } from './message-shapes';
import { v3Body, v3Contact, getV3Page, v3Text } from './inputs';

const STATUSES: readonly ChatStatus[] = ['open', 'solved', 'pending', 'block'];

const CHAT = '/api/ext/v3/conversations/{target}';

/** Page names end in the second, older notes have the first. */
const TAG_PATHS = ['tags', 'conv-tags'] as const;

/** Chats of v3: their messages, operator, status and tags. */
export const v3ConversationRoutes: WatiRoute[] = [
	{ method: 'GET', pattern: `${CHAT}/messages`, throughMaton: false, handle: listMessages },
	{ method: 'PUT', pattern: `${CHAT}/operator`, throughMaton: false, handle: assignOperator },
	{ method: 'PUT', pattern: `${CHAT}/status`, throughMaton: false, handle: updateStatus },
	...TAG_PATHS.flatMap(tagRoutes),
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

function readChat(call: WatiCall): Conversation {
	return v3Chat(call, call.params.target as string);
}

function listMessages(call: WatiCall) {
	const page = getV3Page(call);
	const chat = readChat(call);
	const { items } = chat.page(page.page_number, page.page_size);
	const contact = call.tenant.contactOfChat(chat);
	const habits = contact && call.world.habitsOf(contact);
	const shape = call.settings.v3Messages === 'measured' ? v3Record : v3Message;
	return success({
		message_list: items.map((item) => shape(asOfNow(item, call.settings, habits))),
		...page,
	});
}

function assignOperator(call: WatiCall) {
	const { assignee_email: email } = v3Body(call, ['assignee_email']);
	const operator = call.tenant.operators.find((one) => one.email === email) ?? null;
	if (email === undefined) throw v3Error(400, 'assignee_email is required');
	const chat = readChat(call);
	if (email !== null && !operator) throw v3Error(400, 'Operator not found');
	call.tookEffect();
	chat.assign(operator);
	return success({ result: true });
}

function updateStatus(call: WatiCall) {
	const wanted = v3Text(v3Body(call, ['new_status']), 'new_status');
	const status = STATUSES.find((one) => one === wanted);
	if (!status) throw v3Error(400, 'new_status is invalid');
	const chat = readChat(call);
	call.tookEffect();
	chat.setStatus(status);
	return success({ result: true });
}

function tagRoutes(path: (typeof TAG_PATHS)[number]): WatiRoute[] {
	const checked = (handle: WatiRoute['handle']) => (call: WatiCall) => {
		const { tagPath } = call.settings;
		if (tagPath !== 'both' && tagPath !== path) throw new Refusal({ status: 404 });
		return handle(call);
	};
	return [
		{
			method: 'POST',
			pattern: `${CHAT}/${path}`,
			throughMaton: false,
			handle: checked(addTag),
		},
		{
			method: 'DELETE',
			pattern: `${CHAT}/${path}/{tag}`,
			throughMaton: false,
			handle: checked(removeTag),
		},
	];
}

/**
 * "Applies an existing tag; it is idempotent and does not create tag definitions"
 * (docs.wati.io/v2.5/reference/addconversationtag).
 */
function addTag(call: WatiCall) {
	const name = v3Text(v3Body(call, ['tag_name']), 'tag_name');
	const chat = readChat(call);
	checkTag(call, name);
	call.tookEffect();
	chat.tags.add(name);
	return success({ result: true });
}

function removeTag(call: WatiCall) {
	const name = call.params.tag as string;
	const chat = readChat(call);
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
