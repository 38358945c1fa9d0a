import type { Sandbox } from '../../sandbox';
import { PlanLimits, SlidingWindow } from '../../sandbox/http/limits';
import { maton, wati } from './client';
import { useSandbox } from './use-sandbox';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), {}, false);

const statuses = async (count: number, send: () => Promise<{ status: number }>) => {
	const replies = await Promise.all(Array.from({ length: count }, send));
	const tally: Record<string, number> = {};
	for (const { status } of replies) tally[status] = (tally[status] ?? 0) + 1;
	return tally;
};

describe('limits', () => {
	it('lets Maton accept ten requests in a second, whatever they are', async () => {
		sandbox.reset({ plan: 'off', gatewayPerSecond: 10 });
		const media = async () => await maton(sandbox, 'GET', '/wati/api/v1/getMessageTemplates');
		expect(await statuses(14, media)).toEqual({ 200: 10, 429: 4 });
		const refused = await maton(sandbox, 'GET', '/connections');
		expect([refused.status, refused.json, refused.headers.get('retry-after')]).toEqual([
			429,
			{ error: 'Rate limit exceeded' },
			null,
		]);
		expect((await wati(sandbox, 'GET', '/api/v1/getMessageTemplates')).status).toBe(200);
		await new Promise((resolve) => setTimeout(resolve, 1050));
		expect(await statuses(11, media)).toEqual({ 200: 10, 429: 1 });
	});

	it('holds WATI’s limits per endpoint and plan, v1 and v2 together', async () => {
		sandbox.reset({ plan: 'growth', gatewayPerSecond: 0 });
		const contacts = async () => await wati(sandbox, 'GET', '/api/v1/getContacts');
		expect(await statuses(12, contacts)).toEqual({ 200: 10, 429: 2 });
		const refused = await contacts();
		expect([refused.status, refused.text]).toEqual([429, '']);
		const template = async (version: string) =>
			await wati(
				sandbox,
				'POST',
				`/api/${version}/sendTemplateMessage?whatsappNumber=14155550101`,
				{
					template_name: 'order_update',
					broadcast_name: 'b',
					parameters: [
						{ name: 'name', value: 'Ada' },
						{ name: 'ordernumber', value: 'A1' },
					],
				},
			);
		expect(await statuses(20, () => template('v1'))).toEqual({ 200: 20 });
		expect(await statuses(15, () => template('v2'))).toEqual({ 200: 10, 429: 5 });
		expect(sandbox.messagesTo('14155550101')).toHaveLength(30);
		sandbox.reset({ plan: 'business' });
		expect(await statuses(101, () => template('v2'))).toEqual({ 200: 100, 429: 1 });
	});

	it('slides: a call is counted for exactly the window', () => {
		const window = new SlidingWindow(2, 1000);
		const taken = [0, 500, 900, 1000, 1001, 1499, 1500].map((at) => window.take('key', at));
		expect(taken).toEqual([true, true, false, true, false, false, true]);
		expect(window.take('other key', 1500)).toBe(true);
	});

	it('counts accounts apart and can be off', () => {
		const limits = new PlanLimits('pro');
		for (let index = 0; index < 60; index += 1) limits.take('sendTemplateMessage', '1', 0);
		expect(limits.take('sendTemplateMessage', '1', 9_999)).toBe(false);
		expect(limits.take('sendTemplateMessage', '2', 0)).toBe(true);
		expect(limits.take('sendTemplateMessages', '1', 0)).toBe(true);
		const off = new PlanLimits('off');
		for (let index = 0; index < 1000; index += 1) {
			expect(off.take('getContacts', '1', 0)).toBe(true);
		}
	});
});
