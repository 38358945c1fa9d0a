import type { INodeParameters } from 'n8n-workflow';

import { watiBaseUrl } from '../../nodes/services/wati/addresses';
import {
	ADA,
	byId,
	fileItem,
	mapped,
	named,
	number,
	operation,
	pairs,
	STRANGER,
	textTo,
	useBench,
	type Received,
} from './setup';
import { matonBaseUrl, matonControlUrl } from '../../nodes/shared/http/route/addresses';

const bench = useBench();

const whatsappNumber = number(ADA);
const variables = { additionalParameters: pairs({ name: 'Ada', ordernumber: '1' }) };
const order = { template: named('order_update') };

/** Every operation that both routes have, with the method and path below the base. */
const SHARED: Array<[parameters: INodeParameters, call: string]> = [
	[operation('contact', 'getAll', { limit: 1 }), 'GET /api/v1/getContacts'],
	[
		operation('contact', 'add', { whatsappNumber: number(STRANGER), name: 'Lena' }),
		`POST /api/v1/addContact/${STRANGER}`,
	],
	[
		operation('contact', 'upsert', { whatsappNumber, name: 'Ada' }),
		`POST /api/v1/addContact/${ADA}`,
	],
	[
		operation('contact', 'updateAttributes', {
			whatsappNumber,
			attributes: mapped({ member: 'gold' }),
		}),
		`POST /api/v1/updateContactAttributes/${ADA}`,
	],
	[operation('message', 'getAll', { whatsappNumber }), `GET /api/v1/getMessages/${ADA}`],
	[textTo(), `POST /api/v1/sendSessionMessage/${ADA}`],
	[operation('message', 'sendFile', { whatsappNumber }), `POST /api/v1/sendSessionFile/${ADA}`],
	[
		operation('message', 'sendButtons', {
			whatsappNumber,
			bodyText: 'Ready?',
			buttons: { button: [{ text: 'Yes' }] },
		}),
		'POST /api/v1/sendInteractiveButtonsMessage',
	],
	[
		operation('message', 'sendList', {
			whatsappNumber,
			bodyText: 'When?',
			buttonText: 'Times',
			sections: { section: [{ title: '', rows: { row: [{ title: 'Noon' }] } }] },
		}),
		'POST /api/v1/sendInteractiveListMessage',
	],
	[operation('template', 'getAll'), 'GET /api/v1/getMessageTemplates'],
	...['v1', 'v2'].flatMap(
		(apiVersion): Array<[INodeParameters, string]> => [
			[
				operation('template', 'send', {
					whatsappNumber,
					...order,
					...variables,
					options: { apiVersion },
				}),
				`POST /api/${apiVersion}/sendTemplateMessage`,
			],
			[
				operation('template', 'sendToMany', {
					...order,
					options: { apiVersion },
					recipientsFrom: 'json',
					recipientsJson: `[{"whatsappNumber":"${ADA}","parameters":{"name":"A","ordernumber":"1"}}]`,
				}),
				`POST /api/${apiVersion}/sendTemplateMessages`,
			],
		],
	),
	[operation('template', 'sendViaCsv', order), 'POST /api/v1/sendTemplateMessageCSV'],
	[
		operation('conversation', 'assign', { whatsappNumber, assignTo: 'bot' }),
		'POST /api/v1/assignOperator',
	],
	[operation('media', 'download', { fileName: 'a.jpg' }), 'GET /api/v1/getMedia'],
];

/** Each text has another ID. */
function withoutMark({ query, ...request }: Received): Received {
	const { localMessageId, ...others } = query;
	if (localMessageId !== undefined) expect(localMessageId).toMatch(/^n8n-[\da-f-]{36}$/);
	return { ...request, query: others };
}

test.each(SHARED.map(([parameters, call]) => ({ parameters, call })))(
	'$call has the same path, query and body on both routes',
	async ({ parameters, call }) => {
		const csv = await fileItem('Phone,name,ordernumber\n14155550101,Ada,1\n', 'a.csv', 'text/csv');
		const text = await fileItem('Thank you.', 'a.txt', 'text/plain');
		const items = [parameters.operation === 'sendViaCsv' ? csv : text];
		const runs = [parameters, { ...parameters, authentication: 'watiApi' }];
		for (const run of runs) {
			// A download of a file that is not there is refused, but its request is what counts here.
			const { error } = await bench.run({ parameters: run, items });
			if (parameters.resource !== 'media') expect(error).toBeUndefined();
		}
		const [maton, direct, ...more] = bench.received().map(withoutMark);
		expect(more).toEqual([]);
		const [method, path] = call.split(' ');
		expect(maton?.call).toBe(`${method} /wati${path}`);
		expect(direct).toEqual({
			...maton,
			call: `${method} /123456${path}`,
			authorization: 'Bearer wati-sandbox-token',
			connection: undefined,
		});
	},
);

describe('what people paste into the credential', () => {
	test.each([
		['a trailing slash', { apiUrl: '/123456/' }],
		['the end of an endpoint', { apiUrl: '/123456/api/v1/getContacts' }],
		['the version', { apiUrl: '/123456/api/v1/' }],
		['spaces', { apiUrl: '/123456  ' }],
		['Bearer', { accessToken: 'Bearer wati-sandbox-token' }],
		['bearer and spaces', { accessToken: '  bearer   wati-sandbox-token ' }],
	])('WATI: %s', async (_what, pasted: { apiUrl?: string; accessToken?: string }) => {
		const { apiUrl = '/123456', ...more } = pasted;
		const { error } = await bench.run({
			parameters: { ...textTo(), authentication: 'watiApi' },
			credentials: bench.wati({ apiUrl: `${bench.sandbox.url}${apiUrl}`, ...more }),
		});
		expect(error).toBeUndefined();
		expect(bench.received()).toMatchObject([
			{
				call: `POST /123456/api/v1/sendSessionMessage/${ADA}`,
				authorization: 'Bearer wati-sandbox-token',
			},
		]);
	});

	test.each([
		['a trailing slash', { gatewayUrl: '/' }],
		['the app', { gatewayUrl: '/wati/' }],
		['Bearer', { apiKey: 'Bearer maton-sandbox-key' }],
		['spaces', { apiKey: ' maton-sandbox-key ', connectionId: ' ' }],
	])('Maton: %s', async (_what, pasted: Record<string, string>) => {
		const { gatewayUrl = '', ...more } = pasted;
		const { error } = await bench.run({
			parameters: textTo(),
			credentials: bench.maton({ gatewayUrl: `${bench.sandbox.url}${gatewayUrl}`, ...more }),
		});
		expect(error).toBeUndefined();
		expect(bench.received()).toMatchObject([
			{
				call: `POST /wati/api/v1/sendSessionMessage/${ADA}`,
				authorization: 'Bearer maton-sandbox-key',
			},
		]);
	});
});

describe('the connection', () => {
	const templates = operation('template', 'getAll', { limit: 1 });

	test('of the credential is used by default', async () => {
		await bench.run({ parameters: templates });
		expect(bench.received()[0]?.connection).toBe(bench.sandbox.connectionId);
	});

	test.each(['id', 'list'])('of the node wins, chosen by %s', async (mode) => {
		const connection = { ...byId(bench.sandbox.secondConnectionId), mode };
		const parameters = operation('contact', 'getAll', { limit: 5, options: { connection } });
		const { items } = await bench.run({ parameters });
		expect(bench.received()[0]?.connection).toBe(bench.sandbox.secondConnectionId);
		expect(items.map(({ json }) => json.name)).toEqual(['Second Account']);
	});

	test.each(['', '  '])('leaves no header at all where the ID is %j', async (connectionId) => {
		const { error } = await bench.run({
			parameters: templates,
			credentials: bench.maton({ connectionId }),
		});
		expect(error).toBeUndefined();
		expect(Object.keys(bench.requests[0]!.headers)).not.toContain('maton-connection');
	});
});

describe('addresses', () => {
	test.each([
		['https://live-mt-server.wati.io/123456/', 'https://live-mt-server.wati.io/123456'],
		['live-server-1.wati.io', 'https://live-server-1.wati.io'],
		['https://live.wati.io/1/api/v2/sendTemplateMessage', 'https://live.wati.io/1'],
		['https://live.wati.io/1/api/ext/v3/contacts', 'https://live.wati.io/1'],
		['https://proxy.example.com/api/v1x/1//', 'https://proxy.example.com/api/v1x/1'],
	])('WATI %s', (given, base) => {
		expect(watiBaseUrl(given)).toBe(base);
	});

	test.each([
		['https://api.maton.ai', 'https://api.maton.ai/wati', 'https://api.maton.ai'],
		['api.maton.ai/wati/', 'https://api.maton.ai/wati', 'https://api.maton.ai'],
		['https://gateway.maton.ai', 'https://gateway.maton.ai/wati', 'https://ctrl.maton.ai'],
		['https://ctrl.maton.ai/', 'https://gateway.maton.ai/wati', 'https://ctrl.maton.ai'],
		['http://127.0.0.1:8080', 'http://127.0.0.1:8080/wati', 'http://127.0.0.1:8080'],
	])('Maton %s', (given, base, control) => {
		expect([matonBaseUrl(given, 'wati'), matonControlUrl(given)]).toEqual([base, control]);
	});
});
