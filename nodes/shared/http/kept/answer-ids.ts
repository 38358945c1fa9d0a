import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../parameters/json';

/** Names under which services give IDs and states. */
const KEPT = /(^id|Id|_id|[sS]tatus|[sS]tatusString)$/;

/** What ends like an ID and names a person: `waId`, `wAid`, `wa_id`, `user_id`. */
const PERSON = /^(wa_?id|user_?id)$/i;

/** An ID has no spaces, as texts and names have. */
const ID = /^[\w.=:+/-]{1,150}$/;

const DEEPEST = 4;
const MOST_ENTRIES = 3;

/** Characters of the IDs of one answer, as JSON. Those of real answers take less than 300. */
const LONGEST = 600;

function isKept(name: string, value: unknown, digits: string[]): boolean {
	if (typeof value === 'boolean') return true;
	if (typeof value !== 'string' && typeof value !== 'number') return false;
	const text = String(value);
	return (
		KEPT.test(name) &&
		!PERSON.test(name) &&
		ID.test(text) &&
		!digits.some((number) => text.includes(number))
	);
}

function pickIn(record: object, digits: string[], depth: number): IDataObject {
	const picked: IDataObject = {};
	for (const [name, value] of Object.entries(record)) {
		if (isKept(name, value, digits)) picked[name] = value as string;
		if (depth === 0 || typeof value !== 'object' || value === null) continue;
		const list = (Array.isArray(value) ? value : [value]).slice(0, MOST_ENTRIES).filter(isObject);
		const inner = list
			.map((one) => pickIn(one, digits, depth - 1))
			.filter((one) => Object.keys(one).length > 0);
		if (inner.length > 0) picked[name] = Array.isArray(value) ? inner : inner[0];
	}
	return picked;
}

/**
 * The IDs, states and flags of an answer in their places, so that an item made of them has the fields that further
 * nodes read. Texts, names and numbers of people are left out.
 *
 * @param people to whom the request was: what holds their digits is left out, whatever its name
 */
export function pickAnswerIds(answer: unknown, people: string[]): IDataObject | undefined {
	if (!isObject(answer)) return undefined;
	const digits = people.map((person) => person.replace(/\D/g, '')).filter((one) => one.length > 5);
	const picked = pickIn(answer, digits, DEEPEST);
	const isKeepable = Object.keys(picked).length > 0 && JSON.stringify(picked).length <= LONGEST;
	return isKeepable ? picked : undefined;
}
