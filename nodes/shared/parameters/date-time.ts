import { tryToParseDateTime } from 'n8n-workflow';

import { InputError, textParameter, type ParameterSource } from './input';

/** What reads parameters and knows the time zone of the workflow. */
export interface ZonedSource extends ParameterSource {
	getTimezone(): string;
}

function parsed(text: string, zone: string): Date | undefined {
	try {
		return new Date(tryToParseDateTime(text, zone).toMillis());
	} catch {
		return undefined;
	}
}

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
	const moment = parsed(given, context.getTimezone());
	if (moment === undefined) {
		throw new InputError(`The field '${label}' contains no date: ${given.slice(0, 60)}`);
	}
	return moment.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** As {@link momentIn}, of a field that must be filled in. */
export function momentNeeded(context: ZonedSource, name: string, label: string): string {
	const moment = momentIn(context, name, label);
	if (moment !== undefined) return moment;
	throw new InputError(`The field '${label}' is empty`, 'Enter a date and time.');
}
