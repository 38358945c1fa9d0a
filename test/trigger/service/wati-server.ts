import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Hook {
	id: string;
	phoneNumber: string;
	url: string;
	status: number;
	eventTypes: string[];
}

/** How an account differs from one that may do everything. */
export interface Habits {
	/** Status that v3 answers with, where the plan or the token does not include it. */
	v3?: 401 | 403 | 404 | 405;
	/** Status that creating answers with. */
	create?: 401 | 403 | 405 | 500;
	most?: number;
	/** Whether removing and changing are refused although listing is not. */
	readOnly?: boolean;
	eventTypes?: string[];
	numbers?: string[];
}

const WORDS = ['Disabled', 'Enabled', 'Defective'];

/** v3 writes the status as a word (docs.wati.io, "Update webhook", 2026-10-30), v2 as a number. */
const inWords = (hook: Hook) => ({ ...hook, status: WORDS[hook.status] });

/**
 * WATI's webhook API in memory, with the answers and refusals that docs.wati.io and its users describe:
 * v2 creates only, v3 lists, changes and removes at the root of the host.
 */
export class WatiServer {
	hooks: Hook[] = [];
	habits: Habits = {};
	/** Method and path of each call, without the address of the server. */
	calls: string[] = [];
	/** Authorization headers that arrived. */
	tokens: unknown[] = [];
	private next = 1;
	private server: Server | undefined;
	/** Endpoint as WATI shows it, with the tenant. */
	apiUrl = '';

	async start(): Promise<void> {
		this.server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => this.answer(request, response, Buffer.concat(chunks).toString()));
		});
		await new Promise<void>((done) => this.server!.listen(0, '127.0.0.1', done));
		const { port } = this.server.address() as AddressInfo;
		this.apiUrl = `http://127.0.0.1:${port}/123456`;
	}

	async stop(): Promise<void> {
		this.server?.closeAllConnections();
		await new Promise((done) => this.server?.close(done));
	}

	reset(habits: Habits = {}): void {
		Object.assign(this, { hooks: [], calls: [], tokens: [], habits });
	}

	/** A webhook that somebody else made. */
	foreign(url: string): Hook {
		const hook = { ...this.made('15551234567', url, ['message']) };
		this.hooks.push(hook);
		return hook;
	}

	private made(phoneNumber: string, url: string, eventTypes: string[]): Hook {
		return { id: `hook-${this.next++}`, phoneNumber, url, status: 1, eventTypes };
	}

	private answer(request: IncomingMessage, response: ServerResponse, body: string): void {
		const { method = '', url = '' } = request;
		const [path = ''] = url.split('?');
		this.calls.push(`${method} ${path}`);
		this.tokens.push(request.headers.authorization);
		const [status, answer] = this.route(method, path, body);
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(answer === undefined ? '' : JSON.stringify(answer));
	}

	private route(method: string, path: string, body: string): [number, object?] {
		if (path === '/123456/api/v2/webhookEndpoints') {
			return method === 'POST' ? this.create(body) : [405];
		}
		if (path === '/123456/api/v2/whatsapp/phoneNumbers') {
			const numbers = this.habits.numbers ?? ['15551234567'];
			return [200, { result: numbers.map((number) => ({ displayPhoneNumber: number })) }];
		}
		if (!path.startsWith('/api/ext/v3/webhooks')) return [404];
		const { v3, readOnly } = this.habits;
		if (v3 !== undefined) return [v3, { code: v3, message: 'Forbidden' }];
		if (readOnly === true && method !== 'GET') return [403, { code: 403, message: 'Forbidden' }];
		return this.manage(method, path.slice('/api/ext/v3/webhooks'.length + 1), body);
	}

	private create(body: string): [number, object?] {
		const { create, most = 10, eventTypes, numbers = ['15551234567'] } = this.habits;
		if (create !== undefined) return [create];
		const [wish] = JSON.parse(body) as Hook[];
		if (!wish) return [400];
		if (!numbers.includes(wish.phoneNumber)) {
			return [400, { ok: false, error: 'Channel not found' }];
		}
		if (eventTypes && !wish.eventTypes.every((name) => eventTypes.includes(name))) {
			return [400, { ok: false, error: 'Invalid event types' }];
		}
		if (this.hooks.some(({ url }) => url === wish.url)) {
			return [400, { ok: false, error: `${wish.url} exists`, isWebhookExist: true }];
		}
		if (this.hooks.length >= most) {
			const error = 'Number of Webhooks exceed limitation';
			return [400, { ok: false, error, isOverWebhookLimit: true }];
		}
		const hook = this.made(wish.phoneNumber, wish.url, wish.eventTypes);
		this.hooks.push(hook);
		return [200, { ok: true, result: [{ ...hook, channelPhoneNumber: wish.phoneNumber }] }];
	}

	private manage(method: string, id: string, body: string): [number, object?] {
		if (id === 'event-types') {
			const { eventTypes } = this.habits;
			return eventTypes ? [200, { result: eventTypes }] : [404];
		}
		if (id === '') return [200, { webhooks: this.hooks.map(inWords) }];
		const hook = this.hooks.find((entry) => entry.id === id);
		if (!hook) return [404, { code: 404, message: 'Not found' }];
		if (method === 'PUT') {
			const { status, ...change } = JSON.parse(body) as Partial<Record<keyof Hook, unknown>>;
			const number = status === undefined ? hook.status : WORDS.indexOf(String(status));
			if (!change.url) return [400, { code: 400, message: 'Url is required' }];
			if (number < 0) return [400, { code: 400, message: 'Status is invalid' }];
			Object.assign(hook, change, { status: number });
		}
		if (method === 'DELETE') this.hooks = this.hooks.filter((entry) => entry !== hook);
		return [200, { ok: true, result: inWords(hook) }];
	}
}
