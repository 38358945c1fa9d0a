import type { IDataObject } from 'n8n-workflow';

import { isObject, parseJson } from '../../shared/parameters/json';
import { WATI_FAILURES } from '../../services/wati/errors/messages';
import { recipientFailure, readRecipients } from '../../services/wati/errors/predicate';
import { namedRefusals, type NamedRefusals } from '../../services/wati/errors/named-refusals';
import { isId } from '../../shared/http/answers/expectation';
import { errorsText } from '../../shared/http/answers/refusal-text';
import { getPersonKey } from '../../shared/parameters/phone-number/person';
import type { Refusal } from '../../shared/errors/refusal';

/** What one recipient of a call to many can expect. */
export interface RecipientResult {
	whatsappNumber: string;
	localMessageId?: string;
	/** As WATI says it; undefined when it says nothing. */
	isValidWhatsAppNumber?: boolean;
	/** WATI's own words about this recipient, when there are any. */
	errors?: string[];
	/** A description replaces the catalogue's advice. */
	failure?: Refusal & { description?: string };
	/** The broadcast that v3 made of the call, and when it goes out. */
	broadcastId?: string;
	scheduledAt?: string;
	/** Set when the message was found in the chat, after no clear answer came back. */
	verified?: true;
	/** Set when nothing was sent, since the person opted out. */
	optedOut?: true;
	/** Set when an earlier try of the same run had sent this. */
	remembered?: true;
}

interface Asked {
	whatsappNumber: string;
	localMessageId?: string;
}

/** Who a recipient of a request is: `receivers` (v1, v2) and `recipients` (v3) name the same differently. */
export function readAsked(entry: IDataObject): Asked {
	const whatsappNumber = idIn(entry, 'whatsappNumber', 'phone_number', 'target') ?? '';
	return { whatsappNumber, localMessageId: getLocalMessageId(entry) };
}

/** The broadcast that v3 made of a call. */
export function broadcastIdIn(rawBody: unknown): string | undefined {
	const body = parseJson(rawBody);
	return isObject(body) ? idIn(body, 'broadcast_id', 'broadcastId') : undefined;
}

function idIn(entry: IDataObject, ...names: string[]): string | undefined {
	const value = names
		.map((name) => entry[name])
		.find((text) => typeof text === 'string' && isId(text));
	return value as string | undefined;
}

function getLocalMessageId(entry: IDataObject): string | undefined {
	return idIn(entry, 'localMessageId', 'local_message_id');
}

/** Whether WATI took the number for one of WhatsApp, and what it complained about. */
function readTold(entry: IDataObject): Pick<RecipientResult, 'isValidWhatsAppNumber' | 'errors'> {
	const { isValidWhatsAppNumber: valid = entry.validWhatsAppNumber, errors } = entry;
	const words = (Array.isArray(errors) ? errors : [errors]).flatMap((one) => errorsText(one) ?? []);
	return {
		...(typeof valid === 'boolean' ? { isValidWhatsAppNumber: valid } : {}),
		...(words.length > 0 ? { errors: words } : {}),
	};
}

function getDigits(target: string): string {
	return getPersonKey(target.split(':').pop()!.replace(/\D/g, '')) || target;
}

const LEFT_OUT: Refusal = {
	code: 'recipient-left-out',
	message: WATI_FAILURES['recipient-left-out'].message,
	httpCode: '200',
};

const isPhone = (target: string) => /^\d+$/.test(target.split(':').pop()!);

/**
 * Finds the entry of a recipient, each entry once. A contact ID or BSUID comes back as the contact's
 * number, which nobody here knows: where exactly as many entries as such recipients are left over, they
 * are given out in order.
 */
function matcher(
	entries: IDataObject[],
	asked: Asked[],
): (recipient: Asked) => IDataObject | undefined {
	const numbers = new Set(asked.map(({ whatsappNumber }) => getDigits(whatsappNumber)));
	const byNumber = new Map<string, IDataObject[]>();
	const others: IDataObject[] = [];
	for (const entry of entries) {
		const number = getDigits(
			idIn(entry, 'waId', 'whatsappNumber', 'phone_number', 'target', 'bsuid') ?? '',
		);
		if (!numbers.has(number)) others.push(entry);
		const known = byNumber.get(number);
		if (known) known.push(entry);
		else byNumber.set(number, [entry]);
	}
	/** A number that was asked for twice has two entries: the one with the ID that was asked for goes first. */
	const takeEntry = ({ whatsappNumber, localMessageId }: Asked) => {
		const found = byNumber.get(getDigits(whatsappNumber)) ?? [];
		const place = found.findIndex((entry) => getLocalMessageId(entry) === localMessageId);
		return found.splice(Math.max(0, place), 1)[0];
	};
	const inOrder =
		others.length === asked.filter(({ whatsappNumber }) => !isPhone(whatsappNumber)).length;
	return (recipient) =>
		takeEntry(recipient) ??
		(inOrder && !isPhone(recipient.whatsappNumber) ? others.shift() : undefined);
}

function refused(code: 'number-refused' | 'recipient-refused'): Refusal {
	return { code, message: WATI_FAILURES[code].message, httpCode: '200' };
}

function namedFailure(named: NamedRefusals, number: string): Refusal | undefined {
	const isNamed = (entry: string) => getDigits(entry) === number;
	if (named.numbers.some(isNamed)) return refused('number-refused');
	return named.parameters.some(isNamed) ? refused('recipient-refused') : undefined;
}

/**
 * Gives each recipient its own result, matched by number: the order of the answer is not promised, and
 * recipients that WATI drops silently are missing from it (docs.wati.io, "Errors"). v1 names only the refused
 * ones, so there a dropped recipient cannot be told from an accepted one.
 */
export function readResults(rawBody: unknown, asked: Asked[]): RecipientResult[] {
	const body = parseJson(rawBody);
	const entries = isObject(body) ? readRecipients(body) : [];
	const isList = isObject(body) && Array.isArray(body.receivers ?? body.recipients);
	if (entries.length === 0 && !isList) {
		const named = namedRefusals(isObject(body) ? body : {});
		return asked.map(({ whatsappNumber, localMessageId }) => ({
			whatsappNumber,
			localMessageId,
			failure: namedFailure(named, getDigits(whatsappNumber)),
		}));
	}
	const entryOf = matcher(entries, asked);
	return asked.map((recipient) => {
		const { whatsappNumber, localMessageId } = recipient;
		const entry = entryOf(recipient);
		if (!entry) return { whatsappNumber, localMessageId, failure: LEFT_OUT };
		return {
			whatsappNumber,
			localMessageId: getLocalMessageId(entry) ?? localMessageId,
			...readTold(entry),
			failure: recipientFailure(entry),
		};
	});
}
