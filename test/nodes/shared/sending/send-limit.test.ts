import { nodeError } from '../../../../nodes/shared/errors/node-error';
import { setLazyBody } from '../../../../nodes/shared/http/lazy-body';
import type { SendResult } from '../../../../nodes/shared/http/pipeline';
import { createRequest } from '../../../../nodes/shared/http/request-session';
import { readUsage } from '../../../../nodes/shared/http/usage';
import { findQuotaRefusal, sendLimit } from '../../../../nodes/shared/sending/send-limit';
import { NODE } from '../../../harness/node';
import {
	ACCEPTED,
	codeIn,
	prepareItem,
	REFUSED,
	SEND,
	TAG,
	TO_MANY,
	UNCLEAR,
	type Step,
} from '../http/operation-setup';

const PAGE: SendResult = {
	page: { answer: { statusCode: 200, headers: {}, body: {} }, items: [] },
};
const FAILURE: SendResult = { failure: nodeError(NODE, 'request-refused') };

/** A send to so many in an execution, by the interceptor alone. */
function take(
	delivery: object,
	execution: string,
	messages: number,
	next: () => Promise<SendResult> = async () => PAGE,
) {
	const receivers = Array.from({ length: messages }, (_, no) => ({ whatsappNumber: `${no}` }));
	const body = { template_name: 't', receivers };
	const { session } = prepareItem({ ...TO_MANY, body }, [], { delivery, execution });
	return sendLimit(createRequest(session), next);
}

afterEach(() => jest.useRealTimers());

test('a message to many saves the others their calls', async () => {
	jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) });
	const { send, session, account } = prepareItem(TO_MANY, [ACCEPTED]);
	await send();
	expect(session.usage).toEqual({ calls: 1, retries: 0, saved: 2 });
	expect(readUsage(account).saved).toBe(2);
});

test('the messages of an execution are counted for a day', async () => {
	jest.useFakeTimers({ now: 1_000 });
	const options = { mostSends: 3 };
	const isFree = (messages: number) => findQuotaRefusal(options, 'e', messages) === undefined;
	expect(await take({}, 'e', 9)).toBe(PAGE);
	expect(await take(options, 'e', 3)).toBe(PAGE);
	expect(findQuotaRefusal(options, 'other', 3)).toBeUndefined();
	const refused = await take(options, 'e', 1);
	expect(refused.failure).toMatchObject({
		message: 'This execution may send 3 messages, and has sent 3',
		description:
			'Nothing was sent. Send no more messages in this execution, and tell the user what was sent so far. [Item 5]',
	});
	expect(await take({}, 'e', 3, async () => FAILURE)).toBe(FAILURE);
	expect(isFree(1)).toBe(false);
	jest.setSystemTime(999 + 86_400_000);
	expect(isFree(1)).toBe(false);
	jest.setSystemTime(1_000 + 86_400_000);
	expect(isFree(1)).toBe(true);
});

test('what was not accepted is given back, and no more than that', async () => {
	jest.useFakeTimers({ now: 1_000 });
	const options = { mostSends: 3 };
	const free = (execution: string) =>
		[1, 2, 3, 4].filter((count) => !findQuotaRefusal(options, execution, count)).length;
	await take(options, 'f', 2);
	expect(free('f')).toBe(1);
	let during: number | undefined;
	await take(options, 'f', 1, async () => {
		during = free('f');
		return FAILURE;
	});
	expect([during, free('f')]).toEqual([0, 1]);
	await take(options, 'g', 3, async () => {
		jest.setSystemTime(2_000 + 86_400_000);
		return FAILURE;
	});
	expect(free('g')).toBe(3);
});

test('the messages of ten thousand executions are counted, and then the oldest is forgotten', async () => {
	const options = { mostSends: 1 };
	const send = async (place: number) => await take(options, `execution ${place}`, 1);
	const mayAgain = (place: number) =>
		findQuotaRefusal(options, `execution ${place}`, 1) === undefined;
	for (let place = 0; place < 10_000; place++) await send(place);
	expect(mayAgain(0)).toBe(false);
	await send(10_000);
	expect([mayAgain(0), mayAgain(1)]).toEqual([true, false]);
});

describe('what an execution may send', () => {
	let executions = 0;
	const bounded = () => ({ delivery: { mostSends: 1 }, execution: `bounded ${executions}` });
	const again = async () => codeIn(await prepareItem(SEND, [ACCEPTED], bounded()).send());

	beforeEach(() => {
		executions += 1;
		jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) });
	});

	test.each<[string, Step, string | undefined]>([
		['an accepted message', ACCEPTED, 'guard-refused'],
		['a message that may have left', UNCLEAR, 'guard-refused'],
		['a refused message', REFUSED, undefined],
	])('%s is counted', async (_what, first, then) => {
		await prepareItem(SEND, [first], bounded()).send();
		expect(await again()).toBe(then);
	});

	test('a file that cannot be read is not', async () => {
		const options = { ...SEND };
		const read = async () => {
			throw new Error('No file');
		};
		setLazyBody(options, { outline: {}, read });
		await expect(prepareItem(options, [], bounded()).sendNow()).rejects.toThrow('No file');
		expect(await again()).toBeUndefined();
	});

	test('what is no message is not', async () => {
		await prepareItem(TAG, [ACCEPTED], bounded()).send();
		expect(await again()).toBeUndefined();
	});

	test('each recipient is', async () => {
		const { send, left } = prepareItem(TO_MANY, [ACCEPTED], bounded());
		expect((await send()).failure).toMatchObject({
			message: 'This execution may send 1 message, and has sent 0',
			context: { itemIndex: 5 },
		});
		expect(left).toEqual([]);
	});
});
