import { AsyncLocalStorage } from 'node:async_hooks';
import http, {
	createServer,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type * as Listeners from '../../../nodes/shared/waiting/in-process/listeners';
import type * as Memory from '../../../nodes/shared/webhooks/memory/trigger-memory';
import { callWebhook, runHook, type TriggerOptions, type WebhookCall } from '../../harness';

/** The built module, whose state the built node uses. */
const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const { forgetListeners } = jest.requireActual<typeof Listeners>(
	'../../../dist/nodes/shared/waiting/in-process/listeners',
);

/** How long n8n takes to store something, and to run an execution. */
const STORING_MS = 5;
const RUNNING_MS = 1_000;

/** What a process of n8n has done when a step is told. */
export type Step =
	| 'request arrived'
	| 'webhook ran'
	| 'execution stored'
	| 'static data stored'
	| 'answered';

export interface StoredExecution {
	id: number;
	items: INodeExecutionData[];
	startedAt: number;
	status: 'crashed' | 'running' | 'success';
}

/** One process of n8n: what it has begun ends with it. */
interface Process {
	isDead: boolean;
}

/** Which process runs the code that is under way. */
const own = new AsyncLocalStorage<Process>();
afterAll(() => own.disable());

const realRequest = http.request.bind(http);

/**
 * A process that has ended posts nothing and is woken by no timer, though its promises live on in this one. Its turns
 * would else try to start for a day, beside all conversations that follow.
 */
function muteDeadProcesses(): void {
	jest.spyOn(http, 'request').mockImplementation(((...args: Parameters<typeof http.request>) => {
		if (own.getStore()?.isDead === true) throw new Error('This process has ended');
		return realRequest(...args);
	}) as typeof http.request);
	const realSetTimeout = globalThis.setTimeout;
	const setMutedTimeout = (task: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
		const process = own.getStore();
		return realSetTimeout(() => (process?.isDead === true ? undefined : task(...args)), ms);
	};
	jest.spyOn(globalThis, 'setTimeout').mockImplementation(setMutedTimeout as typeof setTimeout);
}

/**
 * A published workflow in n8n: its server, its database, and what it does in which order with a request. It can be killed at each
 * step, and started again over the same database.
 */
export class SimulatedN8n {
	/** Executions as n8n's database has them. */
	executions: StoredExecution[] = [];

	/** Called at each step; whoever kills n8n there lets it come no further. */
	onStep: (step: Step, body: IDataObject) => void = () => undefined;

	onKill: () => void = () => undefined;

	/** How many executions n8n cannot start from now on. */
	failures = 0;

	private readonly node: IDataObject = {};

	readonly shared: IDataObject = {};

	private process: Process = { isDead: true };

	private server!: Server;

	private port = 0;

	constructor(
		private readonly trigger: Omit<TriggerOptions, 'sharedStaticData' | 'staticData'>,
		private readonly sign: (bytes: string) => Record<string, string> = () => ({}),
		private readonly path = 'wati',
	) {}

	/** What static data holds, as text. */
	get stored(): string {
		return JSON.stringify(this.shared);
	}

	get address(): string {
		return `http://127.0.0.1:${this.port}/webhook/tested-webhook`;
	}

	async start(): Promise<void> {
		forgetAll();
		forgetListeners();
		const process = { isDead: false };
		this.process = process;
		this.server = createServer((request, response) => {
			void own.run(process, async () => await this.answer(process, request, response));
		});
		this.server.listen(this.port, '127.0.0.1');
		await new Promise((resolve) => this.server.once('listening', resolve));
		this.port = (this.server.address() as AddressInfo).port;
		const { isTest = false } = this.trigger;
		await own.run(process, async () => {
			const exists = isTest || (await runHook('checkExists', this.options())).result;
			if (!exists) await runHook('create', this.options());
		});
	}

	/** Ends the process at once: connections break, and what runs is over. */
	kill(): void {
		this.process.isDead = true;
		this.server.close();
		this.server.closeAllConnections();
		for (const execution of this.executions) {
			if (execution.status === 'running') execution.status = 'crashed';
		}
		this.onKill();
	}

	get isDown(): boolean {
		return this.process.isDead;
	}

	/** Posts as a service does. @returns the status, 0 where the connection broke */
	async post(body: IDataObject, more: Record<string, string> = {}): Promise<number> {
		const bytes = JSON.stringify(body);
		return await new Promise((resolve) => {
			const headers = { 'content-type': 'application/json', ...this.sign(bytes), ...more };
			const url = `${this.address}/${this.path}`;
			const request = realRequest(url, { method: 'POST', headers, agent: false }, (response) => {
				response
					.resume()
					.once('close', () => resolve(response.complete ? response.statusCode! : 0));
			});
			request.once('error', () => resolve(0));
			request.end(bytes);
		});
	}

	private options() {
		const { node: staticData, shared: sharedStaticData, trigger } = this;
		const instance = `http://127.0.0.1:${this.port}/`;
		return { ...trigger, staticData, sharedStaticData, instance };
	}

	private step(process: Process, step: Step, body: IDataObject): void {
		this.onStep(step, body);
		if (process.isDead) throw new Error('This process has ended');
	}

	private async answer(
		process: Process,
		request: IncomingMessage,
		response: ServerResponse,
	): Promise<void> {
		const bytes = await text(request).catch(() => '');
		const body = JSON.parse(bytes || '{}') as IDataObject;
		try {
			this.step(process, 'request arrived', body);
			const call = await callWebhook({
				...this.options(),
				body,
				rawBody: bytes,
				headers: request.headers as Record<string, string>,
				socket: { localAddress: '::ffff:127.0.0.1', localPort: this.port },
			});
			this.step(process, 'webhook ran', body);
			await this.store(process, call, body);
			const { result, response: recorded } = call;
			if (!recorded.headersSent) recorded.answer(200);
			response.writeHead(recorded.statusCode, { 'content-type': 'application/json' });
			response.end(JSON.stringify(recorded.body ?? result.webhookResponse ?? {}));
			this.step(process, 'answered', body);
		} catch {
			request.socket.destroy();
		}
	}

	/** Stores the execution first and the static data then, if it was changed: n8n 2.41, `executeWebhook`. */
	private async store(process: Process, call: WebhookCall, body: IDataObject): Promise<void> {
		const { result, made } = call;
		const changes = made.instance.staticData as { __dataChanged?: boolean };
		if (result.workflowData !== undefined) {
			// On the way to the execution n8n wraps the static data anew, which takes the mark of a change away.
			changes.__dataChanged = false;
			await wait(STORING_MS);
			if (this.failures > 0) {
				this.failures -= 1;
				call.response.answer(500);
				return;
			}
			this.step(process, 'webhook ran', body);
			this.run(process, result.workflowData[0] ?? []);
			this.step(process, 'execution stored', body);
		}
		await wait(STORING_MS);
		this.step(process, 'execution stored', body);
		if (changes.__dataChanged === true) made.saveStaticData();
		this.step(process, 'static data stored', body);
	}

	private run(process: Process, items: INodeExecutionData[]): void {
		const id = this.executions.length + 1;
		const execution: StoredExecution = { id, items, startedAt: Date.now(), status: 'running' };
		this.executions.push(execution);
		void wait(RUNNING_MS).then(() => {
			if (!process.isDead) execution.status = 'success';
		});
	}
}

/** A simulated n8n for each test. */
export function useSimulatedN8n(): {
	open: (...args: ConstructorParameters<typeof SimulatedN8n>) => Promise<SimulatedN8n>;
} {
	const opened: SimulatedN8n[] = [];
	beforeEach(muteDeadProcesses);
	afterEach(() => {
		for (const n8n of opened.splice(0)) n8n.kill();
		jest.restoreAllMocks();
	});
	return {
		async open(...args) {
			const n8n = new SimulatedN8n(...args);
			opened.push(n8n);
			await n8n.start();
			return n8n;
		},
	};
}
