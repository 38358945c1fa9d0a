import type { IDataObject } from 'n8n-workflow';

import { checkText, InputError, textParameter, type ParameterSource } from '../parameters/input';
import { readMarkdown } from './read-markdown';
import { readMarks } from './read-marks';
import { splitText } from './split-text';
import type { Block } from './styled-text';

/** A longer answer is a mistake, as of a model that repeats itself, and nobody reads it in a chat. */
const MOST_MESSAGES = 10;

/** A part holds at least a few words. */
const SHORTEST_PART = 50;

const LABEL = 'Text';
const SPLIT_LABEL = 'Split Long Text After';

const TOO_LONG_ADVICE = `Shorten the text, or add the option '${SPLIT_LABEL}' to send it as several messages.`;

/** @returns undefined where the text is to go out as one message */
function readSplitAfter(value: unknown, longest: number): number | undefined {
	if (value === undefined || value === '') return undefined;
	const limit = Number(value);
	if (Number.isInteger(limit) && limit >= SHORTEST_PART && limit <= longest) return limit;
	throw new InputError(
		`The option '${SPLIT_LABEL}' contains ${String(value).slice(0, 20)}`,
		`Enter a whole number from ${SHORTEST_PART} to ${longest}.`,
	);
}

function createTooMany(count: number): InputError {
	return new InputError(
		`The field '${LABEL}' makes ${count} messages, but at most ${MOST_MESSAGES} are sent`,
		'Shorten the text, or send it as a file.',
	);
}

/** @throws InputError when marks or lists stand inside each other thousands of times */
function readBlocks(text: string, isMarkdown: boolean): Block[] {
	let failure: unknown;
	try {
		return isMarkdown ? readMarkdown(text) : readMarks(text);
	} catch (error) {
		failure = error;
	}
	if (!(failure instanceof RangeError)) throw failure;
	throw new InputError(
		`The formatting in '${LABEL}' is nested too deeply`,
		'Send the text without it, or without the options for formatting and splitting.',
	);
}

/** What a model thought before its answer. Some begin without the first tag. */
const THOUGHTS =
	/^(?:\s*<(think(?:ing)?)>[^]*?<\/\1>)+\s*|^(?:(?!<think)[^])*?(?<!`)<\/think>\s*\n/i;

/**
 * The messages that the field Text makes, in order, as the options Formatting and Split Long Text After ask for.
 *
 * @param longest the longest message that the service takes, in characters
 * @throws InputError when the text is empty, too long for one message, or makes too many
 */
export function readTexts(context: ParameterSource, longest: number): [string, ...string[]] {
	const given = textParameter(context, 'messageText', LABEL);
	const { formatting, splitAfter } = context.getNodeParameter('options', {}) as IDataObject;
	const isMarkdown = formatting === 'markdown';
	const text = isMarkdown ? given.replace(THOUGHTS, '') : given;
	const limit = readSplitAfter(splitAfter, longest) ?? (isMarkdown ? longest : undefined);
	checkText(LABEL, text, limit === undefined ? longest : Infinity, true, TOO_LONG_ADVICE);
	if (limit === undefined || (!isMarkdown && text.length <= limit)) return [text];
	// n8n does nothing else meanwhile.
	if (text.length > MOST_MESSAGES * limit) throw createTooMany(Math.ceil(text.length / limit));
	const [first, ...rest] = splitText(readBlocks(text, isMarkdown), limit);
	if (first === undefined) throw new InputError(`The field '${LABEL}' contains nothing to show`);
	if (rest.length < MOST_MESSAGES) return [first, ...rest];
	throw createTooMany(rest.length + 1);
}
