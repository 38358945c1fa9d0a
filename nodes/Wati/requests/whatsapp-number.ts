import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { InputError, textParameter } from './input';
import type { Step } from './prepare';

const PHONE = /^\d{8,15}$/;
const CONTACT_ID = /^[0-9a-f]{24}$/i;
/** Business-scoped user ID: country letters, dot, digits or an `ENT` part (docs.wati.io, "BSUID target format"). */
const BSUID = /^[A-Z]{2}\.[A-Za-z0-9.]+$/;

const DECORATION = /[\s().\-\u2010-\u2015\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff/]/g;

/** A phone number without `+`, `00` and decoration; undefined when the text is not one. */
function phoneOf(text: string): string | undefined {
	const bare = text.replace(DECORATION, '').replace(/^(\+|00)/, '');
	return PHONE.test(bare) ? bare : undefined;
}

function identifierOf(text: string): string | undefined {
	return CONTACT_ID.test(text) || BSUID.test(text) ? text : undefined;
}

/**
 * The recipient as WATI takes it: digits with country code, or a contact ID, BSUID or `Channel:Number`
 * as they are (docs.wati.io, "BSUID target format"; spec A, "Notes").
 *
 * @param label the field's label in the editor
 * @throws InputError when the value is none of these
 */
export function whatsappNumberOf(value: unknown, label = 'Contact Number'): string {
	const text = value === undefined || value === null ? '' : String(value).trim();
	if (text === '') {
		throw new InputError(
			`The field '${label}' is empty`,
			'Enter a number with its country code, e.g. 14155551234.',
		);
	}
	const colon = text.lastIndexOf(':');
	if (colon > 0) {
		const receiver = text.slice(colon + 1).trim();
		const target = phoneOf(receiver) ?? identifierOf(receiver);
		if (target) return `${text.slice(0, colon).trim()}:${target}`;
	}
	const target = phoneOf(text) ?? identifierOf(text);
	if (target) return target;
	throw new InputError(
		`The field '${label}' holds no WhatsApp number: ${text.slice(0, 60)}`,
		'Enter 8 to 15 digits that begin with the country code, e.g. 14155551234. A WATI contact ID, a BSUID and Channel:Number work as well.',
	);
}

function recipientOf(context: IExecuteSingleFunctions): string {
	return whatsappNumberOf(textParameter(context, 'whatsappNumber'));
}

/** Fills `{whatsappNumber}` in the path. */
export const numberInPath: Step = function (options) {
	const segment = encodeURIComponent(recipientOf(this));
	options.url = options.url.replace('{whatsappNumber}', segment);
	return options;
};

/** Sets the query parameter `whatsappNumber`. */
export const numberInQuery: Step = function (options) {
	options.qs = { ...options.qs, whatsappNumber: recipientOf(this) };
	return options;
};
