import type { Sandbox } from '../../sandbox';
import { lastRequest, maton } from './client';
import { useSandbox } from './use-sandbox';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), { plan: 'off', gatewayPerSecond: 0 });

const endpoint = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const send = async () =>
	await maton(sandbox, 'POST', '/wati/api/v1/sendSessionMessage/14155550101?messageText=Hi');
const arrived = () => sandbox.messagesTo('14155550101').length;

describe('faults', () => {
	it('answers an error once, with and without Retry-After', async () => {
		sandbox.addFault({ endpoint, kind: 'status', status: 429, retryAfter: 2 });
		sandbox.addFault({ endpoint, kind: 'status', status: 429, after: 1 });
		const first = await send();
		expect([first.status, first.headers.get('retry-after'), arrived()]).toEqual([429, '2', 0]);
		const second = await send();
		expect([second.status, second.headers.get('retry-after'), arrived()]).toEqual([429, null, 0]);
		expect([(await send()).status, arrived()]).toEqual([200, 1]);
	});

	it('can answer 500 although the write happened', async () => {
		sandbox.addFault({ endpoint, kind: 'status', tookEffect: true });
		const { status, text } = await send();
		expect([status, text, arrived()]).toEqual([500, '', 1]);
		expect(lastRequest(sandbox)).toMatchObject({ status: 500, tookEffect: true });
	});

	it('cuts the connection before or after the write', async () => {
		sandbox.addFault({ endpoint, kind: 'dropBefore' });
		await expect(send()).rejects.toThrow('fetch failed');
		expect(arrived()).toBe(0);
		expect(lastRequest(sandbox)).toMatchObject({ status: 'dropped', tookEffect: false });
		sandbox.addFault({ endpoint, kind: 'dropAfter' });
		await expect(send()).rejects.toThrow('fetch failed');
		expect(arrived()).toBe(1);
		expect(lastRequest(sandbox)).toMatchObject({ status: 'dropped', tookEffect: true });
	});

	it('breaks off an answer whose length it told', async () => {
		sandbox.addFault({ endpoint, kind: 'breakOff' });
		await expect(send()).rejects.toThrow('terminated');
		expect(arrived()).toBe(1);
	});

	it('cuts JSON short, or answers a proxy’s page or any body', async () => {
		sandbox.addFault({ endpoint, kind: 'truncate' });
		const cut = await send();
		expect([cut.status, cut.text.startsWith('{"ok":true'), cut.json]).toEqual([200, true, {}]);
		sandbox.addFault({ endpoint, kind: 'html' });
		const page = await send();
		expect([page.status, page.headers.get('content-type')]).toEqual([
			502,
			'text/html; charset=utf-8',
		]);
		sandbox.addFault({
			endpoint,
			kind: 'answer',
			body: { result: 'false' },
			contentType: 'text/json',
		});
		const given = await send();
		expect([given.status, given.json, given.headers.get('content-type')]).toEqual([
			200,
			{ result: 'false' },
			'text/json',
		]);
		sandbox.addFault({ endpoint, kind: 'answer', status: 204 });
		expect((await send()).status).toBe(204);
		expect(arrived()).toBe(1);
	});

	it('waits', async () => {
		sandbox.addFault({ endpoint, kind: 'latency', latencyMs: 120 });
		const start = Date.now();
		await send();
		expect(Date.now() - start).toBeGreaterThanOrEqual(118);
		expect(arrived()).toBe(1);
	});

	it('lasts as long as told, on the endpoints told', async () => {
		sandbox.addFault({ endpoint: '*', kind: 'status', times: 2 });
		expect((await maton(sandbox, 'GET', '/connections')).status).toBe(500);
		expect((await send()).status).toBe(500);
		expect((await send()).status).toBe(200);
		sandbox.addFault({ endpoint, kind: 'status', status: 503, times: 0 });
		for (let index = 0; index < 5; index += 1) expect((await send()).status).toBe(503);
		expect((await maton(sandbox, 'GET', '/connections')).status).toBe(200);
		sandbox.clearFaults();
		expect((await send()).status).toBe(200);
	});

	it('does not reach requests refused at the door', async () => {
		sandbox.addFault({ endpoint, kind: 'status', status: 503 });
		const wrong = { authorization: 'Bearer wrong' };
		const path = '/wati/api/v1/sendSessionMessage/14155550101?messageText=Hi';
		expect((await maton(sandbox, 'POST', path, undefined, wrong)).status).toBe(401);
		expect((await send()).status).toBe(503);
	});
});
