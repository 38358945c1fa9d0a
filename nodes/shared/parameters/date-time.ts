import { tryToParseDateTime } from 'n8n-workflow';

import { InputError, textParameter, type ParameterSource } from './input';

/** What reads parameters and knows the time zone of the workflow. */
export interface ZonedSource extends ParameterSource {
	getTimezone(): string;
}

/** Year first, as ISO 8601 and SQL write it: the day alone, or with a time. */
const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:?\d{2}.*)?$/;

/** Months by name, with a time and its zone, as mails, HTTP and JavaScript write it. */
const NAMED = /^(?:[A-Z][a-z]{2},? )?(?:\d{1,2} [A-Z][a-z]{2}|[A-Z][a-z]{2} \d{1,2}) \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC|[+-]\d{4})/;

/** Programs write the year 1 or 1900 where they have no date. */
const LAST_EMPTY_YEAR = 1900;

/**
 * The moment that a text names, in milliseconds. What could mean another day is none: 04/05/2027, `Room 12`, 30 February.
 *
 * @param zone of the workflow, for a text without one
 * @returns undefined for everything else
 */
export function parseMoment(text: string, zone: string): number | undefined {
	const [, year, , day] = YEAR_FIRST.exec(text) ?? [];
	if (year === undefined && !NAMED.test(text)) return undefined;
	try {
		const moment = tryToParseDateTime(text, zone);
		const isThatDay = day === undefined || moment.day === Number(day);
		return isThatDay && moment.year > LAST_EMPTY_YEAR ? moment.toMillis() : undefined;
	} catch {
		return undefined;
	}
}

const DATE_ADVICE = 'Enter it with the year first, e.g. 2027-01-31T18:00:00+01:00.';

/**
 * A date and time as v3 takes it, e.g. `2026-12-24T09:00:00Z`. A value without a zone is of the workflow's.
 *
 * @param label of the field in the editor
 * @returns undefined when the field is empty
 * @throws InputError when it holds no date
 */
export function momentIn(context: ZonedSource, name: string, label: string): string | undefined {
	const given = textParameter(context, name).trim();
	if (given === '') return undefined;
	const moment = parseMoment(given, context.getTimezone());
	if (moment === undefined) {
		throw new InputError(
			`The field '${label}' contains no date: ${given.slice(0, 60)}`,
			DATE_ADVICE,
		);
	}
	return new Date(moment).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** As {@link momentIn}, of a field that must be filled in. */
export function momentNeeded(context: ZonedSource, name: string, label: string): string {
	const moment = momentIn(context, name, label);
	if (moment !== undefined) return moment;
	throw new InputError(`The field '${label}' is empty`, 'Enter a date and time.');
}

/**
 * The day of a date, as `YYYY-MM-DD`, as it was written: no zone moves it.
 *
 * @throws InputError when the field holds no date
 */
export function checkDay(label: string, value: unknown): string {
	const text = String(value).trim();
	const moment = parseMoment(text, 'UTC');
	if (moment === undefined) {
		throw new InputError(`The field '${label}' contains no date: ${text.slice(0, 60)}`, DATE_ADVICE);
	}
	return YEAR_FIRST.test(text) ? text.slice(0, 10) : new Date(moment).toISOString().slice(0, 10);
}
