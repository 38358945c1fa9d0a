import type { IDataObject } from 'n8n-workflow';

/** When messages of one person are one turn. */
export interface TurnSettings {
	/** How long a turn stays open after each message, in milliseconds. */
	pauseMs: number;
	/** How long it stays open in all, in milliseconds. */
	longestMs: number;
	mostMessages: number;
	/** Whether a tapped button or list row ends it. */
	startAtTap: boolean;
}

export const LONGEST_PAUSE_SECONDS = 20;
export const MOST_SECONDS = 300;
export const MOST_MESSAGES = 50;

/** The defaults of the fields, where an expression gives nothing. */
const DEFAULT_TURN = { seconds: 4, longestSeconds: 60, mostMessages: 20 };

/** A number of the option; its default where an expression gives none, and never beyond the limits of the field. */
function readNumber(value: unknown, byDefault: number, most: number): number {
	const number = Number(value ?? byDefault);
	return Number.isFinite(number) ? Math.min(Math.max(number, 1), most) : byDefault;
}

/**
 * Reads the option *Combine Messages*.
 *
 * @param option its value; undefined where it was not added
 * @returns null where each message is to start an execution of its own
 */
export function readTurnSettings(option: unknown): TurnSettings | null {
	if (typeof option !== 'object' || option === null) return null;
	const { turn } = option as { turn?: IDataObject };
	if (turn === undefined) return null;
	const { seconds, longestSeconds, mostMessages } = DEFAULT_TURN;
	return {
		pauseMs: readNumber(turn.seconds, seconds, LONGEST_PAUSE_SECONDS) * 1_000,
		longestMs: readNumber(turn.longestSeconds, longestSeconds, MOST_SECONDS) * 1_000,
		mostMessages: readNumber(turn.mostMessages, mostMessages, MOST_MESSAGES),
		startAtTap: turn.startAtTap !== false,
	};
}
