import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { runWebhook } from '../harness';
import { TEXT } from './payloads';

const SECRET = '0123456789abcdef0123456789abcdef';
const NUMBER = '14155551234';

/** One execution of the stand-in of n8n. */
interface Execution {
	status: 'running' | 'waiting' | 'success';
	who: string[];
	done?: boolean;
	resumeUrl?: string;
	/** What its address answers, one after the other; the last one again and again. */
	answers: Array<{ status: number; body: IDataObject }>;
}

const TAKEN = { status: 200, body: { status: 'taken' } };
const KNOWN = { status: 200, body: { status: 'known' } };
const FOREIGN = { status: 200, body: { status: 'foreign' } };
const BUSY = { status: 409, body: { message: 'The execution "1" is running already.' } };
const OVER = { status: 409, body: { message: 'The execution "1" has finished already.' } };

let server: Server;
let url = '';
let executions: Record<string, Execution> = {};
let calls: string[] = [];
let keys: Array<string | undefined> = [];
/** Executions of different tests sleep until different times. */
let sleeps = 0;

function answerOf(method: string, path: string, search: URLSearchParams) {
	const [, kind, id] =
		/^\/(?:api\/v1\/)?(executions|webhook-waiting)(?:\/(\d+))?$/.exec(path) ?? [];
	const execution = executions[id ?? ''];
	if (kind === 'webhook-waiting' && execution && method === 'POST') {
		return execution.answers.length > 1 ? execution.answers.shift()! : execution.answers[0]!;
	}
	if (kind !== 'executions') return { status: 404, body: {} };
	if (id === undefined) {
		const data = Object.entries(executions)
			.filter(([, { status }]) => status === search.get('status'))
			.map(([one, { status }]) => ({
				id: one,
				status,
				waitTill: status === 'waiting' ? `sleep ${sleeps}` : null,
			}));
		return { status: 200, body: { data, nextCursor: null } };
	}
	if (!execution) return { status: 404, body: { message: 'Not Found' } };
	const targets = [{ who: execution.who, conversationId: null }];
	const resumeUrl = execution.resumeUrl ?? `${url}/webhook-waiting/${id}?signature=s`;
	const watiWaiting = { resumeUrl, targets, done: execution.done === true };
	const contextData = { 'node:Ask': { watiWaiting }, 'node:Loop': { index: 1 } };
	return {
		status: 200,
		body: { id, status: execution.status, data: { executionData: { contextData } } },
	};
}

beforeAll(async () => {
	server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '/', url);
		calls.push(`${request.method} ${pathname}`);
		if (pathname.startsWith('/api/')) keys.push(request.headers['x-n8n-api-key'] as string);
		const { status, body } = answerOf(request.method ?? '', pathname, searchParams);
		request.resume().on('end', () => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		});
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(async () => {
	// The list of waiting executions is good for half a second.
	await wait(510);
	[executions, calls, keys] = [{}, [], []];
	sleeps += 1;
});

afterAll(() => server.close());

async function arrive(handOver: string, more: IDataObject = {}) {
	return await runWebhook({
		parameters: {
			authentication: 'watiApi',
			registration: 'manual',
			webhookSecret: { __rl: true, mode: 'own', value: SECRET },
			events: ['messageReceived'],
			handOver,
		},
		credentials: {
			watiApi: { apiUrl: 'https://live.example.com/1', accessToken: 'token' },
			watiN8nApi: { baseUrl: `${url}/`, apiKey: 'key of n8n' },
		},
		query: { token: SECRET },
		body: {
			...TEXT,
			waId: NUMBER,
			id: `id-${Math.random()}`,
			whatsappMessageId: `wamid.${Math.random()}`,
			...more,
		},
	});
}

const posts = () => calls.filter((call) => call.startsWith('POST'));

async function until(condition: () => boolean): Promise<void> {
	for (let looks = 0; looks < 400 && !condition(); looks++) await wait(10);
	expect(condition()).toBe(true);
}

test('a reply goes to the execution that waits for the number, until that keeps it', async () => {
	executions = {
		1: { status: 'waiting', who: ['14155550199'], answers: [TAKEN] },
		2: { status: 'waiting', who: [NUMBER], answers: [BUSY, TAKEN, BUSY, KNOWN] },
	};
	const { result } = await arrive('instead');
	expect(result).toEqual({ webhookResponse: { started: false, reason: 'handed over' } });
	await until(() => posts().length === 4);
	expect(new Set(posts())).toEqual(new Set(['POST /webhook-waiting/2']));
	expect(new Set(keys)).toEqual(new Set(['key of n8n']));
});

test('with Also the workflow starts as well', async () => {
	executions = { 1: { status: 'waiting', who: [NUMBER], answers: [KNOWN] } };
	const { result } = await arrive('also');
	expect(result.workflowData).toHaveLength(1);
	await until(() => posts().length === 1);
});

test('an execution that deals with another reply is found among the running ones', async () => {
	executions = { 1: { status: 'running', who: [NUMBER], answers: [BUSY, KNOWN] } };
	const { result } = await arrive('instead');
	expect(result.workflowData).toBeUndefined();
	await until(() => posts().length === 2);
});

test('what the first execution does not want goes to the next', async () => {
	executions = {
		1: { status: 'waiting', who: [NUMBER], answers: [FOREIGN] },
		2: { status: 'waiting', who: [NUMBER], answers: [OVER] },
		3: { status: 'waiting', who: [NUMBER], answers: [KNOWN] },
	};
	await arrive('instead');
	await until(() => posts().length === 3);
	expect(posts()).toEqual([1, 2, 3].map((id) => `POST /webhook-waiting/${id}`));
});

test.each([
	['nobody waits', {}],
	[
		'somebody else is waited for',
		{ 1: { status: 'waiting', who: ['14155550199'], answers: [TAKEN] } },
	],
	['the wait is over', { 1: { status: 'waiting', who: [NUMBER], done: true, answers: [TAKEN] } }],
	[
		'the address is not of this n8n',
		{
			1: {
				status: 'waiting',
				who: [NUMBER],
				resumeUrl: 'https://elsewhere.example.com/webhook-waiting/1',
				answers: [TAKEN],
			},
		},
	],
])('the workflow starts when %s', async (_name, given) => {
	executions = given as Record<string, Execution>;
	const { result } = await arrive('instead');
	expect(result.workflowData).toHaveLength(1);
	expect(posts()).toEqual([]);
});

test('without it n8n is not asked', async () => {
	executions = { 1: { status: 'waiting', who: [NUMBER], answers: [TAKEN] } };
	const { result } = await arrive('never');
	expect(result.workflowData).toHaveLength(1);
	expect(calls).toEqual([]);
});
