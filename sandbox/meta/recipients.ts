import { isObject, type JsonObject } from '../http/json';
import { isUserId } from '../state/business/customers';
import type { BusinessPhone } from '../state/business/shapes';
import type { MetaCall } from './call';
import { graphRefusal, invalidParameter, parameterRequired } from './errors';

/** Whom a message is for, and the entry of `contacts` that answers it. */
export interface Recipient {
	kind: 'number' | 'userId' | 'group' | 'nobody';
	/** What the account knows the customer by. */
	address: string;
	answer: JsonObject;
}

/**
 * Reads `to` and `recipient`: a number in `to` wins over a BSUID in `recipient`, and the answer names what was used
 * (dualhook.com/docs/contacts-bsuid-api-changes, 2026).
 * @throws Refusal when there is nobody, and for numbers that this sender cannot write to
 */
export function readRecipient(call: MetaCall, body: JsonObject, phone: BusinessPhone): Recipient {
	const { to, recipient, recipient_type: type = 'individual' } = body;
	if (type !== 'individual' && type !== 'group') {
		throw invalidParameter("Param recipient_type must be one of {'individual', 'group'}");
	}
	const input = typeof to === 'string' || typeof to === 'number' ? String(to) : '';
	if (input === '') return parseUserId(recipient);
	if (type === 'group') return readGroup(call, input);
	if (isUserId(input)) return droppedUserId(input);
	const digits = input.replace(/[\s()+.-]/g, '');
	// "(#100) Invalid parameter", also for numbers that begin with 00
	// (github.com/gabrieldwight/Whatsapp-Business-Cloud-Api-Net/issues/31, 2023-02-10).
	if (!call.world.numbering.accepts(digits)) {
		throw invalidParameter('Param to is not a valid phone number');
	}
	const waId = call.world.numbering.idOf(digits);
	checkAllowed(call, phone, waId);
	checkBlocked(call, waId);
	return { kind: 'number', address: waId, answer: { input, wa_id: waId } };
}

/** Meta, "Groups API error codes" (2025-10-31): 131041. What the answer to a send calls the group is a guess. */
function readGroup({ account }: MetaCall, input: string): Recipient {
	if (!account.groups.has(input)) throw graphRefusal({ code: 131041, title: 'Group unknown' });
	return { kind: 'group', address: input, answer: { input } };
}

/** Buttons of templates that sell something or call. */
const NOT_IN_GROUPS: readonly string[] = ['CATALOG', 'MPM', 'SPM', 'ORDER_DETAILS', 'VOICE_CALL'];

/**
 * Groups take texts, media and templates of these; no interactive messages, no authentication, nothing of commerce, no calls
 * (Meta, "Groups API", 2026-06-16). It names neither the error nor what becomes of places, contacts and reactions.
 */
export function checkGroupTakes({ account }: MetaCall, { type, template }: JsonObject): void {
	const name = isObject(template) ? template.name : undefined;
	const sent = account.templates.find((one) => one.name === name);
	const buttons = (sent?.components ?? []).flatMap((component) => component.buttons ?? []);
	const isTaken =
		type !== 'interactive' &&
		sent?.category !== 'AUTHENTICATION' &&
		!buttons.some((button) => NOT_IN_GROUPS.includes(button.type));
	if (!isTaken) throw graphRefusal({ code: 131051, title: 'Unsupported message type' });
}

function parseUserId(recipient: unknown): Recipient {
	if (recipient === undefined || recipient === '') throw parameterRequired('to');
	const userId = String(recipient);
	if (!isUserId(userId)) throw invalidParameter('Param recipient is not a valid user ID');
	return { kind: 'userId', address: userId, answer: { input: userId, user_id: userId } };
}

/**
 * A BSUID in `to` is answered like a number, yet reaches nobody: Meta takes what follows the country for the number
 * (seen live, github.com/chatwoot/chatwoot/pull/15150, 2026-07-24).
 */
function droppedUserId(input: string): Recipient {
	const waId = input.slice(input.lastIndexOf('.') + 1);
	return { kind: 'nobody', address: '', answer: { input, wa_id: waId } };
}

/** Meta, "Error codes": 130403. */
function checkBlocked({ account }: MetaCall, address: string): void {
	if (!account.blocked.has(account.customers.keyOf(address))) return;
	throw graphRefusal({ code: 130403, title: 'Business has blocked this user' });
}

function checkAllowed({ world }: MetaCall, phone: BusinessPhone, waId: string): void {
	const getId = (number: string) => world.numbering.idOf(number);
	if (waId === getId(phone.displayPhoneNumber.replace(/\D/g, ''))) {
		throw graphRefusal({
			code: 131021,
			title: 'Recipient cannot be sender',
			details: 'Sender and recipient phone number is the same',
		});
	}
	if (phone.allowedRecipients && !phone.allowedRecipients.map(getId).includes(waId)) {
		throw graphRefusal({
			code: 131030,
			title: 'Recipient phone number not in allowed list',
			details:
				'Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.',
		});
	}
}

/** @throws Refusal 131062 for authentication templates, which need a number (the same page) */
export function checkUserIdTakes({ account }: MetaCall, { template }: JsonObject): void {
	const name = isObject(template) ? template.name : undefined;
	const sent = account.templates.find((one) => one.name === name);
	if (sent?.category !== 'AUTHENTICATION') return;
	throw graphRefusal({
		code: 131062,
		title: 'Business-scoped User ID recipients are not supported for this message.',
	});
}
