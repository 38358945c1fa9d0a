import type { IHttpRequestOptions } from 'n8n-workflow';

import { meta } from '../../../nodes/MatonWhatsAppBusiness/service';
import type { Route } from '../../../nodes/shared/http/route/route';
import type { Service } from '../../../nodes/shared/http/service';
import { setSingle } from '../../../nodes/Wati/requests/template/recipient-list';
import { wati } from '../../../nodes/Wati/service';

/** The contact of all requests here. */
export const CUSTOMER = '14155550101';

/** A request whose answer is judged: every write of the nodes, and every download of bytes. */
export interface Judged {
	/** Node, resource and operation, e.g. `wati/message/sendText`. */
	place: string;
	service: Service;
	kind: Route['kind'];
	options: IHttpRequestOptions;
	/** The answer to an accepted request, as documented or seen live. */
	success: object | string;
	/** Set where an answer without a body is HTTP's own way to say that it was done. */
	mayBeEmpty?: true;
}

const ID = '66f0aa0000000000000000aa';
const YES = { result: true };

type More = Partial<Pick<Judged, 'kind' | 'mayBeEmpty'>> & Partial<IHttpRequestOptions>;

function judged(
	service: Service,
	place: string,
	request: string,
	success: Judged['success'],
	{ kind = 'maton', mayBeEmpty, ...options }: More = {},
): Judged {
	const [method, url] = request.split(' ') as ['POST', string];
	return {
		place,
		service,
		kind,
		options: { method, url, ...options },
		success,
		...(mayBeEmpty ? { mayBeEmpty } : {}),
	};
}

const ofWati = (...[place, request, success, more]: [string, string, Judged['success'], More?]) =>
	judged(wati, `wati/${place}`, request, success, {
		kind: request.includes('/ext/v3/') ? 'direct' : 'maton',
		...more,
	});

const ofMeta = (...[place, request, success, more]: [string, string, Judged['success'], More?]) =>
	judged(meta, `matonWhatsAppBusiness/${place}`, request, success, more);

const message = {
	ok: true,
	result: 'success',
	errors: [],
	message: {
		id: ID,
		whatsappMessageId: 'wamid.A1',
		localMessageId: 'local-1',
		statusString: 'SENT',
	},
};
const receivers = [
	{ localMessageId: 'local-1', waId: CUSTOMER, isValidWhatsAppNumber: true, errors: [] },
];
const template = { result: true, error: null, templateName: 'order_update', receivers };
const broadcast = {
	success: true,
	broadcast_id: ID,
	error: null,
	recipients: [{ local_message_id: 'local-1', phone_number: CUSTOMER, errors: [] }],
};
const webhook = { id: ID, url: 'https://n8n.example.com/webhook/x', status: 1 };
const toOne = { qs: { whatsappNumber: CUSTOMER }, body: { template_name: 'order_update' } };
const toMany = {
	body: { template_name: 'order_update', receivers: [{ whatsappNumber: CUSTOMER }] },
};
const toOneByV3 = { template_name: 'order_update', recipients: [{ phone_number: CUSTOMER }] };
setSingle(toOneByV3);
const CHAT = `/api/ext/v3/conversations/${CUSTOMER}`;

const OF_WATI: Judged[] = [
	ofWati('message/sendText', `POST /api/v1/sendSessionMessage/${CUSTOMER}`, message),
	ofWati('message/sendFile', `POST /api/v1/sendSessionFile/${CUSTOMER}`, {
		result: true,
		message: message.message,
	}),
	ofWati('message/sendButtons', 'POST /api/v1/sendInteractiveButtonsMessage', { ok: true }, toOne),
	ofWati('message/sendList', 'POST /api/v1/sendInteractiveListMessage', { ok: true }, toOne),
	ofWati(
		'message/sendFile (v3)',
		'POST /api/ext/v3/conversations/messages/fileViaUrl',
		{ message: { id: ID, conversation_id: 'c1', status: 'sent', failed_detail: null } },
		{ body: { target: CUSTOMER } },
	),
	ofWati('template/send (v2)', 'POST /api/v2/sendTemplateMessage', template, toOne),
	ofWati(
		'template/send (v1)',
		'POST /api/v1/sendTemplateMessage',
		{ result: true, phone_number: CUSTOMER, validWhatsAppNumber: true },
		toOne,
	),
	ofWati('template/send (channel)', 'POST /api/ext/v3/messageTemplates/send', broadcast, {
		body: toOneByV3,
	}),
	ofWati('template/sendToMany (v2)', 'POST /api/v2/sendTemplateMessages', template, toMany),
	ofWati(
		'template/sendToMany (v1)',
		'POST /api/v1/sendTemplateMessages',
		{
			result: true,
			errors: { error: '', invalidWhatsappNumbers: [], invalidCustomParameters: [] },
		},
		toMany,
	),
	ofWati('template/sendToMany (channel)', 'POST /api/ext/v3/messageTemplates/send', broadcast, {
		body: { template_name: 'order_update', recipients: [{ phone_number: CUSTOMER }] },
	}),
	ofWati('template/sendViaCsv', 'POST /api/v1/sendTemplateMessageCSV', YES),
	ofWati('template/schedule', 'POST /api/ext/v3/messageTemplates/schedule', broadcast, {
		body: { template_name: 'order_update', recipients: [{ phone_number: CUSTOMER }] },
	}),
	ofWati('contact/add', `POST /api/v1/addContact/${CUSTOMER}`, {
		result: true,
		contact: { id: ID, wAid: CUSTOMER },
	}),
	ofWati('contact/upsert', `POST /api/v1/addContact/${CUSTOMER}`, {
		result: true,
		contact: { id: ID, wAid: CUSTOMER },
	}),
	ofWati('contact/setOptOut', `POST /api/v1/updateContactAttributes/${CUSTOMER}`, YES),
	ofWati('contact/updateAttributes', `POST /api/v1/updateContactAttributes/${CUSTOMER}`, YES),
	ofWati('contact/assignTeams', 'PUT /api/ext/v3/contacts/teams', YES),
	ofWati(
		'contact/delete',
		`DELETE /api/ext/v3/contacts/${CUSTOMER}`,
		{ contact_id: ID, deleted: true, cleanup_completed: true },
		{ mayBeEmpty: true },
	),
	ofWati('conversation/assign (v3)', `PUT ${CHAT}/operator`, YES),
	ofWati('conversation/updateStatus', `PUT ${CHAT}/status`, YES),
	ofWati('conversation/addTag', `POST ${CHAT}/tags`, YES),
	ofWati('conversation/removeTag', `DELETE ${CHAT}/tags/vip`, YES, { mayBeEmpty: true }),
	ofWati('conversation/showTyping', 'POST /api/ext/v3/conversations/typingIndicator', YES),
	ofWati('chatbot/start', 'POST /api/ext/v3/chatbots/start', YES),
	ofWati('conversation/assign', 'POST /api/v1/assignOperator', YES),
	ofWati(
		'webhook/create',
		'POST /api/v2/webhookEndpoints',
		{ ok: true, result: [webhook] },
		{ kind: 'direct' },
	),
	ofWati('webhook/update', `PUT /api/ext/v3/webhooks/${ID}`, { ok: true, result: webhook }),
	ofWati('webhook/delete', `DELETE /api/ext/v3/webhooks/${ID}`, YES, { mayBeEmpty: true }),
	ofWati('account/rotateToken', 'POST /api/v1/rotateToken', 'wati-rotated-0123456789', {
		kind: 'direct',
		encoding: 'text',
	}),
	ofWati('connection/create', 'POST /connections', { connection_id: ID }),
	ofWati(`connection/delete`, `DELETE /connections/${ID}`, '', { mayBeEmpty: true }),
	ofWati('media/download', 'GET /api/v1/getMedia', 'the bytes', { encoding: 'stream' }),
	ofWati('media/download (v3)', `GET /api/ext/v3/conversations/messages/file/${ID}`, 'the bytes', {
		encoding: 'stream',
	}),
];

/** All kinds of messages leave by one request. */
const META_SENDS = [
	'AddressRequest',
	'Audio',
	'Buttons',
	'CallPermissionRequest',
	'Carousel',
	'Catalog',
	'ContactRequest',
	'Contacts',
	'CtaUrl',
	'Document',
	'Flow',
	'Image',
	'List',
	'Location',
	'LocationRequest',
	'Product',
	'ProductList',
	'Reaction',
	'Sticker',
	'Template',
	'Text',
	'Video',
];

const META_MESSAGE = {
	messaging_product: 'whatsapp',
	contacts: [{ input: CUSTOMER, wa_id: CUSTOMER }],
	messages: [{ id: 'wamid.A1' }],
};

const OF_META: Judged[] = [
	...META_SENDS.map((name) =>
		ofMeta(`message/send${name}`, 'POST /v21.0/1/messages', META_MESSAGE, {
			body: { to: CUSTOMER, type: name.toLowerCase() },
		}),
	),
	ofMeta(
		'message/markAsRead',
		'POST /v21.0/1/messages',
		{ success: true },
		{
			body: { status: 'read', message_id: 'wamid.B1' },
		},
	),
	ofMeta('media/upload', 'POST /v21.0/1/media', { id: '471100000000001' }),
	ofMeta('media/delete', 'DELETE /v21.0/471100000000001', { success: true }),
	ofMeta('media/download', 'GET /media-files/471100000000001', 'the bytes', { encoding: 'stream' }),
	ofMeta('template/create', 'POST /v21.0/2/message_templates', {
		id: '471100000000001',
		status: 'PENDING',
		category: 'UTILITY',
	}),
	ofMeta(
		'blockedUser/block',
		'POST /v21.0/1/block_users',
		{ block_users: { added_users: [{ input: CUSTOMER, wa_id: CUSTOMER }] } },
		{ body: { block_users: [{ user: CUSTOMER }] } },
	),
	ofMeta(
		'blockedUser/unblock',
		'DELETE /v21.0/1/block_users',
		{ block_users: { removed_users: [{ input: CUSTOMER, wa_id: CUSTOMER }] } },
		{ body: { block_users: [{ user: CUSTOMER }] } },
	),
	ofMeta('qrCode/create', 'POST /v21.0/1/message_qrdls', { code: '4O4YGZEG3RIVE1' }),
	ofMeta('qrCode/delete', 'DELETE /v21.0/1/message_qrdls/4O4YGZEG3RIVE1', { success: true }),
	ofMeta('template/delete', 'DELETE /v21.0/2/message_templates', { success: true }),
	ofMeta('businessProfile/update', 'POST /v21.0/1/whatsapp_business_profile', { success: true }),
	ofMeta('connection/create', 'POST /connections', { connection_id: ID }),
	ofMeta('connection/delete', `DELETE /connections/${ID}`, '', { mayBeEmpty: true }),
];

export const JUDGED: readonly Judged[] = [...OF_WATI, ...OF_META];
