import { startSandbox, type Sandbox } from '../../sandbox';
import { call, lastRequest, wati } from './client';
import { useSandbox } from './use-sandbox';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), { plan: 'off' }, false);

const headers = () => ({ authorization: `Bearer ${sandbox.watiToken}` });

describe('WATI’s own side', () => {
	it.each([undefined, 'Bearer wrong', 'Bearer wati-sandbox-second-token'])(
		'answers 401 with an empty body to Authorization %j',
		async (authorization) => {
			const url = `${sandbox.url}/${sandbox.tenantId}/api/v1/getContacts`;
			const given: Record<string, string> = authorization === undefined ? {} : { authorization };
			const { status, text } = await call('GET', url, { headers: given });
			expect([status, text]).toEqual([401, '']);
			expect(lastRequest(sandbox)).toMatchObject({ side: 'wati', status: 401, tookEffect: false });
		},
	);

	it.each([
		'/api/v1/getContacts',
		'/999999/api/v1/getContacts',
		'/123456//api/v1/getContacts',
		'//123456/api/v1/getContacts',
		'/123456',
		'/123456/api/v1/noSuch',
		'/123456/api/ext/v3/contacts',
		'/123456/api/v1/addContact/',
	])('answers 404 with an empty body to %s', async (path) => {
		const { status, text } = await call('GET', sandbox.url + path, { headers: headers() });
		expect([status, text]).toEqual([404, '']);
		expect(lastRequest(sandbox).endpoint).toBe('unknown');
	});

	it('answers 405 to another method', async () => {
		for (const [method, path] of [
			['POST', '/api/v1/getContacts'],
			['GET', '/api/v1/sendTemplateMessage'],
			['DELETE', '/api/v1/addContact/14155550101'],
		] as const) {
			const { status, text } = await wati(sandbox, method, path);
			expect([status, text]).toEqual([405, '']);
		}
	});

	it('blocks Python’s default user agent with a page', async () => {
		const agent = { 'user-agent': 'Python-urllib/3.12' };
		const { status, text } = await wati(sandbox, 'GET', '/api/v1/getContacts', undefined, agent);
		expect([status, text.startsWith('<!DOCTYPE html>')]).toEqual([403, true]);
	});

	it('takes every JSON content type of the docs', async () => {
		for (const type of [
			'application/json-patch+json',
			'text/json',
			'application/x+json; charset=utf-8',
		]) {
			const path = '/api/v1/addContact/14155550101';
			const { json } = await wati(sandbox, 'POST', path, '{"name":"Ada"}', {
				'content-type': type,
			});
			expect(json.result).toBe(true);
		}
	});

	it('starts empty when asked', async () => {
		const empty = await startSandbox({ seed: 'empty' });
		const listed = await wati(empty, 'GET', '/api/v1/getContacts');
		expect(listed.json).toMatchObject({ contact_list: [], link: { total: 0, nextPage: null } });
		const templates = await wati(empty, 'GET', '/api/v1/getMessageTemplates');
		expect(templates.json.messageTemplates).toEqual([]);
		await empty.close();
	});
});
