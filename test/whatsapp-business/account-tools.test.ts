import { knownBusiness } from '../../sandbox/demo/business';
import { shown } from '../wati/setup';
import { ADA, op, text, useMeta } from './setup';

const meta = useMeta();

const run = async (resource: string, name: string, parameters = {}) => {
	const { items, error } = await meta.run({ parameters: op(resource, name, parameters) });
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};
const last = () => meta.bench.requests.at(-1)!;

describe('people', () => {
	const to = (whatsappNumber: string) => ({ whatsappNumber });

	test('are blocked, listed and unblocked, by number and by BSUID', async () => {
		const { usernameOnly } = knownBusiness;
		const ada = { whatsappNumber: ADA, bsuid: null };
		expect(await run('blockedUser', 'block', to(ADA))).toEqual([{ blocked: true, ...ada }]);
		expect(last().body).toEqual({ messaging_product: 'whatsapp', block_users: [{ user: ADA }] });
		await run('blockedUser', 'block', to(usernameOnly));
		expect(last().body).toMatchObject({ block_users: [{ user_id: usernameOnly }] });
		const listed = await run('blockedUser', 'getAll', { returnAll: true });
		expect(listed).toEqual([ada, { whatsappNumber: null, bsuid: usernameOnly }]);
		const refused = await meta.run({ parameters: text('Hello') });
		expect(shown(refused).message).toBe('Your business has blocked this person');
		expect(await run('blockedUser', 'unblock', to(ADA))).toEqual([{ blocked: false, ...ada }]);
		expect(await run('blockedUser', 'getAll')).toHaveLength(1);
	});

	test('who did not write lately cannot be blocked, and the reason is told', async () => {
		const parameters = op('blockedUser', 'block', to('14155550107'));
		expect(shown(await meta.run({ parameters }))).toMatchObject({
			code: 'window-closed',
			description: expect.stringContaining('Re-engagement required'),
		});
	});

	test('Agent Limits hold for blocking too', async () => {
		const options = { agentLimits: { allowedNumbers: '49*' } };
		const parameters = op('blockedUser', 'block', { ...to(ADA), options });
		expect(shown(await meta.run({ parameters })).code).toBe('guard-refused');
		expect(meta.bench.requests).toEqual([]);
	});
});

test('a QR code is made, read with its picture, changed and deleted', async () => {
	const [made] = await run('qrCode', 'create', { prefilledMessage: 'Hello', imageFormat: 'PNG' });
	const qrCode = String(made!.code);
	expect(made).toEqual({
		code: qrCode,
		prefilledMessage: 'Hello',
		link: `https://wa.me/message/${qrCode}`,
		imageUrl: expect.stringMatching(/\.png$/),
	});
	await run('qrCode', 'update', { qrCode, prefilledMessage: 'Hi' });
	expect(await run('qrCode', 'get', { qrCode })).toEqual([
		{ ...made, prefilledMessage: 'Hi', imageUrl: expect.stringMatching(/\.svg$/) },
	]);
	expect(await run('qrCode', 'getAll', { returnAll: true })).toEqual([
		{ code: qrCode, prefilledMessage: 'Hi', link: made!.link },
	]);
	expect(await run('qrCode', 'delete', { qrCode })).toEqual([{ deleted: true }]);
	const parameters = op('qrCode', 'create', { prefilledMessage: 'a'.repeat(141) });
	expect(shown(await meta.run({ parameters })).message).toContain('has 141 characters');
});

const HOUR = 3_600_000;
const span = (from: number, until: number) => ({
	start: new Date(Date.now() + from * HOUR).toISOString(),
	end: new Date(Date.now() + until * HOUR).toISOString(),
});

test.each([
	['analytics', 'halfHour', 'HALF_HOUR', { sent: 1, delivered: 1 }],
	['conversation_analytics', 'day', 'DAILY', { conversation: 1 }],
	['pricing_analytics', 'month', 'MONTHLY', { volume: 1 }],
])('%s are items by time, asked for in the words of Meta', async (analyticsOf, own, theirs, counts) => {
	await meta.run({ parameters: text('Hello') });
	const given = span(-24, 1);
	const items = await run('analytics', 'get', { analyticsOf, granularity: own, ...given });
	expect(items).toHaveLength(2);
	expect(items[0]).toMatchObject({ start: given.start.replace(/\d{3}Z$/, '000Z') });
	expect(items).toContainEqual(expect.objectContaining(counts));
	expect(last().query.fields).toContain(`.granularity(${theirs})`);
});

test('templates are counted by day, ten at once', async () => {
	const { id } = meta.sandbox.businessAccount().templates[0]!;
	const parameters = { analyticsOf: 'template_analytics', templateIds: id, ...span(-24, 0) };
	expect(await run('analytics', 'get', parameters)).toEqual([
		expect.objectContaining({ templateId: id, sent: 0, read: 0 }),
	]);
	for (const [given, words] of [
		[{ ...parameters, templateIds: 'hello_world' }, "'Template IDs' contains no ID: hello_world"],
		[{ ...parameters, ...span(0, -1) }, "'End' is not after the one in 'Start'"],
	] as const) {
		const refused = await meta.run({ parameters: op('analytics', 'get', given) });
		expect(shown(refused).message).toContain(words);
	}
	expect(meta.bench.requests).toHaveLength(1);
});

test('a number tells all its fields where they are asked for', async () => {
	const [usual] = await run('phoneNumber', 'get');
	const options = { fields: 'status, name_status, messaging_limit_tier' };
	const [asked] = await run('phoneNumber', 'get', { options });
	expect(usual).not.toHaveProperty('status');
	expect(asked).toEqual({
		status: 'CONNECTED',
		name_status: 'APPROVED',
		messaging_limit_tier: 'TIER_1K',
		id: knownBusiness.phoneNumberId,
	});
});
