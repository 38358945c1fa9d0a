import { parsePattern } from '../../parameters/text-pattern/pattern-field';
import { PatternRefused } from '../../parameters/text-pattern/pattern-tree';
import type { TextPattern } from '../../parameters/text-pattern/text-pattern';
import { parseNumber } from '../../parameters/number-text';
import {
	InputError,
	showValue,
	textParameter,
	toLabel,
	type ParameterSource,
} from '../../parameters/input';

/** What counts as an answer to a question. */
export type AnswerRule =
	| { kind: 'any' | 'email' }
	| { kind: 'choices'; choices: string[] }
	| { kind: 'date'; monthFirst: boolean }
	| { kind: 'number'; lowest: number; highest: number }
	| { kind: 'pattern'; pattern: TextPattern };

/** The value of an accepted answer: its text, a number, or a date as `2026-11-24`. */
export interface AcceptedAnswer {
	value: string | number | null;
}

const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/;
const ISO_DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DATE = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;

/** Question marks of all scripts; in Greek the semicolon is one. */
const QUESTION_MARK = /[?¿؟՞፧⸮‽❓❔꘏]|\p{Script=Greek}\s*;/u;

const PUNCTUATION = /[\s"'.!?,;:]/;

/**
 * A text as people compare it: without case, without punctuation at its ends, with single spaces. A loop finds the
 * ends, since a regular expression for the end would begin anew at each mark in the text.
 */
export function normalizeText(text: string): string {
	const even = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
	let [start, end] = [0, even.length];
	while (start < end && PUNCTUATION.test(even.charAt(start))) start += 1;
	while (end > start && PUNCTUATION.test(even.charAt(end - 1))) end -= 1;
	return even.slice(start, end);
}

/** Whether a text asks something. */
export function isQuestion(text: string): boolean {
	return QUESTION_MARK.test(text.normalize('NFKC'));
}

/** Whether an answer is one of those that are expected. A question back is none, unless the expected answer is a question. */
export function isSameAnswer(given: string, expected: string): boolean {
	if (isQuestion(given) && !isQuestion(expected)) return false;
	return normalizeText(given) === normalizeText(expected);
}

function splitBy(mark: RegExp, text: string): string[] {
	const parts = text.split(mark).map((part) => part.trim());
	return parts.filter((part) => part !== '');
}

/** One choice a line, which may have commas in it; a single line, and one of nothing but labels, is separated by them. */
function splitChoices(text: string, offered: string[]): string[] {
	const lines = splitBy(/[,;]*\s*\n/, text.trim());
	const isLabel = (part: string) => offered.some((label) => isSameAnswer(label, part));
	return lines.flatMap((line) => {
		if (isLabel(line)) return [line];
		const parts = splitBy(/[,;]/, line);
		return lines.length === 1 || parts.every(isLabel) ? parts : [line];
	});
}

/** @throws InputError when there are none, or no button or row is among them, so that no tap could answer */
function readChoices(context: ParameterSource, offered: string[]): string[] {
	const given = splitChoices(textParameter(context, 'choices'), offered);
	const choices = given.length > 0 ? given : offered;
	if (choices.length === 0) {
		throw new InputError("The field 'Choices' is empty", 'Enter one accepted answer a line.');
	}
	const isChoice = (label: string) => choices.some((choice) => isSameAnswer(label, choice));
	if (offered.length === 0 || offered.some(isChoice)) return choices;
	throw new InputError(
		"The field 'Choices' contains the text of no button or row",
		`Enter each of them on a separate line, or leave the field empty to accept ${offered.map((label) => `"${label}"`).join(', ')}.`,
	);
}

/** A bound; an empty field is none, but an expression that gives nothing is refused. */
function readBound(context: ParameterSource, name: string, otherwise: number): number {
	const value = context.getNodeParameter(name, '');
	if (value === '') return otherwise;
	const bound =
		typeof value === 'number' ? value : parseNumber(textParameter(context, name).trim());
	if (bound !== undefined && Number.isFinite(bound)) return bound;
	const label = toLabel(name);
	throw new InputError(
		`The field '${label}' contains no number that can be read: ${showValue(value)}`,
		`Enter a number without thousands separators, e.g. 1000, or leave '${label}' empty.`,
	);
}

/**
 * Reads the field `Accepted Answers` and those that depend on it.
 *
 * @param offered texts of the buttons or rows of the question, taken where no choices are given
 * @throws InputError when no choice can be tapped, a bound cannot be read, or the pattern is not a regular expression
 */
export function readAnswerRule(context: ParameterSource, offered: string[]): AnswerRule {
	switch (textParameter(context, 'acceptedAnswers')) {
		case 'choices':
			return { kind: 'choices', choices: readChoices(context, offered) };
		case 'date':
			return { kind: 'date', monthFirst: textParameter(context, 'dateOrder') === 'monthFirst' };
		case 'email':
			return { kind: 'email' };
		case 'number':
			return {
				kind: 'number',
				lowest: readBound(context, 'lowest', -Infinity),
				highest: readBound(context, 'highest', Infinity),
			};
		case 'pattern':
			return { kind: 'pattern', pattern: readAnswerPattern(context) };
		default:
			return { kind: 'any' };
	}
}

/** The pattern, or why the text is none to use. */
function readPatternParameter(text: string): TextPattern | string {
	try {
		return parsePattern(text) ?? "The field 'Pattern' is empty";
	} catch (error) {
		if (error instanceof PatternRefused)
			return `The field 'Pattern' cannot be used: ${error.message}`;
		return `The field 'Pattern' contains no regular expression: ${text.slice(0, 60)}`;
	}
}

function readAnswerPattern(context: ParameterSource): TextPattern {
	const pattern = readPatternParameter(textParameter(context, 'pattern').trim());
	if (typeof pattern !== 'string') return pattern;
	throw new InputError(pattern, 'Enter a regular expression, e.g. ^A-\\d+$.');
}

function parseDate(text: string, monthFirst: boolean): string | undefined {
	const iso = ISO_DATE.exec(text);
	const other = DATE.exec(text);
	const parts = iso?.slice(1, 4) ?? (other ? [other[3], other[2], other[1]] : undefined);
	if (!parts) return undefined;
	const [year, second, third] = parts.map(Number) as [number, number, number];
	const [month, day] = !iso && monthFirst ? [third, second] : [second, third];
	const date = new Date(Date.UTC(year, month - 1, day));
	const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	return exists ? date.toISOString().slice(0, 10) : undefined;
}

function checkText(rule: AnswerRule, text: string): AcceptedAnswer | undefined {
	switch (rule.kind) {
		case 'choices': {
			const value = rule.choices.find((choice) => isSameAnswer(text, choice));
			return value === undefined ? undefined : { value };
		}
		case 'date': {
			const value = parseDate(text, rule.monthFirst);
			return value === undefined ? undefined : { value };
		}
		case 'email':
			return EMAIL.test(text) ? { value: text.toLowerCase() } : undefined;
		case 'number': {
			const value = parseNumber(text) ?? NaN;
			return value >= rule.lowest && value <= rule.highest ? { value } : undefined;
		}
		case 'pattern':
			return rule.pattern.test(text) ? { value: text } : undefined;
		case 'any':
			return { value: text };
	}
}

/**
 * Checks a message against the rule.
 *
 * @param text null for a message without words, e.g. a voice note: accepted where anything is
 * @returns undefined when it is not an accepted answer
 */
export function checkAnswer(rule: AnswerRule, text: string | null): AcceptedAnswer | undefined {
	if (text === null) return rule.kind === 'any' ? { value: null } : undefined;
	return checkText(rule, text.trim());
}
