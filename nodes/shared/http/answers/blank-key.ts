import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../parameters/json';
import type { Answer } from './answer';
import { isStream } from './streamed-answer';

/** What stands in place of a key. */
export const BLANK = '***';

/** A shorter key is none that a service gives out, and blanking it would spoil words that only look like it. */
const LEAST_LENGTH = 8;

/** No key has white space in it, nor characters that show nothing: they come from pages and mails with a pasted key. */
const SHOWS_NOTHING = /[\s\u200B-\u200D\u2060]+/g;

/** The key as the credential sends it, so that one account is one however its key was pasted. */
export function getBareKey(key: string): string {
	return key.replace(/^[\s\u200B-\u200D\u2060]*Bearer\s+/i, '').replace(SHOWS_NOTHING, '');
}

/** How servers write a key: as it is, encoded for an address, or as JSON within a text. */
function listForms(key: string): string[] {
	if (/^[\w.~-]+$/.test(key)) return [key];
	const encoded = encodeURIComponent(key);
	const inJson = JSON.stringify(key).slice(1, -1);
	const forms = [
		key,
		encoded,
		encoded.replace(/%2F/g, '/'),
		inJson,
		inJson.replace(/\//g, '\\/'),
		encoded.replace(/%../g, (code) => code.toLowerCase()),
	];
	return [...new Set(forms)];
}

/** Blanks one key in what a server answered. No form of it is shorter than the key itself. */
class KeyFilter {
	private known?: string[];

	constructor(private readonly key: string) {}

	/** Made for the first text that is long enough to hold a key, since most answers have none. */
	private get forms(): string[] {
		this.known ??= listForms(this.key);
		return this.known;
	}

	/** Looks at values without a copy: most texts of an answer are shorter than a key and need no search. */
	isIn(value: unknown): boolean {
		const left = [value];
		while (left.length > 0) {
			const next = left.pop();
			if (typeof next === 'string') {
				if (this.isInText(next)) return true;
			} else if (Buffer.isBuffer(next)) {
				if (this.forms.some((form) => next.includes(form))) return true;
			} else if (Array.isArray(next)) {
				for (const entry of next) left.push(entry);
			} else if (isObject(next)) {
				for (const name of Object.keys(next)) left.push(name, next[name]);
			}
		}
		return false;
	}

	/** A copy without the key. */
	blank(value: unknown): unknown {
		if (typeof value === 'string') return this.blankText(value);
		if (Buffer.isBuffer(value)) {
			// Every byte is one character of latin1, so the others stay as they are.
			return Buffer.from(this.blankText(value.toString('latin1')), 'latin1');
		}
		if (Array.isArray(value)) return value.map((entry) => this.blank(entry));
		return isObject(value) ? this.blankObject(value) : value;
	}

	private blankObject(value: IDataObject): IDataObject {
		const entries = Object.entries(value);
		return Object.fromEntries(
			entries.map(([name, entry]) => [this.blankText(name), this.blank(entry)]),
		) as IDataObject;
	}

	private isInText(text: string): boolean {
		return text.length >= this.key.length && this.forms.some((form) => text.includes(form));
	}

	private blankText(text: string): string {
		if (text.length < this.key.length) return text;
		return this.forms.reduce((left, form) => left.split(form).join(BLANK), text);
	}
}

/**
 * The answer without the key that its request was sent with, should the server repeat it in the body or a
 * header. A body that was not read yet stays as it is.
 *
 * @returns the same answer where the key is not in it
 */
export function blankKey<Given extends Answer>(answer: Given, key: string): Given {
	const bare = getBareKey(key);
	if (bare.length < LEAST_LENGTH) return answer;
	const filter = new KeyFilter(bare);
	const { body, headers } = answer;
	const isInBody = !isStream(body) && filter.isIn(body);
	const isInHeaders = filter.isIn(headers);
	if (!isInBody && !isInHeaders) return answer;
	return {
		...answer,
		body: isInBody ? filter.blank(body) : body,
		headers: isInHeaders ? filter.blank(headers) : headers,
	};
}
