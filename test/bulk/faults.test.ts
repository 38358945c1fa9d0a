import { WATI_FAILURES } from '../../nodes/services/wati/errors/messages';
import type { FailureCode } from '../../nodes/shared/errors/catalogue';
import type { Sandbox } from '../../sandbox';
import {
	bulkCalls,
	getErrorCode,
	delivered,
	people,
	sendToMany,
	sentNumbers,
	TO_MANY_V2,
	useWorld,
} from './world';

let sandbox: Sandbox;
useWorld((opened) => (sandbox = opened));

const phones = (count: number) => people(count).map(({ phone }) => String(phone));
const retryOnFail = { maxTries: 3, waitBetweenTries: 0 };

function counts(values: Array<string | undefined>): Record<string, number> {
	const result: Record<string, number> = {};
	for (const value of values) result[value ?? 'sent'] = (result[value ?? 'sent'] ?? 0) + 1;
	return result;
}

describe('a call without a clear answer', () => {
	const afterWrite = () =>
		sandbox.addFault({
			endpoint: TO_MANY_V2,
			kind: 'status',
			status: 500,
			tookEffect: true,
			after: 1,
		});

	it('continue: its items are unknown, the others are sent, and it is not repeated', async () => {
		afterWrite();
		const { items } = await sendToMany(sandbox, people(2002), { onError: 'continueRegularOutput' });
		expect(counts(items.map(getErrorCode))).toEqual({ sent: 1002, 'outcome-unknown': 1000 });
		expect(getErrorCode(items[1000]!)).toBe('outcome-unknown');
		expect(items[1000]!.json).toMatchObject({ accepted: null, whatsappNumber: '14155561000' });
		expect(bulkCalls(sandbox)).toHaveLength(3);
		expect(counts(delivered(sandbox, phones(2002)).map(String))).toEqual({ 1: 2002 });
	});

	it('error output: unknown items leave there', async () => {
		afterWrite();
		const { items, errorItems } = await sendToMany(sandbox, people(1002), {
			onError: 'continueErrorOutput',
		});
		expect([items.length, errorItems.length]).toEqual([1000, 2]);
	});

	it('stop: no call follows it', async () => {
		afterWrite();
		const { error } = await sendToMany(sandbox, people(2002));
		expect(error?.context.code).toBe('outcome-unknown');
		expect(error?.description).toMatch(
			/Of 2002 items: 1000 sent \(items 0, 1,.*; 1000 may have been sent \(items 1000, 1001,.*; 2 not sent \(items 2000, 2001\)/,
		);
		expect(bulkCalls(sandbox)).toHaveLength(2);
	});

	it('Retry On Fail sends none of its items again, although it sends the rest', async () => {
		afterWrite();
		const { error } = await sendToMany(sandbox, people(2002), { retryOnFail });
		expect(error?.context.code).toBe('outcome-unknown');
		expect(bulkCalls(sandbox)).toHaveLength(2);
		const numbers = sentNumbers(sandbox).flat();
		expect(new Set(numbers).size).toBe(numbers.length);
		expect(counts(delivered(sandbox, phones(2002)).map(String))).toEqual({ 1: 2000, 0: 2 });
	});

	it.each(['dropAfter', 'truncate', 'html'] as const)('%s is unknown too', async (kind) => {
		sandbox.addFault({ endpoint: TO_MANY_V2, kind, tookEffect: true });
		const { items } = await sendToMany(sandbox, people(3), { onError: 'continueRegularOutput' });
		expect(counts(items.map(getErrorCode))).toEqual({ 'outcome-unknown': 3 });
		expect(bulkCalls(sandbox)).toHaveLength(1);
	});
});

describe('Retry On Fail', () => {
	it('keeps what succeeded, and says so', async () => {
		sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'status', status: 400, after: 1 });
		const { items, error } = await sendToMany(sandbox, people(1002), { retryOnFail });
		expect(error).toBeUndefined();
		expect(sentNumbers(sandbox).map((numbers) => numbers.length)).toEqual([1000, 2, 2]);
		expect(items.map(({ json }) => json.remembered ?? false)).toEqual(
			Array.from({ length: 1002 }, (_, index) => index < 1000),
		);
		expect(counts(delivered(sandbox, phones(1002)).map(String))).toEqual({ 1: 1002 });
	});

	it('tries refused recipients alone again', async () => {
		const items = people(3);
		items[1]!.phone = '14155550111';
		const { error } = await sendToMany(sandbox, items, { retryOnFail });
		expect(error?.context.code).toBe('number-refused');
		expect(sentNumbers(sandbox).slice(0, 2)).toEqual([
			['14155560000', '14155550111', '14155560002'],
			['14155550111'],
		]);
		expect(delivered(sandbox, ['14155560000', '14155560002'])).toEqual([1, 1]);
	});

	it('does not take a variable that changes with time for another message', async () => {
		sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'status', status: 400, after: 1 });
		const { error } = await sendToMany(sandbox, people(1002), {
			parameters: {
				templateParameters: {
					mappingMode: 'defineBelow',
					value: {
						name: '={{ $json.name }}',
						ordernumber: '={{ $now.toMillis() + Math.random() }}',
					},
				},
			},
			retryOnFail,
		});
		expect(error).toBeUndefined();
		expect(counts(delivered(sandbox, phones(1002)).map(String))).toEqual({ 1: 1002 });
	});

	it('sends all again when the memory is switched off', async () => {
		sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'status', status: 400, after: 1 });
		await sendToMany(sandbox, people(1002), {
			parameters: { options: { resendMemory: false } },
			retryOnFail,
		});
		expect(delivered(sandbox, ['14155560000'])).toEqual([2]);
	});
});

describe('a refused or stopped call', () => {
	it('waits after a 429 and sends once', async () => {
		sandbox.addFault({
			endpoint: TO_MANY_V2,
			kind: 'status',
			status: 429,
			retryAfter: 1,
			times: 2,
		});
		const started = Date.now();
		const { items, error } = await sendToMany(sandbox, people(2));
		expect(error).toBeUndefined();
		expect(items.map(getErrorCode)).toEqual([undefined, undefined]);
		expect(Date.now() - started).toBeGreaterThan(1900);
		expect(delivered(sandbox, phones(2))).toEqual([1, 1]);
	});

	it('makes no further call with a credential that was refused', async () => {
		const credentials = {
			matonApi: { apiKey: 'wrong', connectionId: sandbox.connectionId, gatewayUrl: sandbox.url },
		};
		const { items } = await sendToMany(sandbox, people(1002), {
			credentials,
			onError: 'continueRegularOutput',
		});
		expect(counts(items.map(getErrorCode))).toEqual({ 'credential-refused': 1000, 'not-tried': 2 });
		expect(sandbox.requests).toHaveLength(1);
	});

	it.each([
		['not-allowed', 403],
		['not-found', 404],
		['rate-limited', 429],
	])('makes no further call after %s, and says why', async (code, status) => {
		sandbox.addFault({ endpoint: TO_MANY_V2, kind: 'status', status, retryAfter: 0, times: 0 });
		const { items } = await sendToMany(sandbox, people(1001), { onError: 'continueRegularOutput' });
		expect(counts(items.map(getErrorCode))).toEqual({ [code]: 1000, 'not-tried': 1 });
		const { error, message } = items[1000]!.json;
		expect(error).toBe(
			'This was not tried, because an earlier call failed for a reason that affects all items',
		);
		const { message: reason, advice } = WATI_FAILURES[code as FailureCode];
		expect(message).toBe(`${reason}. ${advice} [Item 1000]`);
	});

	it('refuses hosts outside the domains that the credential allows', async () => {
		const credentials = {
			matonApi: {
				apiKey: sandbox.matonKey,
				connectionId: sandbox.connectionId,
				gatewayUrl: sandbox.url,
				allowedHttpRequestDomains: 'domains',
				allowedDomains: 'api.example.com',
			},
		};
		const { items } = await sendToMany(sandbox, people(1001), {
			credentials,
			onError: 'continueRegularOutput',
		});
		expect(counts(items.map(getErrorCode))).toEqual({ 'not-reachable': 1000, 'not-tried': 1 });
		expect(sandbox.requests).toHaveLength(0);
	});

	it('ends within a second when the execution is stopped, and sends nothing more', async () => {
		sandbox.addFault({
			endpoint: TO_MANY_V2,
			kind: 'latency',
			latencyMs: 4000,
			times: 0,
			after: 1,
		});
		const started = Date.now();
		const { items } = await sendToMany(sandbox, people(2002), {
			abortAfterMs: 800,
			onError: 'continueRegularOutput',
		});
		// The calls that were left would take 8 s; the rest of this bound is the start of the engine.
		expect(Date.now() - started).toBeLessThan(3_500);
		const calls = bulkCalls(sandbox).length;
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(calls).toBeLessThanOrEqual(2);
		expect(bulkCalls(sandbox)).toHaveLength(calls);
		expect(items[2001]!.json).toEqual({
			error: 'The execution was canceled before this request left',
			message: 'Nothing was sent for this item. Run the workflow again to send it. [Item 2001]',
			details: { code: 'cancelled', httpCode: null, itemIndex: 2001, outcome: 'notSent' },
			accepted: false,
			whatsappNumber: '14155562001',
		});
	});
});
