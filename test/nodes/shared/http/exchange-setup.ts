import type { Answer } from '../../../../nodes/shared/http/answers/answer';
import type { ExchangeResult } from '../../../../nodes/shared/http/exchange-result';
import { trySend } from '../../../../nodes/shared/http/http-helper';
import { countUsage } from '../../../../nodes/shared/http/interceptors/count-usage';
import { rateLimit } from '../../../../nodes/shared/http/interceptors/rate-limit';
import { readAnswer } from '../../../../nodes/shared/http/interceptors/read-answer';
import { retry } from '../../../../nodes/shared/http/interceptors/retry';
import type { Limit } from '../../../../nodes/shared/http/pace/limit';
import { compose, type ExchangeRequest } from '../../../../nodes/shared/http/pipeline';
import type { Service } from '../../../../nodes/shared/http/service';
import { wati } from '../../../../nodes/Wati/service';
import { NODE } from '../../../harness/node';

/** Longer than anything waits. */
export const MINUTES = 600_000;

export const LIMITS: Limit[] = [{ name: 'account', count: 100, perMs: 1_000 }];

export const answer = (statusCode: number, headers: object = {}): Answer => ({
	statusCode,
	headers: { ...headers },
	body: statusCode < 300 ? { result: true } : {},
});

export const lost = (code: string) => Object.assign(new Error(code), { code });

export type Step = Answer | Error;

export interface Given {
	account: string;
	service?: Partial<Service>;
	limits?: Limit[];
	signal?: AbortSignal;
	mayLeave?: () => boolean;
	/** What sends, in place of the answers. */
	send?: () => Promise<Answer>;
}

/** An exchange against these answers, the last of which stays, and when each request left. */
export function prepare(steps: Step[], writes: boolean, given: Given) {
	const { account, service = {}, limits = LIMITS, signal, mayLeave = () => true } = given;
	const begin = Date.now();
	const at: number[] = [];
	const send = async () => {
		const step = steps[Math.min(at.length, steps.length - 1)]!;
		at.push(Date.now() - begin);
		if (step instanceof Error) throw step;
		return step;
	};
	const request: ExchangeRequest = {
		context: { getNode: () => NODE, helpers: {} as never },
		route: {
			service: { ...wati, limitsFor: () => limits, ...service },
			kind: 'direct',
			credentialType: 'watiApi',
			apiUrl: 'https://wati.example.com',
			account,
			key: '',
			tenant: account,
		},
		options: { method: writes ? 'POST' : 'GET', url: '/api/v1/x' },
		traits: { kind: 'direct', isV3: false, writes, manyRecipients: false },
		plan: 'growth',
		execution: '1',
		signal,
		mayLeave,
	};
	const exchange = compose<ExchangeRequest, ExchangeResult>(
		[retry, rateLimit, countUsage, readAnswer],
		async () => await trySend(given.send ?? send, 0),
	);
	return { exchange: async () => await exchange(request), at };
}

/** Runs an exchange to its end. */
export async function run(steps: Step[], writes: boolean, given: Given) {
	const { exchange, at } = prepare(steps, writes, given);
	const result = exchange();
	await jest.advanceTimersByTimeAsync(MINUTES);
	return { result: await result, at };
}
