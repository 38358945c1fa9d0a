import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import type { SleepingExecution } from '../harness';

const RUNNING = { status: 409, body: { message: 'The execution is running already.' } };

/** The server of an n8n process, as far as sleeping executions are woken through it. */
class N8nProcess {
	/** Paths that were posted to. */
	posts: string[] = [];

	private server!: Server;

	private executions: Array<{ path: string; execution: SleepingExecution }> = [];

	private turn: Promise<unknown> = Promise.resolve();

	async open(): Promise<void> {
		this.posts = [];
		this.executions = [];
		this.server = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => this.server.once('listening', resolve));
		this.server.on('request', (request, response) => {
			const answering = this.turn.then(async () => await this.answer(request));
			this.turn = answering.catch(() => {});
			void answering.then(({ status, body }) => {
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(JSON.stringify(body));
			});
		});
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	/** Where the process listens, as its requests tell. */
	get socket() {
		const { port } = this.server.address() as AddressInfo;
		return { localAddress: '::ffff:127.0.0.1', localPort: port };
	}

	/** Knows a sleeping execution from now on. Its own address leads nowhere. */
	runs(execution: SleepingExecution): SleepingExecution {
		const [address] = /http[^"]*webhook-waiting[^"]*/.exec(execution.text) ?? [''];
		const { pathname, search } = new URL(address);
		this.executions.push({ path: `${pathname}${search}`, execution });
		return execution;
	}

	/** IDs of the executions that it runs. */
	get ids(): string[] {
		return this.executions.map(({ path }) => /webhook-waiting\/([^?]*)/.exec(path)?.[1] ?? '');
	}

	private async answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
		this.posts.push(request.url ?? '');
		const known = this.executions.find(({ path }) => path === request.url);
		const body = await json(request);
		if (!known) return RUNNING;
		if (!known.execution.sleeps) return { status: 409, body: { message: 'has finished already.' } };
		return await known.execution.post(body);
	}
}

/** A process of n8n for each test. */
export function useN8nProcess(): N8nProcess {
	const n8n = new N8nProcess();
	beforeEach(async () => await n8n.open());
	afterEach(() => n8n.close());
	return n8n;
}
