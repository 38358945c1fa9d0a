import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { runWebhook, type WebhookResult } from '../../harness';
import { TEXT } from './payloads';

const SECRET = '0123456789abcdef0123456789abcdef';

/** Who writes in {@link N8nServer.arrive}. */
export const NUMBER = '14155551234';

/** What the address of an execution answers, JSON or a page; `lost` cuts the connection. */
export type Answer = { status: number; body: IDataObject | string } | 'lost';

/** Nodes that wait: their operation, and the key under which n8n stores their waits. */
const NODES = {
	wati: { operation: 'sendAndWaitForReply', storedAs: 'watiWaiting' },
	matonWhatsAppBusiness: {
		operation: 'sendAndWaitForReply',
		storedAs: 'whatsAppBusinessWaiting',
	},
};

type Status = 'running' | 'waiting' | 'success';

/** One execution of the simulated n8n. */
export interface Execution {
	/** A function is asked at each list. */
	status: Status | (() => Status);
	/** Numbers it waits for; without them it keeps no wait. */
	who?: string[];
	/** Whether its workflow has a node that waits. */
	asks?: boolean;
	done?: boolean;
	/** Names of events that it has. */
	seen?: string[];
	resumeUrl?: string;
	/** The node that waits, `wati` unless told otherwise. */
	node?: keyof typeof NODES;
	/** What its address answers, one after the other; the last one again and again. */
	answers: Answer[];
}

export const TAKEN = { status: 200, body: { status: 'taken' } };
export const KNOWN = { status: 200, body: { status: 'known' } };
export const FOREIGN = { status: 200, body: { status: 'foreign' } };
export const BUSY = { status: 409, body: { message: 'The execution "1" is running already.' } };
export const OVER = { status: 409, body: { message: 'The execution "1 has finished already.' } };

/** What n8n answers for what it takes for crashed, be it over or asleep. */
export const CRASHED = {
	status: 409,
	body: { message: 'The execution "1" has finished with error.' },
};

/** What Express answers for an address that a starting n8n has not set up yet. */
export const NO_ROUTE = { status: 404, body: '<pre>Cannot POST</pre>' };

/** What the trigger answers about an event that an execution keeps. */
export const HANDED_OVER = { webhookResponse: { started: false, reason: 'handed over' } };

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };

/** What stays as it is while pauses are short. */
const REAL = [
	...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
	...(['setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const),
];

function statusOf({ status }: Execution): Status {
	return typeof status === 'function' ? status() : status;
}

/** Lets the pauses of what is tested pass twenty times as fast. */
export function useShortPauses(): void {
	let clock: NodeJS.Timeout;
	beforeEach(() => {
		jest.useFakeTimers({ doNotFake: REAL });
		clock = setInterval(() => jest.advanceTimersByTime(100), 5);
	});
	afterEach(() => {
		clearInterval(clock);
		jest.useRealTimers();
	});
}

/** A simulated n8n: its API and the addresses of its executions. */
class N8nServer {
	executions!: Record<string, Execution>;

	/** Method and path of each call. */
	calls!: string[];

	/** The keys with which the API was called. */
	keys!: Array<string | undefined>;

	/** What the trigger takes in {@link arrive}. */
	events!: string[];

	/** What n8n's API answers instead of its lists. */
	apiAnswers?: Answer;

	private url!: string;

	private server!: Server;

	/** Begins anew, without executions. */
	async open(): Promise<void> {
		this.executions = {};
		this.events = ['messageReceived'];
		this.calls = [];
		this.keys = [];
		this.apiAnswers = undefined;
		this.server = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => this.server.once('listening', resolve));
		const { port } = this.server.address() as AddressInfo;
		this.url = `http://127.0.0.1:${port}`;
		this.server.on('request', (request, response) => {
			const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
			this.calls.push(`${request.method} ${pathname}`);
			const isApi = pathname.startsWith('/api/');
			if (isApi) this.keys.push(request.headers['x-n8n-api-key'] as string);
			const answer = this.answerOf(request.method ?? '', pathname, searchParams);
			request.resume().on('end', () => {
				if (answer === 'lost') return request.socket.destroy();
				const isPage = typeof answer.body === 'string';
				const type = isPage ? 'text/html' : 'application/json';
				response.writeHead(answer.status, { 'content-type': type });
				return response.end(isPage ? answer.body : JSON.stringify(answer.body));
			});
		});
	}

	stop(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	get posts(): string[] {
		return this.calls.filter((call) => call.startsWith('POST'));
	}

	/** Waits until the executions were posted to that often. */
	async posted(count: number): Promise<void> {
		for (let looks = 0; looks < 400 && this.posts.length < count; looks++) await wait(10);
		expect(this.posts).toHaveLength(count);
	}

	/** Waits until n8n was asked for an execution. */
	async asked(id: number): Promise<void> {
		const call = `GET /api/v1/executions/${id}`;
		for (let looks = 0; looks < 400 && !this.calls.includes(call); looks++) await wait(10);
		expect(this.calls).toContain(call);
	}

	/** Lets a message of {@link NUMBER} reach a trigger that hands over. */
	async arrive(handOver: string, more: IDataObject = {}): Promise<WebhookResult> {
		return await runWebhook({
			parameters: {
				authentication: 'watiApi',
				registration: 'manual',
				events: this.events,
				options: { handOver, useN8nApi: handOver !== 'never', webhookSecret: SECRET },
			},
			credentials: {
				watiApi: { apiUrl: 'https://live.example.com/1', accessToken: 'token' },
				n8nApi: this.credential,
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

	/** The credential that a trigger reaches this n8n by. */
	get credential() {
		return { baseUrl: `${this.url}/`, apiKey: 'key of n8n' };
	}

	private answerOf(method: string, path: string, search: URLSearchParams): Answer {
		const [, kind, id] =
			/^\/(?:api\/v1\/)?(executions|webhook-waiting)(?:\/(\d+))?$/.exec(path) ?? [];
		const execution = this.executions[id ?? ''];
		if (kind === 'webhook-waiting' && execution && method === 'POST') {
			const [answer] = execution.answers;
			return (execution.answers.length > 1 ? execution.answers.shift() : answer) ?? NOT_FOUND;
		}
		if (kind !== 'executions') return NOT_FOUND;
		if (this.apiAnswers !== undefined) return this.apiAnswers;
		if (id === undefined) return this.list(search.get('status'));
		return execution ? this.detail(id, execution) : NOT_FOUND;
	}

	private list(wanted: string | null): Answer {
		const data = Object.entries(this.executions)
			.map(([id, execution]) => ({ id, status: statusOf(execution) }))
			.filter(({ status }) => status === wanted)
			.map((one) => ({
				...one,
				waitTill: one.status === 'waiting' ? '2026-11-24T10:00:00.000Z' : null,
			}));
		return { status: 200, body: { data, nextCursor: null } };
	}

	private detail(id: string, execution: Execution): Answer {
		const { who, asks = who !== undefined, done = false, seen = [], status } = execution;
		const { resumeUrl = `${this.url}/webhook-waiting/${id}?signature=s`, node = 'wati' } =
			execution;
		const targets = [{ who: who ?? [], conversationId: null }];
		const stored = { [NODES[node].storedAs]: { resumeUrl, targets, done, seen } };
		const contextData = who ? { 'node:Ask': stored, 'node:Loop': { index: 1 } } : {};
		const operation = asks ? NODES[node].operation : 'sendText';
		const ask = { name: 'Ask', type: `n8n-nodes-maton-wati.${node}`, parameters: { operation } };
		const data = { executionData: { contextData } };
		return {
			status: 200,
			body: {
				id,
				status: typeof status === 'string' ? status : 'running',
				data,
				workflowData: { nodes: [ask] },
			},
		};
	}
}

/** A simulated n8n for each test. */
export function useN8nServer(): N8nServer {
	const n8n = new N8nServer();
	beforeEach(async () => await n8n.open());
	afterEach(() => n8n.stop());
	return n8n;
}
