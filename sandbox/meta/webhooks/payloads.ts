import type { BusinessAccount } from '../../state/business/account';
import type { Customer } from '../../state/business/customers';
import type { BusinessMessage, MetaTemplate } from '../../state/business/shapes';
import type { JsonObject } from '../../http/json';

/** One change of an account in the body of a call (Meta, "Webhooks overview"). */
export interface MetaChange {
	field: string;
	value: JsonObject;
}

function getSeconds(milliseconds: number): string {
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

/**
 * The forms in which people without a number were met: named by `user_id`, as documented; without any name in the message
 * itself; and with the BSUID where a number is expected (cases/meta/webhooks, from several companies, 2026).
 */
export const USER_ID_FORMS = ['userId', 'contactOnly', 'from'] as const;
export type UserIdForm = (typeof USER_ID_FORMS)[number];

function messageShape(
	{ id, waId, userId, groupId, at, type, content, replyTo }: BusinessMessage,
	form: UserIdForm,
): JsonObject {
	return {
		...buildSender(waId, userId, form),
		...(groupId === undefined ? {} : { group_id: groupId }),
		id,
		timestamp: getSeconds(at),
		type,
		[type]: content,
		...(replyTo === undefined ? {} : { context: { id: replyTo } }),
	};
}

function buildSender(waId: string | null, userId: string, form: UserIdForm): JsonObject {
	if (waId !== null) return { from: waId, from_user_id: userId };
	if (form === 'contactOnly') return {};
	return { ...(form === 'from' ? { from: userId } : {}), from_user_id: userId };
}

function contactShape({ waId, userId, username }: Customer, form: UserIdForm): JsonObject {
	const id = waId ?? (form === 'from' ? userId : null);
	return {
		profile: {
			name: `Customer ${(waId ?? userId).slice(-4)}`,
			...(username === null ? {} : { username }),
		},
		...(id === null ? {} : { wa_id: id }),
		user_id: userId,
	};
}

/**
 * What customers wrote to one number, with each customer once. Everybody comes with a BSUID, people with a username without
 * a number (dualhook.com/docs/contacts-bsuid-webhooks, 2026).
 */
export function receivedChange(
	account: BusinessAccount,
	phoneNumberId: string,
	messages: readonly BusinessMessage[],
	form: UserIdForm,
): MetaChange {
	const customers = new Map(messages.map((message) => [message.userId, message]));
	return messagesChange(account, phoneNumberId, {
		contacts: [...customers.values()].map((customer) => contactShape(customer, form)),
		messages: messages.map((message) => messageShape(message, form)),
	});
}

/**
 * What became of a message of the business (Meta, "Status messages webhook reference"). A failure has no contacts, and names
 * the BSUID only when it was written to (dualhook.com/docs/contacts-bsuid-webhooks, 2026).
 */
export function statusChange(
	account: BusinessAccount,
	message: BusinessMessage,
	status: 'sent' | 'delivered' | 'read' | 'failed',
): MetaChange {
	const { id, phoneNumberId, waId, userId, groupId, failure, callbackData } = message;
	const state = {
		id,
		status,
		timestamp: getSeconds(Date.now()),
		...(waId === null ? {} : { recipient_id: waId }),
		...(groupId === undefined ? {} : { recipient_id: groupId, recipient_type: 'group' }),
		...(callbackData === undefined ? {} : { biz_opaque_callback_data: callbackData }),
	};
	const byUserId = groupId === undefined ? { recipient_user_id: userId } : {};
	if (status !== 'failed' || !failure) {
		// Who of the group it reached is named in statuses after `sent` alone.
		if (groupId !== undefined) return messagesChange(account, phoneNumberId, { statuses: [state] });
		const username = status === 'sent' ? null : message.username;
		return messagesChange(account, phoneNumberId, {
			contacts: [contactShape({ waId, userId, username }, 'userId')],
			statuses: [{ ...state, ...byUserId }],
		});
	}
	const { code, title, details } = failure;
	const errors = [{ code, title, message: title, error_data: { details } }];
	const failed = { ...state, ...(waId === null ? byUserId : {}), errors };
	return messagesChange(account, phoneNumberId, { statuses: [failed] });
}

/** A customer stopped or resumed marketing messages (Meta, "user_preferences webhook reference", 2026-05-21). */
export function preferenceChange(
	account: BusinessAccount,
	phoneNumberId: string,
	customer: Customer,
	value: 'stop' | 'resume',
): MetaChange {
	const { waId, userId } = customer;
	const preference = {
		...(waId === null ? {} : { wa_id: waId }),
		user_id: userId,
		detail: `User requested to ${value} marketing messages`,
		category: 'marketing_messages',
		value,
		timestamp: Math.floor(Date.now() / 1000),
	};
	const change = messagesChange(account, phoneNumberId, {
		contacts: [contactShape(customer, 'userId')],
		user_preferences: [preference],
	});
	return { ...change, field: 'user_preferences' };
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
export function toEscapedJson(body: JsonObject): string {
	return JSON.stringify(body)
		.replace(/\//g, '\\/')
		.replace(/[\u0080-\uffff]/g, (letter) => {
			return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
		});
}
