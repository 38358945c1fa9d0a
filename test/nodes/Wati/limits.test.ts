import { limitsFor } from '../../../nodes/Wati/limits';
import { ACCOUNT_LIMIT, type Plan } from '../../../nodes/shared/http/pace/limit';

describe('limits', () => {
	const told = (path: string, plan: Plan = 'growth') =>
		limitsFor(path, plan).map(({ name, count, perMs }) => [name, count, Math.round(perMs)]);
	const account = ['account', 10, 1_100];

	test.each(['addContact', 'getContacts', 'getMessages'])('%s: ten in ten seconds', (name) => {
		expect(told(`/api/v1/${name}/1`)).toEqual([account, [name, 10, 11_000]]);
	});

	test.each([
		['Pro', 60],
		['business ', 100],
		['', 30],
		[null, 30],
		['constructor', 30],
	])('a plan that an expression gives as %j', (plan, count) => {
		const [, limit] = told('/api/v2/sendTemplateMessage', plan as Plan);
		expect(limit?.[1]).toBe(count);
	});

	test.each(['sendTemplateMessage', 'sendTemplateMessages'])('%s: as the plan allows', (name) => {
		const counts = (['growth', 'pro', 'business'] as const).map(
			(plan) => told(`/api/v2/${name}`, plan)[1],
		);
		expect(counts).toEqual([30, 60, 100].map((count) => [name, count, 11_000]));
	});

	test.each(['/api/v1/sendSessionMessage/1', '/connections', '/x/api/v1/getContacts', '/api/v1/'])(
		'%s: the account alone',
		(path) => expect(limitsFor(path, 'growth')).toEqual([ACCOUNT_LIMIT]),
	);
});
