import { readCountry, readPhoneNumber, toDialledNumber } from './phone-number';

/** An ID of a contact: 24 hexadecimal digits. */
const CONTACT_ID = /^[0-9a-f]{24}$/i;
/**
 * Business-scoped user ID: country letters, dot, digits and letters; of a company's customers with `ENT.` between
 * (docs.wati.io, "BSUID target format"; Meta, "Business-scoped user IDs").
 */
const BSUID = /^([A-Z]{2})\.(?:ENT\.)?(?=[A-Za-z]*\d)([A-Za-z\d]+)$/;

/**
 * A group: `capi_group:` and what follows in base64, as in all examples of Meta ("Group messaging", 2026-05-21). No number and
 * no BSUID looks so.
 */
const GROUP_ID = /^Y2FwaV9ncm91cD[o-r][\w-]*=*$/;

/** E.164; the BSUIDs that were seen have more digits. */
const LONGEST_NUMBER = 15;

/** Whether a text has the form of a BSUID, as services give it. Typed text may be a number behind two letters. */
export function hasBsuidForm(text: string): boolean {
	return BSUID.test(text);
}

/** Whether digits behind the letters of a country are a phone number, e.g. `PH.09171234567`. */
function readIsNumber(country: string, digits: string): boolean {
	if (!/^\d+$/.test(digits) || digits.length > LONGEST_NUMBER) return false;
	return digits.startsWith('0') || 'number' in readPhoneNumber(digits, readCountry(country));
}

/** Whether a text names a person without a number: by a contact ID or a BSUID. */
export function isPersonId(text: string): boolean {
	return CONTACT_ID.test(text) || isBsuid(text);
}

/** Whether a text is a BSUID, e.g. `US.13491208655302741918`. */
export function isBsuid(text: string): boolean {
	const [, country, rest] = BSUID.exec(text) ?? [];
	return country !== undefined && rest !== undefined && !readIsNumber(country, rest);
}

/** Whom a message was for, as the outputs of sends name people. */
export function toRecipientFields(recipient: string): Record<string, string> {
	return isBsuid(recipient) ? { bsuid: recipient } : { whatsappNumber: recipient };
}

/** Whether a text is the ID of a group, e.g. `Y2FwaV9ncm91cDoxNDE1NTU1MDMwMA`. */
export function isGroupId(text: string): boolean {
	return GROUP_ID.test(text);
}

/** Whether a text can name nobody: it is no ID, and no number that has its country code. */
export function namesNobody(text: string): boolean {
	const key = getPersonKey(text);
	if (hasBsuidForm(key) || isGroupId(key) || CONTACT_ID.test(key)) return false;
	return !/^[1-9]\d*$/.test(key);
}

/** A person without the channel that may stand before, as in `Support:14155550101`. */
export function withoutChannel(text: string): string {
	const isAddress = text.includes('://');
	return (isAddress ? text : text.slice(text.lastIndexOf(':') + 1)).trim();
}

/** Keys that were made already: one call may tell of thousands of messages, and each asks several times. */
const KEYS = new Map<string, string>();
const MOST_KEYS = 20_000;

function makePersonKey(text: string): string {
	const target = withoutChannel(text);
	if (hasBsuidForm(target) || isGroupId(target)) return target;
	if (CONTACT_ID.test(target)) return target.toLowerCase();
	const read = readPhoneNumber(target);
	if ('number' in read) return toDialledNumber(read.number);
	const digits = target.replace(/[\s().\-/+]/g, '');
	return /^\d+$/.test(digits) ? toDialledNumber(digits) : target;
}

/**
 * One key for one person, whichever form of their number is given: as dialled, as WhatsApp names it (Brazil without the
 * ninth digit, Mexico with a 1, Argentina without the 9), decorated, or behind a channel. A BSUID, a contact ID
 * and the ID of a group are keys of their own: only the service knows whose they are.
 */
export function getPersonKey(text: string): string {
	const known = KEYS.get(text);
	if (known !== undefined) return known;
	if (KEYS.size >= MOST_KEYS) KEYS.clear();
	const key = makePersonKey(text);
	KEYS.set(text, key);
	return key;
}

/** Whether two numbers or IDs are one person's, see {@link getPersonKey}. */
export function isSamePerson(one: string, other: string): boolean {
	return one === other || getPersonKey(one) === getPersonKey(other);
}
