import type { BusinessAccount } from '../state/business/account';
import type { BusinessMessage, MetaTemplate } from '../state/business/shapes';
import type { JsonObject } from '../http/json';

/** One change of an account in the body of a call (Meta, "Webhooks overview"). */
export interface MetaChange {
	field: string;
	value: JsonObject;
}

function secondsOf(milliseconds: number): string {
	return String(Math.floor(milliseconds / 1000));
}

function messagesChange(
	account: BusinessAccount,
	phoneNumberId: string,
	more: JsonObject,
): MetaChange {
	const display = account.phones.get(phoneNumberId)?.displayPhoneNumber ?? '';
	return {
		field: 'messages',
		value: {
			messaging_product: 'whatsapp',
			metadata: {
				display_phone_number: display.replace(/\D/g, ''),
				phone_number_id: phoneNumberId,
			},
			...more,
		},
	};
}

function messageShape({ id, waId, at, type, content, replyTo }: BusinessMessage): JsonObject {
	return {
		from: waId,
		id,
		timestamp: secondsOf(at),
		type,
		[type]: content,
		...(replyTo === undefined ? {} : { context: { id: replyTo } }),
	};
}

/** What customers wrote to one number, with each customer once. */
export function receivedChange(
	account: BusinessAccount,
	phoneNumberId: string,
	messages: readonly BusinessMessage[],
): MetaChange {
	const customers = [...new Set(messages.map(({ waId }) => waId))];
	return messagesChange(account, phoneNumberId, {
		contacts: customers.map((waId) => ({
			profile: { name: `Customer ${waId.slice(-4)}` },
			wa_id: waId,
		})),
		messages: messages.map(messageShape),
	});
}

/** What became of a message of the business (Meta, "Status messages webhook reference"). */
export function statusChange(
	account: BusinessAccount,
	{ id, phoneNumberId, waId, failure }: BusinessMessage,
	status: 'sent' | 'delivered' | 'read' | 'failed',
): MetaChange {
	const state = { id, status, timestamp: secondsOf(Date.now()), recipient_id: waId };
	if (status !== 'failed' || !failure) {
		return messagesChange(account, phoneNumberId, { statuses: [state] });
	}
	const { code, title, details } = failure;
	const errors = [{ code, title, message: title, error_data: { details } }];
	return messagesChange(account, phoneNumberId, { statuses: [{ ...state, errors }] });
}

/** Another status of a template (Meta, "message_template_status_update webhook reference"). */
export function templateStatusChange(
	{ id, name, language, status, category }: MetaTemplate,
	reason: string,
): MetaChange {
	return {
		field: 'message_template_status_update',
		value: {
			event: status,
			// Meta writes a number, which holds the sandbox's longest IDs no more.
			message_template_id: Number.isSafeInteger(Number(id)) ? Number(id) : id,
			message_template_name: name,
			message_template_language: language,
			reason,
			message_template_category: category,
		},
	};
}

/**
 * The bytes of a call. Meta writes other letters than those of ASCII and slashes in escapes, so that a body which
 * was read and written anew is another one, and has another signature (Meta, "Webhooks: validating payloads").
 */
export function bytesOf(body: JsonObject): string {
	return JSON.stringify(body)
		.replace(/\//g, '\\/')
		.replace(/[\u0080-\uffff]/g, (letter) => {
			return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
		});
}
