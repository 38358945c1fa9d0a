import type { ContradictionName } from './contradictions';

/** A JSON Schema of draft 7. */
export type Schema = Record<string, unknown>;

/**
 * Takes one of two readings of a place where Meta's description contradicts itself or Meta's pages.
 *
 * @param described what the description says
 * @param meant what its examples or the pages say
 */
export type Read = <Part>(name: ContradictionName, described: Part, meant: Part) => Part;

export const text: Schema = { type: 'string' };
export const flag: Schema = { type: 'boolean' };

/** A text of a length. */
export const upTo = (maxLength: number, minLength = 0): Schema => ({
	...text,
	maxLength,
	minLength,
});

/** One of some words. */
export const oneOfWords = (...words: string[]): Schema => ({ ...text, enum: words });

/** A list of a length. */
export const listOf = (items: Schema, least = 0, most?: number): Schema => ({
	type: 'array',
	items,
	minItems: least,
	...(most === undefined ? {} : { maxItems: most }),
});

/** An object that may have other fields as well. */
export const shape = (properties: Fields, ...required: string[]): Schema => ({
	type: 'object',
	properties,
	required,
});

/** An object without any other fields. */
export const exactly = (properties: Fields, ...required: string[]): Schema => ({
	...shape(properties, ...required),
	additionalProperties: false,
});

/** Fields that only one of two readings has. */
export type Fields = Record<string, Schema>;

/** A file by its ID or its link. */
export const file: Schema = {
	...shape({ id: text, link: text }),
	oneOf: [{ required: ['id'] }, { required: ['link'] }],
};
