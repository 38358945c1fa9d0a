import type { Contact } from '../../state/wati/shapes';
import { problem } from '../answers';
import { isObject } from '../../http/json';

type Test = (actual: string | undefined, value: string, contact: Contact) => boolean;

// `valid` and `invalid` ask about the number behind an attribute that is there.
const OPERATORS: Record<string, Test> = {
	contain: (actual, value) => actual !== undefined && includes(actual, value),
	notContain: (actual, value) => actual === undefined || !includes(actual, value),
	exist: (actual) => actual !== undefined && actual !== '',
	notExist: (actual) => actual === undefined || actual === '',
	'==': (actual, value) => actual === value,
	'!=': (actual, value) => actual !== value,
	valid: (actual, _value, contact) => Boolean(actual) && contact.contactStatus === 'VALID',
	invalid: (actual, _value, contact) => !actual || contact.contactStatus === 'INVALID',
};

/**
 * The `attribute` filter of getContacts: a JSON list of `{name, operator, value}`, all of which
 * must hold (spec A).
 * @throws Refusal with HTTP 400 for anything else.
 */
export function attributeFilter(text: string): (contact: Contact) => boolean {
	const conditions = readConditions(text).map((entry) => {
		const { name, operator, value } = isObject(entry) ? entry : {};
		const test = typeof operator === 'string' ? OPERATORS[operator] : undefined;
		if (typeof name !== 'string' || name === '' || !test) throw invalid(text);
		const expected = typeof value === 'string' ? value : '';
		return (contact: Contact) => test(getAttribute(contact, name), expected, contact);
	});
	return (contact) => conditions.every((holds) => holds(contact));
}

function readConditions(text: string): unknown[] {
	try {
		const value: unknown = JSON.parse(text);
		if (Array.isArray(value)) return value;
	} catch {
		// Answered as any other malformed filter.
	}
	throw invalid(text);
}

function invalid(text: string) {
	return problem({ attribute: [`The value '${text}' is not valid for attribute.`] });
}

function getAttribute(contact: Contact, name: string): string | undefined {
	return contact.customParams.find((param) => param.name === name)?.value;
}

function includes(actual: string, value: string): boolean {
	return actual.toLowerCase().includes(value.toLowerCase());
}
