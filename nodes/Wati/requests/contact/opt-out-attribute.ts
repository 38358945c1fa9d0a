import type { IDataObject } from 'n8n-workflow';

import { InputError, textParameter, type ParameterSource } from '../../../shared/parameters/input';
import { isObject } from '../../../shared/parameters/json';
import { folded } from '../../../shared/parameters/text-folding';

/** Where the choice of the attribute stands. */
const OPTION = 'options.optOutAttribute';

/** The attribute that is taken where the user chose none. */
export const DEFAULT_ATTRIBUTE = 'opted_out';

/** What the attribute holds once somebody opted out, and in again. */
export const ATTRIBUTE_VALUES = { out: 'yes', in: 'no' } as const;

/** Values that say that somebody did not opt out. Any other one, such as a date, says that they did. */
const NOT_OUT = new Set([
	'',
	'-',
	'0',
	'no',
	'n',
	'false',
	'off',
	'none',
	'null',
	'undefined',
	'in',
]);

/** The name of the attribute. @throws InputError when an empty one was chosen */
export function readOptOutAttribute(context: ParameterSource): string {
	const chosen = context.getNodeParameter(OPTION, DEFAULT_ATTRIBUTE);
	if (chosen === DEFAULT_ATTRIBUTE) return DEFAULT_ATTRIBUTE;
	const name = textParameter(context, OPTION, 'Opt-Out Attribute').trim();
	if (name !== '') return name;
	throw new InputError(
		"The option 'Opt-Out Attribute' is empty",
		'Enter the name of the attribute, or remove the option.',
	);
}

/**
 * Whether a contact opted out: by the attribute, or since broadcasts are switched off for it, which is WATI's own opt-out
 * (support.wati.io, "How to allow users to opt-out or unsubscribe from campaigns", 2026).
 *
 * @param contact in the shape of the node's outputs
 */
export function hasContactOptedOut(contact: IDataObject, attribute: string): boolean {
	if (contact.allowBroadcast === false) return true;
	const attributes = isObject(contact.attributes) ? contact.attributes : {};
	const wanted = folded(attribute);
	return Object.entries(attributes).some(
		([name, value]) => folded(name) === wanted && !NOT_OUT.has(folded(String(value)).trim()),
	);
}
