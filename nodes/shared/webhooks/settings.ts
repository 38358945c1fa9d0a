import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { toDigits } from './payload';
import { OTHER } from './events';
import type { EventChoice, Direction } from './filters';
import { isObject } from '../parameters/json';
import { folded } from '../parameters/text-folding';
import type { OptOutWords } from './opt-out/opt-out-words';
import { readPause } from './pause/pause-fields';
import { parsePattern } from '../parameters/text-pattern/pattern-field';
import { readTurnSettings, type TurnSettings } from './turns/turn-settings';
import { isSwitchedOn } from '../parameters/switches';

/** What to fetch of a message's file. */
export interface MediaOptions {
	/** Name of the binary field. */
	field: string;
	mostBytes: number;
	/** Empty for all types. */
	types: readonly string[];
}

/** The fields that every trigger has, read once per call. */
export interface Settings {
	/** Addresses and ranges that may call; null where the option is not set, and everybody may. */
	allowedAddresses: string[] | null;
	choice: EventChoice;
	dropLate: boolean;
	/** Words of the user's own that opt out or in. */
	optOutWords: OptOutWords;
	/** Whether events go to waiting executions as well, or instead of starting the workflow. */
	handsOver: 'never' | 'also' | 'instead';
	/** Whether n8n's API is asked as well which executions wait. */
	asksApi: boolean;
	diagnostics: boolean;
	/** How long the messages of a chat start no execution after a person wrote, in milliseconds; null where they always do. */
	pauseMs: number | null;
	/** When messages of one person start one execution; null where each starts its own. */
	turn: TurnSettings | null;
	/** Null when media stays at the service. */
	media: MediaOptions | null;
}

/** What reads fields in every n8n context. */
export interface FieldSource {
	getNodeParameter: IWebhookFunctions['getNodeParameter'];
	getNode: IWebhookFunctions['getNode'];
}

const BYTES_PER_MB = 1_048_576;

/** Entries of a text, separated by commas, semicolons or lines. */
export function splitEntries(text: unknown): string[] {
	return String(text ?? '')
		.split(/[,;\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

/** Lists of people that were read already, by their text: each call reads the fields anew. */
const lists = new Map<string, string[]>();
const MOST_LISTS = 100;

function readPeople(field: unknown): string[] {
	const text = String(field ?? '');
	const people = lists.get(text) ?? splitEntries(text);
	if (lists.size >= MOST_LISTS) lists.clear();
	lists.set(text, people);
	return people;
}

/** Numbers as digits; any other entry stays as it is, so that a list of what cannot be read lets nothing pass. */
function readNumbers(text: unknown): string[] {
	return splitEntries(text).map((entry) => toDigits(entry) ?? entry);
}

function readTexts(values: unknown): string[] {
	return Array.isArray(values) ? values.map(String) : [];
}

/** The events of both lists. */
function readEvents(context: FieldSource): string[] {
	const chosen = readTexts(context.getNodeParameter('events', []));
	if (!chosen.includes(OTHER)) return chosen;
	const others = readTexts(context.getNodeParameter('otherEvents', []));
	return [...chosen.filter((event) => event !== OTHER), ...others];
}

function readChoice(events: string[], filters: IDataObject): EventChoice {
	return {
		events,
		direction: (filters.direction as Direction | undefined) ?? 'customers',
		messageTypes: readTexts(filters.messageTypes),
		numbers: readPeople(filters.numbers),
		channels: readNumbers(filters.channels),
		contains: splitEntries(filters.contains).map((part) => folded(part).trim() || part),
		matches: parsePattern(filters.matches),
	};
}

function readMedia(options: IDataObject): MediaOptions | null {
	if (!isSwitchedOn(options.downloadMedia)) return null;
	return {
		field: String(options.mediaField ?? 'data') || 'data',
		mostBytes: Number(options.mediaLimit ?? 16) * BYTES_PER_MB,
		types: readTexts(options.mediaTypes),
	};
}

/** An option that was added and left empty is none. An expression that finds nothing is a list that lets nobody in. */
function readAllowList(context: FieldSource, options: IDataObject): string[] | null {
	if (!('allowedAddresses' in options)) return null;
	const { options: entered } = context.getNode().parameters as IDataObject;
	const isLeftEmpty = isObject(entered) && entered.allowedAddresses === '';
	return isLeftEmpty ? null : splitEntries(options.allowedAddresses);
}

/** @throws SyntaxError or PatternRefused when `Text Matches` is not a pattern to use */
export function readSettings(context: FieldSource): Settings {
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return {
		allowedAddresses: readAllowList(context, options),
		choice: readChoice(readEvents(context), filters),
		dropLate: isSwitchedOn(options.dropLate),
		optOutWords: { out: splitEntries(options.optOutWords), in: splitEntries(options.optInWords) },
		handsOver: (options.handOver as Settings['handsOver'] | undefined) ?? 'instead',
		asksApi: isSwitchedOn(options.useN8nApi),
		diagnostics: isSwitchedOn(options.diagnostics),
		pauseMs: readPause(options.pauseHours),
		turn: readTurnSettings(options.combineMessages),
		media: readMedia(options),
	};
}
