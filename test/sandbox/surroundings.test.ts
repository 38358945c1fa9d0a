import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import type { Sandbox } from '../../sandbox';
import { call, lastRequest, maton } from './client';
import { useSandbox } from './use-sandbox';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), {}, false);

describe('the foreign origin', () => {
	it('serves files to everybody and records every header', async () => {
		const photo = await fetch(`${sandbox.foreignUrl}/files/photo.png`, {
			headers: { authorization: 'Bearer leaked' },
		});
		const bytes = Buffer.from(await photo.arrayBuffer());
		expect(photo.headers.get('content-type')).toBe('image/png');
		expect(bytes.toString('hex', 0, 8)).toBe('89504e470d0a1a0a');
		expect(lastRequest(sandbox)).toMatchObject({
			side: 'foreign',
			path: '/files/photo.png',
			headers: { authorization: 'Bearer leaked' },
		});
		expect((await call('GET', `${sandbox.foreignUrl}/files/report.pdf`)).text).toMatch(
			/^%PDF-1\.4/,
		);
		const empty = await call('GET', `${sandbox.foreignUrl}/files/empty.txt`);
		expect([empty.status, empty.text]).toEqual([200, '']);
		expect((await call('GET', `${sandbox.foreignUrl}/files/no`)).status).toBe(404);
		expect((await call('GET', `${sandbox.foreignUrl}/status?code=503`)).status).toBe(503);
	});

	it('serves any size, with and without a length', async () => {
		const base = `${sandbox.foreignUrl}/files/big.bin?size=1000000&type=application/pdf&name=a.pdf`;
		const known = await fetch(base);
		expect(known.headers.get('content-length')).toBe('1000000');
		expect(known.headers.get('content-disposition')).toBe('attachment; filename="a.pdf"');
		expect((await known.arrayBuffer()).byteLength).toBe(1_000_000);
		const unknown = await fetch(`${base}&length=off`);
		expect(unknown.headers.get('content-length')).toBeNull();
		expect((await unknown.arrayBuffer()).byteLength).toBe(1_000_000);
	});

	it('redirects anywhere', async () => {
		const to = encodeURIComponent(`${sandbox.url}/connections`);
		const reply = await call('GET', `${sandbox.foreignUrl}/redirect?to=${to}&status=307`);
		expect([reply.status, reply.headers.get('location')]).toEqual([
			307,
			`${sandbox.url}/connections`,
		]);
	});
});

describe('control', () => {
	const control = async (method: string, path: string, body?: Record<string, unknown>) =>
		await call(method, `${sandbox.url}/__sandbox/${path}`, { body });

	it('steers and reads the sandbox without being recorded', async () => {
		sandbox.reset();
		const endpoint = 'GET /connections';
		await control('POST', 'faults', { endpoint, kind: 'status', status: 503, times: 0 });
		expect((await maton(sandbox, 'GET', '/connections')).status).toBe(503);
		expect((await control('GET', 'state')).json).toMatchObject({
			tenantId: sandbox.tenantId,
			requests: 1,
			faults: [{ endpoint, left: 'until cleared' }],
		});
		await control('DELETE', 'faults');
		expect((await maton(sandbox, 'GET', '/connections')).status).toBe(200);
		expect((await control('GET', 'counts')).json).toEqual({ [endpoint]: 2 });
		const requests = (await control('GET', 'requests?after=1')).json;
		expect(requests).toMatchObject([{ number: 2, endpoint, status: 200 }]);
		const text = '/wati/api/v1/sendSessionMessage/14155550108?messageText=Hi';
		await control('POST', 'window', { whatsappNumber: '14155550108' });
		expect((await maton(sandbox, 'POST', text)).json.ok).toBe(true);
		await control('POST', 'window', { whatsappNumber: '14155550108', open: false });
		expect((await maton(sandbox, 'POST', text)).json.result).toBe(false);
		await control('POST', 'customer', { whatsappNumber: '14155550108', text: 'Hello' });
		expect((await maton(sandbox, 'POST', text)).json.ok).toBe(true);
		const messages = (await control('GET', 'messages?whatsappNumber=14155550108')).json;
		expect(messages).toHaveLength(2);
		await control('POST', 'reset', { contacts: 30 });
		expect(sandbox.requests).toEqual([]);
		const listed = await maton(sandbox, 'GET', '/wati/api/v1/getContacts');
		expect(listed.json.link).toMatchObject({ total: 30 });
	});

	it('says what it cannot do', async () => {
		expect((await control('POST', 'faults', { kind: 'status' })).status).toBe(400);
		expect((await control('POST', 'faults', { endpoint: '*', kind: 'fire' })).status).toBe(400);
		expect((await control('POST', 'customer', { whatsappNumber: '14155550108' })).status).toBe(400);
		expect((await control('GET', 'nothing')).status).toBe(404);
	});

	it('can keep counts only', async () => {
		sandbox.reset({ recording: 'counts' });
		await maton(sandbox, 'GET', '/connections');
		expect([sandbox.requests.length, sandbox.counts]).toEqual([0, { 'GET /connections': 1 }]);
		sandbox.reset({ recording: 'full' });
	});
});

describe('npm run sandbox', () => {
	const root = resolve(__dirname, '../..');
	const start = (...args: string[]) =>
		spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...args], { cwd: root });

	it('prints a ready line, serves, and stops on Ctrl-C', async () => {
		const child = start('--port', '0', '--contacts', '20');
		let output = '';
		for await (const chunk of child.stdout) {
			output += String(chunk);
			if (/SANDBOX READY .*\n/.test(output)) break;
		}
		const ready = JSON.parse(/SANDBOX READY (.*)/.exec(output)?.[1] ?? '{}') as Sandbox;
		expect((await maton(ready, 'GET', '/wati/api/v1/getContacts')).json.link).toMatchObject({
			total: 20,
		});
		expect(output).toContain(ready.matonKey);
		child.kill('SIGINT');
		expect(await once(child, 'exit')).toEqual([0, null]);
	});

	it('says in one line that a port is in use', async () => {
		const { port } = new URL(sandbox.url);
		const child = start('--port', port);
		let errors = '';
		child.stderr.on('data', (chunk) => (errors += String(chunk)));
		expect(await once(child, 'close')).toEqual([1, null]);
		expect(errors).toBe(
			`Port ${port} is in use. Stop the other program or choose another with --port.\n`,
		);
	});
});
