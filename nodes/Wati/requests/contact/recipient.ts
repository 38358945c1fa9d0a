import { pathStep, textParameter, type ParameterSource } from '../../../shared/parameters/input';
import { isPersonId } from '../../../shared/parameters/phone-number/person';
import { readPhoneNumber } from '../../../shared/parameters/phone-number/phone-number';
import type { Step } from '../../../shared/parameters/pre-send';
import {
	readCountryFor,
	readNumberText,
	toNumberError,
} from '../../../shared/parameters/number-field';

/**
 * The recipient as WATI takes it: digits with country code, or a contact ID, BSUID or `Channel:Number` (docs.wati.io,
 * "BSUID target format"; spec A, "Notes"). How numbers are read: {@link readPhoneNumber}.
 *
 * @param label the field's label in the editor
 * @param country see {@link readCountryFor}
 * @throws InputError when the value is none of these
 */
export function toWhatsAppNumber(
	value: unknown,
	label = 'Contact Number',
	country?: string,
): string {
	const text = readNumberText(value, label);
	if (isPersonId(text)) return text;
	const behind = readChannel(text);
	const receiver = behind?.receiver ?? text;
	const before = behind ? `${behind.channel}:` : '';
	if (isPersonId(receiver)) return `${before}${receiver}`;
	const read = readPhoneNumber(receiver, country);
	if ('number' in read) return `${before}${read.number}`;
	throw toNumberError(
		read.problem,
		text,
		label,
		' You can also enter a WATI contact ID, or the bsuid of a customer who hides the number.',
	);
}

/** Whom an operation is about, as WATI takes it. @throws InputError when the field holds nobody */
export function readRecipient(context: ParameterSource): string {
	const given = textParameter(context, 'whatsappNumber', 'Contact Number');
	const country = readCountryFor(context, 'whatsappNumber', given);
	return toWhatsAppNumber(given, 'Contact Number', country);
}

/** Fills `{whatsappNumber}` in the path. */
export const numberInPath: Step = function (options) {
	const segment = pathStep('Contact Number', readRecipient(this));
	options.url = options.url.replace('{whatsappNumber}', segment);
	return options;
};

/** Sets the query parameter `whatsappNumber`. */
export const numberInQuery: Step = function (options) {
	options.qs = { ...options.qs, whatsappNumber: readRecipient(this) };
	return options;
};

/** Words that people write before a number, which are no names of channels. */
const LABELS =
	/^(?:whats ?app|wa|tel|telephone|telefone?|teléfono|téléphone|phone(?: number)?|mob|mobile|móvil|celular|cell|handy|number|número|numero|contact|sms)$/i;

/**
 * The channel in `Channel:Number`: a number, or a name that touches a digit or an ID. Before a space or a `+` the words
 * are a label.
 */
function readChannel(text: string): { channel: string; receiver: string } | undefined {
	const colon = text.lastIndexOf(':');
	if (colon < 1) return undefined;
	const channel = text.slice(0, colon).trim();
	const receiver = text.slice(colon + 1);
	const digits = channel.replace(/[\s().+-]/g, '');
	if (/^\d{7,15}$/.test(digits)) return { channel: digits, receiver: receiver.trim() };
	if (!/^\p{L}/u.test(channel) || LABELS.test(channel)) return undefined;
	return /^\d/.test(receiver) || isPersonId(receiver) ? { channel, receiver } : undefined;
}
