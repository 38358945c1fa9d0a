import { countCall, countSaved, readUsage } from '../../../../nodes/shared/http/usage';

describe('counting calls', () => {
	test('tells the sums, and each endpoint by its name', () => {
		const account = 'counted account';
		countCall(account, 'POST /b', 'accepted');
		countCall(account, 'POST /b', 'refused');
		countCall(account, 'GET /a', 'unknown');
		countSaved(account, 3);
		countSaved(account, -1);
		countCall('other account', 'GET /a', 'accepted');
		const none = { accepted: 0, refused: 0, unknown: 0 };
		expect(readUsage(account)).toEqual({
			month: new Date().toISOString().slice(0, 7),
			since: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			calls: 3,
			accepted: 1,
			refused: 1,
			unknown: 1,
			saved: 3,
			endpoints: [
				{ endpoint: 'GET /a', calls: 1, ...none, unknown: 1 },
				{ endpoint: 'POST /b', calls: 2, ...none, accepted: 1, refused: 1 },
			],
		});
	});

	test('keeps five hundred accounts, and then forgets the oldest', async () => {
		await jest.isolateModulesAsync(async () => {
			const usage = await import('../../../../nodes/shared/http/usage');
			const count = (place: number) => usage.countCall(`account ${place}`, 'GET /a', 'accepted');
			const callsOf = (place: number) => usage.readUsage(`account ${place}`).calls;
			for (let place = 0; place < 500; place++) count(place);
			expect(callsOf(0)).toBe(1);
			count(500);
			expect([callsOf(1), callsOf(0)]).toEqual([1, 0]);
		});
	});

	test('keeps a hundred endpoints, and begins anew with the month', () => {
		jest.useFakeTimers({ now: Date.UTC(2040, 0, 31, 23, 59) });
		const account = 'month account';
		for (let place = 0; place <= 100; place++) countCall(account, `GET /${place}`, 'accepted');
		expect(readUsage(account)).toMatchObject({
			month: '2040-01',
			calls: 100,
			since: '2040-01-01T00:00:00.000Z',
		});
		countCall(account, 'GET /0', 'accepted');
		expect(readUsage(account).calls).toBe(101);
		jest.setSystemTime(Date.UTC(2040, 1, 1));
		expect(readUsage(account)).toMatchObject({ month: '2040-02', calls: 0, endpoints: [] });
		jest.useRealTimers();
	});
});
