import type { IDataObject, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';

import { routeItem } from '../../nodes/shared/items/each-item';
import { RoutedItems } from '../../nodes/shared/items/routed-items';
import { NODE } from '../harness/node';

const ENGINE_DEFAULTS = { ignoreHttpStatusErrors: true, timeout: 300_000 };

interface Given {
	settings?: IDataObject;
	parameters?: IDataObject;
	credentials?: Record<string, IDataObject>;
	items?: IDataObject[];
	answer?: unknown;
}

/** A node's context with these settings, and what was asked of it. */
function contextOf({ settings = {}, parameters = {}, credentials, items = [{}], answer }: Given) {
	const known: Record<string, IDataObject> = { matonApi: { apiKey: 'key' }, ...credentials };
	const credentialReads: string[] = [];
	const sent: Array<{ type: string; options: IHttpRequestOptions; seen: IDataObject[] }> = [];
	const values: IDataObject = { requestOptions: settings, ...parameters };
	const context = {
		getNode: () => NODE,
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => values[name] ?? fallback,
		continueOnFail: () => false,
		getCredentials: async (type: string) => {
			credentialReads.push(type);
			return known[type];
		},
		helpers: {
			prepareBinaryData: () => 'prepared',
			assertBinaryData: (item: number, property: string) => `${property} of ${item}`,
			getBinaryDataBuffer: async (item: number, property: string) => `${property} in ${item}`,
			async httpRequestWithAuthentication(
				this: { getCredentials: (type: string) => Promise<IDataObject> },
				type: string,
				options: IHttpRequestOptions,
			) {
				const seen = [await this.getCredentials(type), await this.getCredentials('other')];
				sent.push({ type, options, seen });
				return { statusCode: 200, headers: {}, body: answer };
			},
		},
	};
	return { context: context as never, credentialReads, sent };
}

const routedOf = async (given: Given) => await RoutedItems.of(contextOf(given).context);
const request = async (given: Given) => (await routedOf(given)).request('POST', '/api/v1/x');

describe('a request begins', () => {
	test('as the routing engine begins it', async () => {
		expect(await request({})).toEqual({
			...ENGINE_DEFAULTS,
			method: 'POST',
			url: '/api/v1/x',
			qs: {},
			body: {},
			headers: { Accept: 'application/json' },
		});
	});

	test('with the time-out and the certificates that the user chose', async () => {
		const settings = { timeout: 5_000, allowUnauthorizedCerts: true };
		expect(await request({ settings })).toMatchObject({
			timeout: 5_000,
			skipSslCertificateValidation: true,
		});
		expect(await request({ settings: { timeout: 0 } })).toMatchObject(ENGINE_DEFAULTS);
	});

	test.each([
		['http://proxy.example.com:3128', { protocol: 'http' }],
		['https://proxy.example.com:3128/', { protocol: 'https' }],
		[
			'http://ada:secret@proxy.example.com:3128',
			{ protocol: 'http', auth: { username: 'ada', password: 'secret' } },
		],
	])('with the proxy %s', async (proxy, told) => {
		const expected = { host: 'proxy.example.com', port: 3128, ...told };
		expect((await request({ settings: { proxy } })).proxy).toEqual(expected);
	});

	test('within the domains of its credential', async () => {
		const restricted = (allowedDomains?: string) => ({
			credentials: { matonApi: { allowedHttpRequestDomains: 'domains', allowedDomains } as never },
		});
		expect((await request(restricted(' a.example.com '))).allowedDomains).toBe('a.example.com');
		for (const nothing of [undefined, '', '  ']) {
			await expect(request(restricted(nothing))).rejects.toMatchObject({
				message: 'The credential names no allowed domain',
				description: 'Add the host of the gateway to its allowed domains.',
				context: { code: 'not-allowed' },
			});
		}
		const all = { allowedHttpRequestDomains: 'all', allowedDomains: 'a.example.com' };
		expect(await request({ credentials: { matonApi: all } })).not.toHaveProperty('allowedDomains');
	});
});

describe('one item', () => {
	test('has its own data, parameters and files', async () => {
		const routed = await routedOf({ parameters: { text: 'Hi' }, items: [{ a: 1 }, { a: 2 }] });
		const item = routed.item(1);
		expect(item.getItemIndex()).toBe(1);
		expect(item.getInputData()).toEqual({ json: { a: 2 } });
		expect(item.getNodeParameter('text')).toBe('Hi');
		expect(item.getNodeParameter('none', 'fallback')).toBe('fallback');
		expect(item.continueOnFail()).toBe(false);
		const { helpers } = item as unknown as { helpers: Record<string, (name?: string) => unknown> };
		expect(helpers.assertBinaryData!('data')).toBe('data of 1');
		expect(await helpers.getBinaryDataBuffer!('data')).toBe('data in 1');
		expect(helpers.prepareBinaryData!()).toBe('prepared');
	});

	test('may differ from the settings of the node', async () => {
		const routed = await routedOf({ parameters: { text: 'Hi', other: 'x' } });
		const item = routed.item(0, { parameters: { text: undefined }, neverStops: true });
		expect(item.getNodeParameter('text', 'fallback')).toBeUndefined();
		expect(item.getNodeParameter('other')).toBe('x');
		expect(item.continueOnFail()).toBe(true);
	});

	test('hands each who asks a credential of its own, read once', async () => {
		const { context, credentialReads } = contextOf({ credentials: { other: { token: 'o' } } });
		const routed = await RoutedItems.of(context);
		const read = async (type: string) => await routed.item(0).getCredentials<IDataObject>(type);
		(await read('matonApi')).apiKey = 'changed';
		expect(await read('matonApi')).toEqual({ apiKey: 'key' });
		(await read('other')).token = 'changed';
		expect(await read('other')).toEqual({ token: 'o' });
		expect(credentialReads).toEqual(['matonApi', 'other']);
	});

	test.each([[undefined, 'matonApi'] as const, ['watiApi', 'watiApi'] as const])(
		'with %p as authentication sends with %s',
		async (authentication, type) => {
			const { context, sent } = contextOf({
				parameters: authentication ? { authentication } : {},
				credentials: { watiApi: { accessToken: 't' }, other: { token: 'o' } },
				answer: { id: 1 },
			});
			const item = (await RoutedItems.of(context)).item(0);
			const steps: unknown[] = [];
			const step = (name: string) =>
				async function (this: unknown, items: INodeExecutionData[], response: object) {
					steps.push([name, this === item, items, response]);
					return [{ json: { name } }];
				};
			const items = await item.makeRoutingRequest({
				options: { url: '/x' },
				preSend: [],
				postReceive: [
					{ data: {}, actions: [step('a'), { type: 'limit', properties: { maxResults: 1 } }] },
					{ data: {}, actions: [step('b')] },
				],
			} as never);
			expect(items).toEqual([{ json: { name: 'b' } }]);
			const response = { statusCode: 200, headers: {}, body: { id: 1 } };
			expect(steps).toEqual([
				['a', true, [{ json: { id: 1 } }], response],
				['b', true, [{ json: { name: 'a' } }], response],
			]);
			expect(sent).toEqual([
				{
					type,
					options: { url: '/x', returnFullResponse: true },
					seen: [type === 'matonApi' ? { apiKey: 'key' } : { accessToken: 't' }, { token: 'o' }],
				},
			]);
		},
	);

	test('is empty where the answer is no object', async () => {
		const item = (await routedOf({ answer: 'text' })).item(0);
		const options = { url: '/x' };
		expect(
			await item.makeRoutingRequest({ options, preSend: [], postReceive: [] } as never),
		).toEqual([{ json: {} }]);
	});
});

describe('a route', () => {
	test('is walked step by step, and leaves by the given transport where it names none', async () => {
		const routed = await routedOf({});
		const seen: unknown[] = [];
		const transport = async function (this: { getItemIndex: () => number }, walked: IDataObject) {
			seen.push(this.getItemIndex(), walked);
			return [{ json: { sent: true } }];
		};
		const action = async () => [];
		const step = async function (options: IHttpRequestOptions) {
			return { ...options, url: `${options.url}/stepped` };
		};
		const routing = {
			request: { method: 'PUT', url: '/api/v1/x' },
			send: { preSend: [step, step] },
			output: { postReceive: [action] },
		};
		expect(await routeItem(transport as never, routing as never, routed, 0)).toEqual([
			{ json: { sent: true } },
		]);
		expect(seen).toStrictEqual([
			0,
			{
				options: { ...routed.request('PUT', '/api/v1/x/stepped/stepped') },
				preSend: [],
				postReceive: [{ data: { parameterValue: undefined }, actions: [action] }],
			},
		]);
		await routeItem(transport as never, { request: { method: 'GET', url: '/y' } }, routed, 0);
		expect(seen[3]).toMatchObject({
			options: { method: 'GET', url: '/y' },
			postReceive: [{ actions: [] }],
		});
	});

	test('turns pages by a function only', async () => {
		const operations = { pagination: { type: 'offset' } } as never;
		await expect(
			routeItem((() => []) as never, { operations }, await routedOf({}), 0),
		).rejects.toThrow('Only a function can turn pages here');
	});
});
