import type { INodePropertyOptions } from 'n8n-workflow';

import { code } from './markdown';

/**
 * Requests that no routing names: of operations that run by code, and those that follow the first one. By node,
 * resource and operation.
 */
const BY_CODE: Record<string, string> = {
	'matonWhatsAppBusiness/conversation/resumeBot':
		'None to the service: calls the addresses of the triggers of this n8n',
	'wati/conversation/resumeBot':
		'None to the service: calls the addresses of the triggers of this n8n',
	'wati/account/checkSetup':
		'Reads only: `GET /api/v1/getContacts`, with Maton `GET /connections`, with a WATI token `GET /api/ext/v3/channels`.',
	'wati/account/getTriggerStatus': 'None. It reads what the triggers of the workflow noted.',
	'wati/account/getUsage': 'None. It reads what this n8n process counted.',
	'wati/message/sendAndWait': 'That of *Send Buttons* or *Template: Send*, by **Message Type**.',
	'wati/message/sendAndWaitForReply':
		'That of *Send Text*, *Send Buttons*, *Send List* or *Template: Send*, by **Message Type**.',
	'wati/message/waitForDelivery':
		'None with *Webhook* until the time limit. Looking reads `GET /api/v1/getMessages/{whatsappNumber}`, or the status record when **Channel Number** is given.',
	'matonWhatsAppBusiness/phoneNumber/checkSetup': 'Reads only: `GET /{version}/{phoneNumberId}`.',
	'matonWhatsAppBusiness/message/sendAndWait':
		'That of *Send Buttons* or *Send Template*, by **Message Type**.',
	'matonWhatsAppBusiness/message/sendAndWaitForReply':
		'That of *Send Text*, *Send Buttons*, *Send List* or *Send Template*, by **Message Type**.',
	'matonWhatsAppBusiness/message/waitForDelivery': 'None. Meta posts statuses to the trigger.',
};

const AND_THEN: Record<string, string> = {
	'wati/conversation/addTag':
		'Where the account has no such path, `POST /api/ext/v3/conversations/{target}/tags` follows.',
	'wati/conversation/removeTag':
		'Where the account has no such path, `DELETE /api/ext/v3/conversations/{target}/tags/{tag}` follows.',
	'wati/template/send': 'With **Channel Number** it is `POST /api/ext/v3/messageTemplates/send`.',
	'wati/template/sendToMany':
		'With **Channel Number** it is `POST /api/ext/v3/messageTemplates/send`, up to 10,000 recipients a call.',
	'wati/webhook/update':
		'`GET /api/ext/v3/webhooks` comes first where **URL** does not change: WATI wants it with every update.',
	'wati/contact/upsert':
		'`POST /api/v1/updateContactAttributes/{whatsappNumber}` follows where the contact was there before and the first left its attributes as they were.',
	'matonWhatsAppBusiness/media/download': 'The address in its answer follows.',
};

/**
 * The request of an operation as a sentence or two.
 *
 * @throws Error when nothing tells it; the message says where to write it.
 */
export function describeRequest(place: string, { routing }: INodePropertyOptions): string {
	const { method = 'GET', url } = routing?.request ?? {};
	const own = url === undefined ? BY_CODE[place] : code(`${String(method)} ${url}`);
	if (own === undefined) {
		throw new Error(`No request is known of ${place}. Say it in scripts/docs/requests.ts.`);
	}
	const more = AND_THEN[place];
	return more === undefined ? own : `${own}. ${more}`;
}

/** Entries for operations that are not there any more, which would stay unnoticed otherwise. */
export function strayRequests(places: string[]): string[] {
	return [...Object.keys(BY_CODE), ...Object.keys(AND_THEN)].filter(
		(place) => !places.includes(place),
	);
}
