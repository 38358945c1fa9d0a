import type { IDataObject } from 'n8n-workflow';

/** Unix seconds are below this until the year 5138; larger numbers are milliseconds. */
const LARGEST_SECONDS = 100_000_000_000;

/** Milliseconds of ISO text, or of unix seconds or milliseconds in a text or number. */
export function parseMoment(value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const number = Number(value);
	if (!Number.isNaN(number)) return number < LARGEST_SECONDS ? number * 1_000 : number;
	const parsed = Date.parse(String(value));
	return Number.isNaN(parsed) ? undefined : parsed;
}

/**
 * When a message or event of a chat was made, in milliseconds: `created` or `timestamp`, each as ISO text or
 * as unix seconds in a text or number (docs.wati.io, "getMessages").
 */
export function readTime(record: IDataObject): number | undefined {
	return parseMoment(record.created) ?? parseMoment(record.timestamp);
}
