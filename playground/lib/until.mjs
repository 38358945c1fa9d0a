import { setTimeout as sleep } from 'node:timers/promises';

import { Problem } from '../../scripts/lib/problem.mjs';

const POLL_MS = 250;
const PATIENCE_MS = 60_000;

/**
 * Asks again and again until there is an answer.
 * @param {string | (() => string)} what is waited for, to be told in the end
 * @param {() => Promise<unknown>} ask undefined as long as there is no answer
 * @throws {Problem} when the time is over
 */
export async function until(what, ask, timeoutMs = PATIENCE_MS) {
	const deadline = performance.now() + timeoutMs;
	while (performance.now() < deadline) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		await sleep(POLL_MS);
	}
	const told = typeof what === 'function' ? what() : what;
	throw new Problem(`Waited ${timeoutMs / 1000} s in vain for ${told}.`);
}
