import { readPhoneNumber, toDialledNumber } from './phone-number';

/** An ID of a contact: 24 hexadecimal digits. */
const CONTACT_ID = /^[0-9a-f]{24}$/i;
/** Business-scoped user ID: country letters, dot, digits or an `ENT` part (docs.wati.io, "BSUID target format"). */
const BSUID = /^[A-Z]{2}\.(?=.*\d)[A-Za-z0-9.]+$/;

/** Whether a text names a person without a number: by a contact ID or a BSUID. */
export function isPersonId(text: string): boolean {
	return CONTACT_ID.test(text) || BSUID.test(text);
}

/** Whether a text is a BSUID, e.g. `US.13491208655302741918`. */
export function isBsuid(text: string): boolean {
	return BSUID.test(text);
}

/** Keys that were made already: one call may tell of thousands of messages, and each asks several times. */
const KEYS = new Map<string, string>();
const MOST_KEYS = 20_000;

function makePersonKey(text: string): string {
	const target = text.slice(text.lastIndexOf(':') + 1).trim();
	if (BSUID.test(target)) return target;
	if (CONTACT_ID.test(target)) return target.toLowerCase();
	const read = readPhoneNumber(target);
	if ('number' in read) return toDialledNumber(read.number);
	const digits = target.replace(/[\s().\-/+]/g, '');
	return /^\d+$/.test(digits) ? toDialledNumber(digits) : target;
}

/**
 * One key for one person, whichever form of their number is given: as dialled, as WhatsApp names it (Brazil without the
 * ninth digit, Mexico with a 1, Argentina without the 9), decorated, or behind a channel. A BSUID and a contact ID are
 * keys of their own: only the service knows whose they are.
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
