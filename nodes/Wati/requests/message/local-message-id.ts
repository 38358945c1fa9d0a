import type { IHttpRequestOptions } from 'n8n-workflow';

import { createOwnMark } from '../../../services/wati/own-mark';
import type { BodyChange } from '../../../shared/http/lazy-body';
import { InputError, countCharacters, readText } from '../../../shared/parameters/input';

/** WATI takes IDs of any length with a message, but finds it again only by these (docs.wati.io; measured live). */
const SHORTEST = 10;
const LONGEST = 64;

/**
 * The user's own ID of a message.
 *
 * @param label the field's label in the editor
 * @returns undefined where there is none
 * @throws InputError for one that WATI could not find again
 */
export function readLocalMessageId(value: unknown, label = 'Local Message ID'): string | undefined {
	const id = readText(value, label).trim();
	if (id === '') return undefined;
	const length = countCharacters(id);
	if (length >= SHORTEST && length <= LONGEST) return id;
	const fitting = length < SHORTEST ? 'longer' : 'shorter';
	throw new InputError(
		`The field '${label}' has ${length} characters, but WATI finds only IDs of ${SHORTEST} to ${LONGEST}`,
		`Use a ${fitting} ID, or leave the field empty.`,
	);
}

/** The ID of a further message of the same text: the user's own with its place behind. */
export function numberLocalMessageId(id: string, place: number): string {
	const end = `-${place}`;
	return `${[...id].slice(0, LONGEST - end.length).join('')}${end}`;
}

/**
 * Gives a text an ID of its own where the user gave none. WATI's event about the message repeats it, and its letters tell
 * the trigger that no operator wrote the text. Only texts take one (docs.wati.io, "Send Message to opened session", v2.6).
 */
export function markText(
	{ url, qs }: IHttpRequestOptions,
	isAnnounced: boolean,
): BodyChange | undefined {
	if (!url.includes('/sendSessionMessage/') || (qs?.localMessageId ?? '') !== '') return undefined;
	return { qs: { localMessageId: createOwnMark(isAnnounced) } };
}
