import type { IDataObject } from 'n8n-workflow';

import { parseJson } from './json';
import { findLeftOver } from './left-over';
import { findMissingWord, isMissingValue } from './missing-value';
import { isBlank, readTextValue } from './text-value';

/** A value that cannot be sent. The pipeline adds the item number and raises it as `input-invalid`. */
export class InputError extends Error {
	/**
	 * @param message names the field by its label in single quotes and says what is wrong
	 * @param description what to do next
	 */
	constructor(
		message: string,
		readonly description?: string,
	) {
		super(message);
	}
}

/** What reads parameters, in an execution as well as in the editor. */
export interface ParameterSource {
	getNodeParameter(name: string, fallback?: unknown): unknown;
	/** Whether an expression gives it for each item. Absent in the editor, which has no items. */
	holdsExpression?(name: string): boolean;
}

/** The label of a parameter as the editor shows it, where it follows from the name: `fileName` is `File Name`. */
export function toLabel(name: string): string {
	const words = name.slice(name.lastIndexOf('.') + 1).replace(/[A-Z]/g, ' $&');
	return `${words[0]?.toUpperCase()}${words.slice(1)}`.replace(/\b(Id|Url)\b/g, (word) =>
		word.toUpperCase(),
	);
}

/**
 * A text parameter, also where an expression gave a number, a date or an agent's list of parts, or a resource locator
 * holds it. Nothing is an empty text.
 *
 * @param label in the editor, where it does not follow from the name
 * @throws InputError for an object or a list, see {@link readTextValue}
 */
export function textParameter(context: ParameterSource, name: string, label?: string): string {
	const value = context.getNodeParameter(name, '');
	const read = readTextValue(value);
	return 'text' in read ? read.text : readText(value, label ?? toLabel(name));
}

/**
 * As {@link textParameter}, without white space around it, where an empty field stands for a default. A field that holds an
 * expression was not left empty: what comes of nothing may be another person, account or sender.
 *
 * @throws InputError also when an expression gave nothing
 */
export function choiceParameter(context: ParameterSource, name: string, label?: string): string {
	const text = textParameter(context, name, label).trim();
	if (text !== '' || !context.holdsExpression?.(name)) return text;
	throw new InputError(
		`The expression in '${label ?? toLabel(name)}' returned nothing`,
		'Let it give a value, or delete it where the field may be empty.',
	);
}

/**
 * As {@link textParameter}, of a value that was read already.
 *
 * @param label the field's label in the editor
 */
export function readText(value: unknown, label: string): string {
	const read = readTextValue(value);
	if ('text' in read) return read.text;
	throw new InputError(
		`The field '${label}' contains ${read.instead} where a text belongs`,
		`Choose a single value, e.g. {{ $json.answer.text }} instead of {{ $json.answer }}.`,
	);
}

/** A value as an error shows it. */
export function showValue(value: unknown): string {
	const read = readTextValue(value);
	const text = 'text' in read ? read.text.trim() : read.instead;
	return text === '' ? '(empty)' : text.slice(0, 60);
}

/**
 * A value as one step of a path. Steps of dots lead to another address of the API, whatever they are encoded as
 * (WHATWG URL, "dot URL path segments").
 *
 * @param label the field's label in the editor
 * @throws InputError when the value cannot stand in a path
 */
export function pathStep(label: string, value: string): string {
	if (!/^\.{1,2}$|\p{Surrogate}/u.test(value)) return encodeURIComponent(value);
	throw new InputError(
		`The field '${label}' cannot be part of an address: ${value.slice(0, 20)}`,
		`Enter the value of '${label}' as the service shows it.`,
	);
}

/**
 * Entries of a list, or of a text that separates them by commas, semicolons or lines.
 *
 * @param label the field's label in the editor
 */
export function readEntries(list: unknown, label: string): string[] {
	const entries = Array.isArray(list) ? list : readText(list, label).split(/[,;\n]/);
	return entries.map((entry) => readText(entry, label).trim()).filter((entry) => entry !== '');
}

/** Entries of a fixed collection, e.g. `listParameter(this, 'buttons.button')`. */
export function listParameter(context: ParameterSource, name: string): IDataObject[] {
	const value = context.getNodeParameter(name, []);
	return Array.isArray(value) ? (value as IDataObject[]) : [];
}

/** Characters as a reader counts them: an emoji is one, although it takes two UTF-16 units. */
export function countCharacters(text: string): number {
	return [...text].length;
}

const MISSING_ADVICE =
	'The value that an expression asks for does not exist. Check the names in it.';

/**
 * Checks that a text is not just what JavaScript makes of a value that is not there.
 *
 * @param place where the text stands, e.g. `field 'Message ID'`
 */
export function checkWord(place: string, text: string): void {
	if (!isMissingValue(text)) return;
	throw new InputError(`The ${place} contains only the word ${text.trim()}`, MISSING_ADVICE);
}

/** Checks that a text has nothing left in it that no customer is to read, e.g. an expression or an error of a sheet. */
function checkLeftOver(place: string, text: string): void {
	const left = findLeftOver(text);
	if (left === undefined) return;
	throw new InputError(
		`The ${place} contains ${left.what}: ${left.found.replace(/\s+/g, ' ').slice(0, 60)}`,
		left.advice,
	);
}

/**
 * As {@link checkWord}, of all texts within a value of JSON, which also have nothing left in them of an expression or a
 * sheet.
 *
 * @param place where the value stands, e.g. `field 'Screen Data'`
 */
export function checkWordsWithin(place: string, value: unknown): void {
	if (typeof value === 'string') {
		checkWord(place, value);
		checkLeftOver(place, value);
	}
	if (typeof value !== 'object' || value === null) return;
	for (const part of Object.values(value)) checkWordsWithin(place, part);
}

/**
 * Checks that a text contains neither what JavaScript makes of a value that is not there, nor an expression, an error of a
 * sheet, a page of HTML or a model's thoughts.
 *
 * @param place where the text stands, e.g. `field 'Text'`
 * @throws InputError when it is nothing else, or stands where a value belongs
 */
export function checkWords(place: string, text: string): void {
	checkWord(place, text);
	checkLeftOver(place, text);
	const missing = findMissingWord(text);
	if (missing === undefined) return;
	throw new InputError(
		`The ${place} contains the word ${missing.word} where a value belongs: ${missing.around}`,
		`${MISSING_ADVICE} If the word itself is meant, put it in quotation marks.`,
	);
}

/**
 * Checks how many entries a list has against WhatsApp's limits before it leaves.
 *
 * @param place where the list stands, e.g. `field 'Buttons'`
 * @param least 0 where there need not be any
 * @param advice what to do about too many or too few
 */
export function checkCount(
	place: string,
	count: number,
	[least, most]: readonly [least: number, most: number],
	advice?: string,
): void {
	if (count >= least && count <= most) return;
	const allowed = least === 0 ? most : `${least} to ${most}`;
	throw new InputError(`The ${place} has ${count} entries, but WhatsApp allows ${allowed}`, advice);
}

/**
 * Checks a text against WhatsApp's limit before it leaves.
 *
 * @param label the field's label in the editor
 * @param advice what to do with a text that is too long
 * @throws InputError when the text is blank although it is needed, or too long
 */
export function checkText(
	label: string,
	text: string,
	longest: number,
	needed = true,
	advice = `Shorten the text in '${label}'.`,
): void {
	if (needed && isBlank(text)) {
		throw new InputError(
			`The field '${label}' is empty`,
			`Enter a value for '${label}', or an expression that gives one for this item.`,
		);
	}
	checkWords(`field '${label}'`, text);
	const length = countCharacters(text);
	if (length > longest) {
		throw new InputError(
			`The field '${label}' has ${length} characters, but WhatsApp allows ${longest}`,
			advice,
		);
	}
}

/** A step of a path, or a value of a query; or the beginning or end of a number in one, e.g. `INV-undefined`. */
const MISSING_IN_ADDRESS =
	/[/=](?:[A-Z\d]+-)?(undefined|null|NaN|%5Bobject%20Object%5D)(?=$|[/?&#.]|-\d)/;

/** @throws InputError when an address is not an absolute http or https URL, or lacks a value in the middle */
export function checkUrl(label: string, address: string): URL {
	checkLeftOver(`field '${label}'`, address);
	let url: URL | undefined;
	try {
		url = new URL(address.trim());
	} catch {
		url = undefined;
	}
	if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
		throw new InputError(
			`The field '${label}' contains no web address: ${address.trim() || '(empty)'}`,
			`Enter a full address, which begins with https://, in '${label}'.`,
		);
	}
	const [, word] = MISSING_IN_ADDRESS.exec(url.href) ?? [];
	if (word !== undefined) {
		throw new InputError(
			`The address in '${label}' contains the word ${decodeURIComponent(word)} where a value belongs`,
			MISSING_ADVICE,
		);
	}
	return url;
}

/**
 * JSON typed into a field, or an object that an expression returned.
 *
 * @throws InputError when the text is not JSON
 */
export function checkJson(label: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	const parsed = parseJson(value);
	if (parsed === undefined) throw new InputError(`The field '${label}' contains no valid JSON`);
	return parsed;
}
