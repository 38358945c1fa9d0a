import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runNode } from '../harness';
import { casesIn } from '../harness/cases';

/** One request as a user set it, what the service answered, and what the user expects. */
interface Case {
	resource: string;
	operation: string;
	/** Whether it takes the WATI token, where the resource does not say so. */
	direct?: boolean;
	parameters: INodeParameters;
	replies: Array<{ status: number; contentType: string; body: unknown }>;
	expect: {
		items?: IDataObject[];
		error?: { message?: string };
		request?: { method: string; body: Record<string, string> };
	};
}

interface Received {
	method: string;
	body: IDataObject;
}

/** Resources and operations that only the WATI token reaches. */
const DIRECT = /^(channel|chatbot|conversation|webhook)$|^schedule$/;

let server: Server;
let origin = '';
let reply: Case['replies'][number];
let received: Received[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const text = Buffer.concat(chunks).toString();
			const isJson = /json/.test(request.headers['content-type'] ?? '');
			const body = isJson && text !== '' ? (JSON.parse(text) as IDataObject) : {};
			received.push({ method: request.method ?? '', body });
			response.writeHead(reply.status, { 'content-type': reply.contentType });
			response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

let accounts = 0;

test.each(casesIn<Case>('wati/answers'))('%s', async (_file, given) => {
	const { resource, operation, parameters, expect: expected } = given;
	reply = given.replies[0]!;
	received = [];
	const direct = given.direct ?? (DIRECT.test(resource) || DIRECT.test(operation));
	const { items, error } = await runNode({
		parameters: {
			resource,
			operation,
			...(direct ? { authentication: 'watiApi' } : {}),
			...parameters,
		},
		credentials: {
			matonApi: { apiKey: `key-${++accounts}`, connectionId: 'c', gatewayUrl: origin },
			watiApi: { apiUrl: `${origin}/${accounts}`, accessToken: 'token' },
		},
	});
	if (expected.error) {
		expect(`${error?.message} ${error?.description}`).toContain(expected.error.message ?? '');
		expect(error).toBeDefined();
	}
	if (expected.items) {
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toMatchObject(expected.items);
	}
	if (expected.request) {
		const { method, body } = expected.request;
		const sent = received.find((request) => request.method === method);
		for (const [name, value] of Object.entries(body)) {
			expect(String(sent?.body[name])).toEqual(value === '*' ? expect.stringMatching(/./) : value);
		}
	}
});
