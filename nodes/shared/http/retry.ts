import { sleep } from 'n8n-workflow';

import { headerOf, type Answer } from './answers/answer';
import { pauseSlots, waitForSlot } from './pace/rate-limiter';
import type { Service } from './service';
import { mayPass, troubleOf, type Trouble } from './network-error';
import { countCall, type CallOutcome } from './usage';
import type { Limit } from './pace/limit';
import type { Question } from './refusal';

/** One request and all that decides when it leaves and whether it may be repeated. */
export interface Exchange {
	/** Sends once. Throws when no answer came. */
	send: () => Promise<Answer>;
	question: Question;
	service: Service;
	/** What the calls are counted by, see `endpointOf`. */
	endpoint: string;
	account: string;
	limits: Limit[];
	/** Who asks, for fair turns. */
	execution: string;
	signal?: AbortSignal;
	/** Asked right before each try; false keeps the request from leaving. */
	mayLeave?: () => boolean;
}

/** How an exchange ended, after so many requests that left. */
export type Ending = { calls: number } & (
	| { answer: Answer }
	| { held: 'cancelled' | 'stopped' }
	| { trouble: Trouble; error: unknown }
);

const REFUSED_TRIES = 6;
const READ_TRIES = 4;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

const READ_AGAIN = [502, 503, 504];

function backoff(attempt: number): number {
	const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
	return pause * (0.75 + Math.random() / 2);
}

/** `Retry-After` is seconds or a date, and nobody promises that it comes at all. */
function retryAfter(answer: Answer): number | undefined {
	const value = headerOf(answer, 'retry-after');
	if (value === undefined) return undefined;
	const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
	return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), 2 * LONGEST_PAUSE_MS);
}

/** Waits, but not longer than the execution runs. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) return;
	const stopped = new Promise<void>((resolve) => {
		signal?.addEventListener('abort', () => resolve(), { once: true });
	});
	await Promise.race([sleep(ms), stopped]);
}

function outcomeOf(answer: Answer, { question, service }: Exchange): CallOutcome {
	const failure = service.findFailure(answer, question);
	if (!failure) return 'accepted';
	return failure.code === 'outcome-unknown' ? 'unknown' : 'refused';
}

/**
 * Waits for a slot, sends, and repeats only what is safe to repeat: reads on 429, 502, 503, 504 and
 * lost connections; writes only when they surely were not accepted (429, refused connection, DNS).
 * After a 429 the whole account pauses, not only this request, unless the service says that it is about
 * this request alone. Every request that left is counted.
 */
export async function exchange(request: Exchange): Promise<Ending> {
	const { account, endpoint, execution, limits, mayLeave, question, service, signal } = request;
	const { writes } = question;
	let calls = 0;
	for (let attempt = 0; ; attempt++) {
		const slot = await waitForSlot(account, limits, execution, signal, mayLeave);
		if (!slot) return { held: signal?.aborted ? 'cancelled' : 'stopped', calls };
		if (mayLeave && !mayLeave()) return { held: 'stopped', calls };
		try {
			const answer = await request.send().finally(() => slot.answered());
			calls += 1;
			countCall(account, endpoint, outcomeOf(answer, request));
			const throttled = service.throttled(answer);
			if (throttled && attempt + 1 < REFUSED_TRIES) {
				const pauseMs = retryAfter(answer) ?? backoff(attempt);
				if (throttled === 'account') pauseSlots(account, limits, pauseMs);
				else await pause(pauseMs, signal);
				continue;
			}
			const again = !writes && READ_AGAIN.includes(answer.statusCode) && attempt + 1 < READ_TRIES;
			if (!again) return { answer, calls };
			await pause(retryAfter(answer) ?? backoff(attempt), signal);
		} catch (error) {
			const trouble = troubleOf(error);
			if (trouble !== 'not-sent') {
				calls += 1;
				countCall(account, endpoint, 'unknown');
			}
			const again =
				trouble !== 'cancelled' &&
				(trouble === 'not-sent' ? mayPass(error) : !writes) &&
				attempt + 1 < READ_TRIES;
			if (!again) return { trouble, error, calls };
			await pause(backoff(attempt), signal);
		}
	}
}
