import { nodeError } from '../../../../../nodes/shared/errors/node-error';
import { ItemStatuses } from '../../../../../nodes/shared/http/run-state';
import { readUsage } from '../../../../../nodes/shared/http/usage';
import type { DeliveryOptions } from '../../../../../nodes/shared/parameters/delivery-options';
import { NODE } from '../../../../harness/node';
import { ACCEPTED, codeIn, prepareItem, READ, REFUSED, SEND, UNCLEAR } from '../operation-setup';

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) }));
afterEach(() => jest.useRealTimers());

describe('a request', () => {
	test('brings its answer and its items, and is counted', async () => {
		const { send, session, left } = prepareItem(SEND, [ACCEPTED]);
		expect(await send()).toEqual({
			page: { answer: { headers: {}, ...ACCEPTED }, items: [{ json: { made: 1 } }] },
		});
		expect(left).toMatchObject([
			{ method: 'POST', url: `https://wati.example.com${SEND.url}`, qs: SEND.qs },
		]);
		expect(session.usage).toEqual({ calls: 1, retries: 0, saved: 0 });
	});

	test('that was repeated counts each try', async () => {
		const { send, session, account } = prepareItem(READ, [UNCLEAR, UNCLEAR, ACCEPTED]);
		await send();
		expect(session.usage).toEqual({ calls: 3, retries: 2, saved: 0 });
		expect(readUsage(account)).toMatchObject({
			endpoints: [{ endpoint: 'GET /api/v1/getContacts', calls: 3 }],
		});
	});

	test('of a method that is not named is a read', async () => {
		const { send, account } = prepareItem({ url: '/api/v1/getContacts' }, [UNCLEAR, ACCEPTED]);
		expect(await send()).toHaveProperty('page');
		expect(readUsage(account)).toMatchObject({
			endpoints: [{ endpoint: 'GET /api/v1/getContacts' }],
		});
	});

	test.each([
		[{ ...SEND, url: '' }, {}],
		[{ ...SEND, url: '/api/ext/v3/contacts' }, { kind: 'maton' as const }],
	])('does not leave where the route does not lead: %#', async (options, route) => {
		const { send, left } = prepareItem(options, [ACCEPTED], { route });
		const { failure } = await send();
		expect(failure).toMatchObject({
			message: 'This operation needs a WATI access token',
			context: { code: 'route-not-offered', itemIndex: 5 },
		});
		expect(left).toEqual([]);
	});

	test('without an answer tells why, and whether it left', async () => {
		const lost = (code: string) => Object.assign(new Error('lost'), { code });
		const reset = prepareItem(SEND, [lost('ECONNRESET')]);
		const { failure, unknown } = await reset.send();
		expect(failure?.message).toBe(
			'It is unknown whether WATI accepted this: no answer came back (ECONNRESET)',
		);
		expect([reset.session.usage.calls, unknown?.options.url]).toEqual([1, SEND.url]);
		const refused = prepareItem(SEND, [lost('ECONNREFUSED')]);
		const end = await refused.send();
		expect(end.failure?.message).toBe('The server could not be reached (ECONNREFUSED)');
		expect([refused.session.usage.calls, end.unknown]).toEqual([0, undefined]);
	});

	test('that is repeated is unknown since its last try left', async () => {
		const lost = Object.assign(new Error('lost'), { code: 'ECONNRESET' });
		const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
		const { send, left } = prepareItem(SEND, [refused, lost]);
		const { unknown } = await send();
		expect(left).toHaveLength(2);
		expect(unknown?.sentAt).toBe(left[1]!.at);
		expect(left[1]!.at).toBeGreaterThan(Number(left[0]!.at));
	});

	test('hands over its failure', async () => {
		const { failure } = await prepareItem(SEND, [REFUSED]).send();
		expect(failure?.context.words).toBe('No');
	});

	test('is not sent once another item failed', async () => {
		const statuses = new ItemStatuses(true, true);
		statuses.noteFailure(0, nodeError(NODE, 'request-refused'));
		const { send, left } = prepareItem(SEND, [ACCEPTED], { statuses });
		expect(codeIn(await send())).toBe('cancelled');
		expect(left).toEqual([]);
	});

	test('reads what an answer refers to', async () => {
		const { send, left } = prepareItem({ ...SEND, body: { a: 1 } }, [ACCEPTED]);
		const { page } = await send({ url: '/api/v1/x', method: 'GET', body: undefined });
		expect(page?.items).toEqual([{ json: { made: 1 } }]);
		expect(left[0]).toMatchObject({ method: 'GET', url: 'https://wati.example.com/api/v1/x' });
		expect(left[0]?.body).toBeUndefined();
	});
});

test.each<[DeliveryOptions['plan'], number]>([
	[undefined, 30],
	['growth', 30],
	['pro', 60],
])('the plan %p lets %i templates leave in ten seconds', async (plan, count) => {
	const account = `templates of ${String(plan)}`;
	const options = { method: 'POST', url: '/api/v2/sendTemplateMessage', qs: {}, body: {} };
	const sends = Array.from({ length: count + 1 }, () =>
		prepareItem(options, [ACCEPTED], { delivery: { plan }, route: { account } }),
	);
	const ends = Promise.all(sends.map(async ({ sendNow }) => await sendNow()));
	await jest.advanceTimersByTimeAsync(60_000);
	await ends;
	const at = sends.map(({ left }) => Number(left[0]!.at) - Date.UTC(2026, 2, 1));
	expect(at[count - 1]).toBeLessThan(10_000);
	expect(at[count]).toBeGreaterThanOrEqual(11_000);
});
