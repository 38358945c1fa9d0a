import type { Load } from './load';

/** Whether the answer to a call tells that it started an execution. */
export function hasStarted(answer: string): boolean {
	return !answer.includes('"started":false');
}

/**
 * Makes sure that what was to be measured was measured.
 *
 * @param what for the error
 * @param starts whether the calls are to start executions
 */
export function expecting(what: string, starts: boolean): Load['check'] {
	return (status, answer) => {
		if (status === 200 && hasStarted(answer) === starts) return;
		throw new Error(`${what} was answered with ${status}: ${answer}`);
	};
}
