import { readUsage } from '../../../../../nodes/shared/http/usage';
import { answer, lost, run } from '../exchange-setup';

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 2, 1) }));
afterEach(() => jest.useRealTimers());

test('each request that left is counted by what became of it', async () => {
	const account = 'count usage';
	await run([answer(200)], true, { account });
	await run([answer(404)], true, { account });
	await run([answer(500)], true, { account });
	await run([lost('ECONNRESET')], true, { account });
	await run([lost('ENOTFOUND')], true, { account });
	expect(readUsage(account)).toMatchObject({ calls: 4, accepted: 1, refused: 1, unknown: 2 });
});
