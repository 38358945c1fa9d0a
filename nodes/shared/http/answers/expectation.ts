import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../parameters/json';

/** An answer without a refusal in it, as far as an expectation reads it. */
export interface Evidence {
	status: number;
	/** The body as JSON; undefined where it is none. */
	json: unknown;
	/** The body as text, where it is one. */
	text: string;
}

/** What an answer must hold before a write counts as accepted: HTTP 200 alone proves nothing. */
export interface Expectation {
	/** In words, for the docs. */
	holds: string;
	isIn(evidence: Evidence): boolean;
	/** Set for files: the answer is bytes and no JSON. */
	isFile?: true;
	/** What the file is called, where the request says it. */
	fileName?: string;
	/** Set where a text under `result` is what was asked for, and no refusal. */
	resultIsText?: true;
	/** Set where the answer speaks of a message, whose state may be that it failed. */
	isOfMessage?: true;
}

/** An expectation that reads objects only. */
export function inObject(holds: string, isHeld: (body: IDataObject) => boolean): Expectation {
	return { holds, isIn: ({ json }) => isObject(json) && isHeld(json) };
}

/** Holds where any of several does. */
export function anyOf(...choices: Expectation[]): Expectation {
	return {
		...Object.assign({}, ...choices),
		holds: choices.map(({ holds }) => holds).join(', or '),
		isIn: (evidence) => choices.some((choice) => choice.isIn(evidence)),
	};
}

/** Holds where all of several do. */
export function allOf(...parts: Expectation[]): Expectation {
	return {
		...Object.assign({}, ...parts),
		holds: parts.map(({ holds }) => holds).join(', and '),
		isIn: (evidence) => parts.every((part) => part.isIn(evidence)),
	};
}

function isYes(value: unknown): boolean {
	return value === true || (typeof value === 'string' && /^(success|ok|true)$/i.test(value.trim()));
}

/** Texts that stand where a record has no ID. */
const NO_ID = /^([0-]*|null|undefined|nan|none|false)$/i;

/** Whether a value can name a record. */
export function isId(value: unknown): boolean {
	if (typeof value === 'number') return value > 0;
	return typeof value === 'string' && !NO_ID.test(value.trim());
}

/** Whether one of several fields names a record. */
export function hasId(body: unknown, ...names: string[]): boolean {
	return isObject(body) && names.some((name) => isId(body[name]));
}

/** WATI's flags are written in several ways (docs.wati.io, "Errors"; official clients). */
export const hasYesFlag = inObject(
	'a flag that says yes (`result`, `ok`, `success`)',
	({ result, ok, success }) => [result, ok, success].some(isYes),
);

/**
 * For writes whose answer nobody documents. A bare `OK` is no evidence: that is how proxies and health checks answer,
 * whatever they were asked.
 */
export const saysYes: Expectation = {
	holds: `${hasYesFlag.holds}, or the JSON \`true\``,
	isIn: (evidence) => evidence.json === true || hasYesFlag.isIn(evidence),
};

export const saysDeleted = inObject('`deleted: true`', ({ deleted }) => deleted === true);

/** HTTP's own way to say that something was done and that there is nothing to tell (RFC 9110, 15.3.5). */
export const isNoContent: Expectation = {
	holds: 'status 204',
	isIn: ({ status }) => status === 204,
};

/** For deletions whose answer nobody documents. */
export const isEmpty: Expectation = {
	holds: 'no body at all',
	isIn: ({ json, text }) => json === undefined && text.trim() === '',
};

/** What a read of bytes must bring. */
export function fileCalled(fileName?: string): Expectation {
	return {
		holds: 'the bytes of a file: no web page, no JSON, and not nothing',
		isFile: true,
		fileName,
		isIn: () => true,
	};
}

/** What a deletion answers is seldom documented, and an empty answer is HTTP's way to say it is done. */
export const deletion = anyOf(saysDeleted, saysYes, isNoContent, isEmpty);
