import type { Answer } from '../http/exchange';

/** An error of Maton itself. */
export function matonError(status: number, error: string): Answer {
	return { status, json: { error } };
}
