import type { INodeProperties } from 'n8n-workflow';

/** Beyond that nobody would know any more why a bot is silent. */
export const MOST_HOURS = 720;

/**
 * The option that keeps a workflow silent in chats that people answer.
 *
 * @param whoWrote who counts as a person, e.g. `an operator wrote in WATI`
 */
export function buildPauseField(whoWrote: string): INodeProperties {
	return {
		displayName: 'Human Pause (Hours)',
		name: 'pauseHours',
		type: 'number',
		default: 12,
		typeOptions: { minValue: 0, maxValue: MOST_HOURS },
		description: `How long the messages of a chat start no execution after ${whoWrote}. The operation Resume Bot ends the pause earlier.`,
	};
}

/** @returns milliseconds; null where messages start executions whoever answers */
export function readPause(option: unknown): number | null {
	const hours = Number(option ?? 0);
	return hours > 0 ? Math.min(hours, MOST_HOURS) * 3_600_000 : null;
}
