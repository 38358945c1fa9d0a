import type { IDataObject, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../../../../nodes/shared/fields/operation';
import type { OperationInterceptor, PipelineRequest } from '../../../../nodes/shared/http/pipeline';
import { prepareOperation, routeItem } from '../../../../nodes/shared/items/each-item';
import { RoutedItems } from '../../../../nodes/shared/items/routed-items';
import { wati } from '../../../../nodes/Wati/service';
import { NODE } from '../../../harness/node';

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
	const executeData = { node: NODE };
	const values: IDataObject = { requestOptions: settings, ...parameters };
	const context = {
		getNode: () => NODE,
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => values[name] ?? fallback,
		continueOnFail: () => false,
		getExecuteData: () => executeData,
		getExecutionId: () => 'e',
		getExecutionCancelSignal: () => undefined,
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
const request = async (given: Given) =>
	(await routedOf(given)).request({ method: 'POST', url: '/api/v1/x' });

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
		[' http://proxy.example.com:3128\n', { protocol: 'http' }],
		[
			'http://ada:secret@proxy.example.com:3128',
			{ protocol: 'http', auth: { username: 'ada', password: 'secret' } },
		],
		['http://proxy.example.com:80', { protocol: 'http', port: 80 }],
		['https://proxy.example.com', { protocol: 'https', port: 443 }],
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
});

describe('a route', () => {
	const credentials = {
		matonApi: { apiKey: 'key', gatewayUrl: 'https://api.maton.ai' },
		watiApi: { apiUrl: 'https://wati.example.com/1', accessToken: 't' },
		other: { token: 'o' },
	};
	const operation = (routing: object, more: Partial<Operation> = {}): Operation => ({
		option: { name: 'X', value: 'x', routing: routing as never },
		fields: [],
		...more,
	});
	const ready = (routing: object, more?: Partial<Operation>) =>
		prepareOperation({ service: wati }, operation(routing, more));
	const READ = { request: { method: 'GET', url: '/api/v1/getContacts' } };

	test.each([[undefined, 'matonApi'] as const, ['watiApi', 'watiApi'] as const])(
		'with %p as authentication sends with %s',
		async (authentication, type) => {
			const answer = { id: 1, result: true };
			const { context, sent } = contextOf({
				parameters: authentication ? { authentication } : {},
				credentials,
				answer,
			});
			const routed = await RoutedItems.of(context);
			const steps: unknown[] = [];
			const step = (name: string) =>
				async function (
					this: { getItemIndex: () => number },
					items: INodeExecutionData[],
					response: object,
				) {
					steps.push([name, this.getItemIndex(), items, response]);
					return [{ json: { name } }];
				};
			const limit = { type: 'limit', properties: { maxResults: 1 } };
			const output = { postReceive: [step('a'), limit, step('b')] };
			const items = await routeItem(ready({ ...READ, output }), routed, 0);
			expect(items).toEqual([{ json: { name: 'b' }, pairedItem: { item: 0 } }]);
			const response = { statusCode: 200, headers: {}, body: answer };
			expect(steps).toEqual([
				['a', 0, [{ json: answer }], response],
				['b', 0, [{ json: { name: 'a' } }], response],
			]);
			expect(sent).toEqual([
				{
					type,
					options: expect.objectContaining({
						url: expect.stringMatching(/\/api\/v1\/getContacts$/) as string,
						returnFullResponse: true,
						ignoreHttpStatusErrors: true,
					}) as object,
					seen: [credentials[type], { token: 'o' }],
				},
			]);
		},
	);

	test('is empty where the answer is no object', async () => {
		const routed = await routedOf({ answer: ['text'], credentials });
		const routing = { request: { method: 'GET', url: '/api/v1/getMedia', encoding: 'text' } };
		const items = await routeItem(ready(routing), routed, 0);
		expect(items).toEqual([{ json: {}, pairedItem: { item: 0 } }]);
	});

	test('is walked step by step, and leaves by the pipeline of its operation', async () => {
		const routed = await routedOf({ credentials, items: [{}, {}] });
		const seen: PipelineRequest[] = [];
		const page = {
			answer: { statusCode: 200, headers: {}, body: {} },
			items: [{ json: { sent: true } }],
		};
		const steps: OperationInterceptor = async (request) => {
			seen.push(request);
			return { page };
		};
		const step = async (options: IHttpRequestOptions) => ({
			...options,
			url: `${options.url}/stepped`,
		});
		const request = { method: 'PUT' as const, url: '/api/v1/x' };
		const stepped = ready({ request, send: { preSend: [step, step] } }, { steps });
		expect(await routeItem(stepped, routed, 1)).toEqual([
			{ json: { sent: true }, pairedItem: { item: 1 } },
		]);
		const url = '/api/v1/x/stepped/stepped';
		expect(seen[0]!.session.shaped).toEqual(routed.request({ method: 'PUT', url }));
		expect(seen[0]!.options).toMatchObject({ method: 'PUT', url });
		expect(seen[0]!.session.context.getItemIndex()).toBe(1);
		await routeItem(ready({ request: { method: 'GET', url: '/y' } }, { steps }), routed, 0);
		expect(seen[1]!.options).toMatchObject({ method: 'GET', url: '/y' });
	});

	test('reads as many items as its form asks for', async () => {
		const limits: number[] = [];
		const steps: OperationInterceptor = async ({ session }) => {
			limits.push(session.limit);
			return { page: { answer: { statusCode: 200, headers: {}, body: {} }, items: [] } };
		};
		const fields = [{ displayName: 'Limit', name: 'limit', type: 'number' as const, default: 50 }];
		const limitOf = async (parameters: IDataObject, more: Partial<Operation>) => {
			await routeItem(
				ready(READ, { steps, ...more }),
				await routedOf({ credentials, parameters }),
				0,
			);
		};
		await limitOf({ limit: 7 }, { fields });
		await limitOf({}, { fields });
		await limitOf({ limit: 7, returnAll: true }, { fields });
		await limitOf({ limit: 7 }, {});
		expect(limits).toEqual([7, 50, Infinity, Infinity]);
	});
});
