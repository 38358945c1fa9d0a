import type { IDataObject } from 'n8n-workflow';

const SECONDS_END = 1e11;
const MILLISECONDS_END = 1e14;
/** ISO text has four digits for the year. */
const YEAR_10000 = 253_402_300_800_000;
/** Other texts are read by the zone of the machine, which is not the service's. */
const ISO_TEXT = /^\d{4}-\d\d/;
const ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** A day without a time, as some lists write it: `Oct-11-2024`. */
const NAMED_DAY = /^(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d{1,2})-(\d{4})$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

function fromNumber(number: number): Date {
	if (Math.abs(number) < SECONDS_END) return new Date(number * 1_000);
	return new Date(Math.abs(number) < MILLISECONDS_END ? number : number / 1_000);
}

function fromNamedDay(text: string): Date {
	const [, month, day, year] = NAMED_DAY.exec(text) ?? [];
	if (month === undefined) return new Date(Number.NaN);
	return new Date(Date.UTC(Number(year), MONTHS.indexOf(month) / 3, Number(day)));
}

function fromText(text: string): Date {
	if (/^-?\d+(\.\d+)?$/.test(text)) return fromNumber(Number(text));
	if (!ISO_TEXT.test(text)) return fromNamedDay(text);
	const hasTime = /\d[T ]\d/.test(text);
	return new Date(hasTime && !ZONE.test(text) ? `${text.replace(' ', 'T')}Z` : text);
}

/**
 * A point in time, in milliseconds: from Unix seconds, milliseconds or microseconds (number or text), from ISO text with
 * up to seven fractional digits, which is UTC without a zone, or from a day such as `Oct-11-2024`. Undefined for anything
 * else.
 */
export function parseMoment(value: unknown): number | undefined {
	if (typeof value !== 'number' && typeof value !== 'string') return undefined;
	const date = typeof value === 'number' ? fromNumber(value) : fromText(value.trim());
	const time = date.getTime();
	return Math.abs(time) < YEAR_10000 ? time : undefined;
}

/** The same as ISO 8601 text in UTC; null where {@link parseMoment} reads no time. */
export function toIsoTime(value: unknown): string | null {
	const time = parseMoment(value);
	return time === undefined ? null : new Date(time).toISOString();
}

/** As {@link toIsoTime}, but what tells only a day stays a day, and what cannot be read stays as it came. */
function toIsoText(value: IDataObject[string]): IDataObject[string] {
	const iso = toIsoTime(value);
	const isDay = typeof value === 'string' && NAMED_DAY.test(value.trim());
	return (isDay ? iso?.slice(0, 10) : iso) ?? value;
}

/** Names of the fields in which records tell a time. */
const TIME_FIELDS = ['created', 'lastModified', 'lastUpdated', 'scheduledAt', 'timestamp'];

/** A record whose times are ISO 8601 texts, under the names of {@link TIME_FIELDS}. */
export function withIsoTimes(record: IDataObject): IDataObject {
	const times = TIME_FIELDS.filter((name) => name in record);
	return {
		...record,
		...Object.fromEntries(times.map((name) => [name, toIsoText(record[name])])),
	};
}

/**
 * When a message or event of a chat was made, in milliseconds: `created` or `timestamp`, each as ISO text or
 * as unix seconds in a text or number (docs.wati.io, "getMessages").
 */
export function readTime(record: IDataObject): number | undefined {
	return parseMoment(record.created) ?? parseMoment(record.timestamp);
}
