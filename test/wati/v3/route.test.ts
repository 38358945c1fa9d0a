import type { INodeParameters } from 'n8n-workflow';

import { watiRootUrl, watiV3BaseUrl } from '../../../nodes/services/wati/addresses';
import { ADA, BEN, byId, direct, named, number, operation, shown, useBench } from '../setup';

const bench = useBench({ v3Access: 'included' });

const whatsappNumber = number(ADA);
const COUNT = direct('contact', 'count');
const STATUS = 'PUT /api/ext/v3/conversations/{target}/status';

/** A chat that only v3 reaches. */
const SUPPORT = { channel: { __rl: true, mode: 'list', value: 'Support' } };

/** Every operation of API v3, with what it needs. */
const OPERATIONS: INodeParameters[] = [
	operation('account', 'getCredits'),
	operation('campaign', 'get', { campaignId: byId('a') }),
	operation('campaign', 'getAll'),
	operation('campaign', 'getOverview', { periodFrom: '2026-01-01', periodTo: '2026-02-01' }),
	operation('campaign', 'getRecipients', { campaignId: byId('a') }),
	operation('channel', 'getAll'),
	operation('chatbot', 'getAll'),
	operation('chatbot', 'start', { whatsappNumber, chatbotId: byId('a') }),
	operation('contact', 'assignTeams', { whatsappNumber, teams: 'Sales' }),
	operation('contact', 'count'),
	operation('contact', 'delete', { whatsappNumber }),
	operation('contact', 'get', { whatsappNumber }),
	operation('conversation', 'addTag', { whatsappNumber, tag: 'vip' }),
	operation('conversation', 'assign', { whatsappNumber, assignTo: 'bot', options: SUPPORT }),
	operation('conversation', 'removeTag', { whatsappNumber, tag: 'vip' }),
	operation('conversation', 'showTyping', { whatsappNumber }),
	operation('conversation', 'updateStatus', { whatsappNumber }),
	operation('media', 'download', { fileName: '66f0aa000000000000000001' }),
	operation('message', 'getAll', { whatsappNumber, options: SUPPORT }),
	operation('template', 'schedule', {
		template: named('welcome'),
		scheduledAt: '2099-01-01T10:00:00',
		whatsappNumber,
	}),
	operation('webhook', 'delete', { webhookId: byId('a') }),
	operation('webhook', 'getAll'),
	operation('webhook', 'getEventTypes'),
	operation('webhook', 'update', { webhookId: byId('a'), webhookChanges: { enabled: true } }),
];

const NAMED = OPERATIONS.map((parameters) => ({
	parameters,
	name: `${String(parameters.resource)}: ${String(parameters.operation)}`,
}));

/** Operations of v1 and v2 that Maton does not list either. */
const NAMED_OF_V2 = [
	operation('message', 'getStatus', {
		channelNumber: number('15551234567'),
		localMessageId: 'order-4711-shipped',
	}),
	operation('account', 'rotateToken', {
		confirmRotation: true,
		tokenFrom: 'field',
		token: 'another-token',
	}),
	operation('webhook', 'create', {
		webhookNumber: number('15551234567'),
		webhookUrl: 'https://n8n.example.com/webhook/wati?token=s3cr3t',
		webhookEvents: ['messageReceived'],
	}),
].map((parameters) => ({
	parameters,
	name: `${String(parameters.resource)}: ${String(parameters.operation)}`,
}));

describe('the root of v3', () => {
	test.each([
		['https://live-mt-server.wati.io/123456', 'https://live-mt-server.wati.io'],
		['https://live-mt-server.wati.io/123456/', 'https://live-mt-server.wati.io'],
		['https://live-mt-server.wati.io', 'https://live-mt-server.wati.io'],
		['live-mt-server.wati.io/123456 ', 'https://live-mt-server.wati.io'],
		['https://live-mt-server.wati.io/123456/api/v1/getContacts', 'https://live-mt-server.wati.io'],
		['https://live-mt-server.wati.io/api/ext/v3', 'https://live-mt-server.wati.io'],
		['https://live-mt-server.wati.io/123456/api/ext/v3/contacts', 'https://live-mt-server.wati.io'],
		['https://live-server-1.wati.io/', 'https://live-server-1.wati.io'],
		['https://proxy.example.com/wati/123456', 'https://proxy.example.com/wati'],
	])('%s', (given, root) => {
		expect(watiRootUrl(given)).toBe(root);
		expect(watiV3BaseUrl(given)).toBe(`${root}/api/ext/v3`);
	});

	test.each(['', '/', '/123456', '/123456/', '/123456/api/v1/', '/api/ext/v3/contacts'])(
		'is reached from the pasted address with %j at its end',
		async (end) => {
			const { items } = await bench.run({
				parameters: COUNT,
				credentials: bench.wati({ apiUrl: `${bench.sandbox.url}${end}` }),
			});
			expect(items[0]?.json).toEqual({ contact_count: 12 });
			expect(bench.received()[0]?.call).toBe('GET /api/ext/v3/contacts/count');
		},
	);
});

describe('with Maton', () => {
	test.each([...NAMED, ...NAMED_OF_V2])(
		'$name says what it needs, and nothing leaves',
		async ({ parameters }) => {
			const result = await bench.run({ parameters });
			expect(shown(result)).toMatchObject({
				message: 'This operation needs a WATI access token',
				description: expect.stringContaining('Choose a WATI access token as the credential'),
				code: 'route-not-offered',
			});
			expect(bench.requests).toEqual([]);
		},
	);
});

test('with a token, connections say that they need a Maton key', async () => {
	const result = await bench.run({ parameters: direct('connection', 'getAll') });
	expect(shown(result)).toMatchObject({
		message: 'This operation needs a Maton key',
		description: expect.stringContaining('Choose a Maton key as the credential'),
		code: 'route-not-offered',
	});
	expect(bench.requests).toEqual([]);
});

describe('refusals', () => {
	const directly = (parameters: INodeParameters) => ({ ...parameters, authentication: 'watiApi' });

	test.each(NAMED)('$name tells a token that is not accepted', async ({ parameters }) => {
		const result = await bench.run({
			parameters: directly(parameters),
			credentials: bench.wati({ accessToken: 'wrong' }),
		});
		expect(shown(result)).toMatchObject({
			message: 'The credential was not accepted',
			code: 'credential-refused',
			httpCode: '401',
			itemIndex: 0,
		});
		expect(bench.requests).toHaveLength(1);
	});

	test.each(NAMED)('$name tells a plan without v3', async ({ parameters }) => {
		bench.sandbox.reset({ v3Access: 'refused' });
		const result = await bench.run({ parameters: directly(parameters) });
		expect(shown(result)).toMatchObject({
			words: 'This feature is not available in your current plan',
			description: expect.stringContaining('Check that the WATI plan includes it'),
			code: 'not-allowed',
			httpCode: '403',
		});
	});

	test('an account without v3 is told from a contact that is not there', async () => {
		bench.sandbox.reset({ v3Access: 'absent' });
		const result = await bench.run({ parameters: COUNT });
		expect(shown(result)).toMatchObject({
			message: 'The record or address was not found',
			description: expect.stringContaining('the account has no API v3'),
			code: 'not-found',
			httpCode: '404',
		});
	});

	test('the plain words of a 401 are passed on', async () => {
		const endpoint = 'GET /api/ext/v3/contacts/count';
		const body = 'Trial role is not allowed';
		bench.sandbox.addFault({
			endpoint,
			kind: 'status',
			status: 401,
			body,
			contentType: 'text/plain',
		});
		const result = await bench.run({ parameters: COUNT });
		expect(shown(result)).toMatchObject({ words: body, code: 'credential-refused' });
	});

	test('advice about v3 is not given for v1', async () => {
		bench.sandbox.addFault({ endpoint: 'GET /api/v1/getContacts', kind: 'status', status: 403 });
		const result = await bench.run({ parameters: direct('contact', 'getAll') });
		expect(shown(result).description).not.toContain('v3');
	});

	test("WATI's own number goes along, the status repeated as one does not", async () => {
		const error = async (code: number) => {
			const body = { code, message: 'Refused', timestamp: '2026-01-01T00:00:00Z' };
			const endpoint = 'GET /api/ext/v3/contacts/count';
			bench.sandbox.addFault({ endpoint, kind: 'status', status: 400, body });
			const { items } = await bench.run({ parameters: COUNT, onError: 'continueRegularOutput' });
			return items[0]?.json;
		};
		const details = { code: 'request-refused', httpCode: '400', itemIndex: 0 };
		expect(await error(400)).toMatchObject({
			message: expect.stringContaining('WATI answered: "Refused". [Item 0]') as string,
			details,
		});
		expect(await error(5004)).toMatchObject({ details: { ...details, serviceCode: 5004 } });
	});
});

describe('as on the other routes', () => {
	const update = direct('conversation', 'updateStatus', {
		whatsappNumber: number('={{ $json.to }}'),
	});
	const items = [{ to: ADA }, { to: BEN }];

	test('a refused request waits and goes out once', async () => {
		bench.sandbox.addFault({ endpoint: STATUS, kind: 'status', status: 429, retryAfter: 0 });
		const result = await bench.run({ parameters: update, items });
		expect(result.error).toBeUndefined();
		expect(bench.requests.filter(({ status }) => status === 200)).toHaveLength(2);
		expect(bench.requests).toHaveLength(3);
	});

	test.each([
		['a cut connection', { kind: 'dropAfter' }],
		['status 503', { kind: 'status', status: 503 }],
	] as const)('a write after %s is not repeated', async (_what, fault) => {
		bench.sandbox.addFault({ endpoint: STATUS, ...fault });
		const result = await bench.run({ parameters: update, items: [{ to: ADA }] });
		expect(shown(result).code).toBe('outcome-unknown');
		expect(bench.count(STATUS)).toBe(1);
	});

	test('a read after status 503 is', async () => {
		const endpoint = 'GET /api/ext/v3/contacts/count';
		bench.sandbox.addFault({ endpoint, kind: 'status', status: 503, retryAfter: 0 });
		const result = await bench.run({ parameters: COUNT });
		expect(result.error).toBeUndefined();
		expect(bench.count(endpoint)).toBe(2);
	});

	test('what an earlier try of the run did is not done again', async () => {
		bench.sandbox.addFault({ endpoint: STATUS, kind: 'status', status: 400, after: 1 });
		const result = await bench.run({
			parameters: update,
			items,
			retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
		});
		expect(result.error).toBeUndefined();
		expect(bench.count(STATUS)).toBe(3);
		expect(result.items.map(({ json }) => json.remembered ?? false).sort()).toEqual([false, true]);
	});

	test('calls are counted by endpoint, without what tells records apart', async () => {
		const usage = async () => {
			const result = await bench.run({ parameters: direct('account', 'getUsage') });
			const endpoints = result.items[0]?.json.endpoints as Array<{
				endpoint: string;
				calls: number;
			}>;
			return new Map(endpoints.map(({ endpoint, calls }) => [endpoint, calls]));
		};
		const before = await usage();
		await bench.run({ parameters: update, items });
		for (const tag of ['vip', 'complaint']) {
			const parameters = direct('conversation', 'removeTag', { whatsappNumber, tag });
			await bench.run({ parameters });
		}
		const after = await usage();
		const more = (endpoint: string) => after.get(endpoint)! - (before.get(endpoint) ?? 0);
		expect(more('PUT /api/ext/v3/conversations/status')).toBe(2);
		expect(more('DELETE /api/ext/v3/conversations/tags')).toBe(2);
	});
});
