import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { isObject } from './json';
import { checkWords, InputError, listParameter, readText, toLabel } from './input';
import type { Step } from './pre-send';

/** How a value is named everywhere: attributes of contacts and variables of templates. */
export interface Pair extends IDataObject {
	name: string;
	value: string;
}

/** One attribute or variable. */
export function pair(name: string, value: string): Pair {
	return { name, value };
}

function mapped(context: IExecuteSingleFunctions, mapper: string): IDataObject {
	const chosen = context.getNodeParameter(mapper, {}) as { value?: unknown };
	return isObject(chosen.value) ? chosen.value : {};
}

/**
 * The values of a resource mapper and of a list of free pairs, as the service takes them. A free pair replaces
 * a mapped value of the same name. Fields that were left empty are left out.
 *
 * @throws InputError when a free pair has a value but no name
 */
export function readPairs(
	context: IExecuteSingleFunctions,
	mapper: string,
	free: string,
	label: string,
): Pair[] {
	const values = new Map<string, string>();
	for (const [name, value] of Object.entries(mapped(context, mapper))) {
		const text = readText(value, `${toLabel(mapper)}, ${name}`);
		if (text !== '') values.set(name, text);
	}
	for (const { name, value } of listParameter(context, `${free}.pair`)) {
		const key = readText(name, label).trim();
		if (key === '') throw new InputError(`An entry of '${label}' has no name`);
		values.set(key, readText(value, `${label}, ${key}`));
	}
	return [...values].map(([name, value]) => pair(name, value));
}

/** Pairs from an object (`{ name: value }`) or from a list (`[{ name, value }]`). */
export function pairsFrom(value: unknown, label: string): Pair[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) {
		return value.map((entry) => {
			if (!isObject(entry) || typeof entry.name !== 'string') {
				throw new InputError(`'${label}' must contain entries with 'name' and 'value'`);
			}
			return pair(entry.name, readText(entry.value, `${label}, ${entry.name}`));
		});
	}
	if (!isObject(value))
		throw new InputError(`'${label}' must be an object or a list of names and values`);
	return Object.entries(value).map(([name, entry]) =>
		pair(name, readText(entry, `${label}, ${name}`)),
	);
}

/**
 * Pairs of an answer by name, e.g. `{ city: 'Lisbon' }`; of several with one name the last. Entries without a name are
 * left out.
 *
 * @returns undefined for what is no list
 */
export function toNamedValues(pairs: unknown): IDataObject | undefined {
	if (!Array.isArray(pairs)) return undefined;
	const named = pairs.filter(isObject).filter(({ name }) => typeof name === 'string');
	return Object.fromEntries(named.map(({ name, value }) => [name as string, value ?? null]));
}

/** Sets `customParams` of a contact from the attribute fields. */
export const attributesInBody: Step = function (options) {
	const customParams = readPairs(
		this,
		'attributes',
		'additionalAttributes',
		'Additional Attributes',
	);
	for (const { name, value } of customParams) checkWords(`attribute '${name}'`, value);
	options.body = { ...(options.body as IDataObject), customParams };
	return options;
};

/** @throws InputError when an update would change nothing */
export const attributesNeeded: Step = function (options) {
	const { customParams } = options.body as { customParams: Pair[] };
	if (customParams.length === 0) {
		throw new InputError("The field 'Attributes' is empty", 'Give at least one attribute a value.');
	}
	return options;
};
