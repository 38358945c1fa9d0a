import { createHash } from 'node:crypto';
import { inspect } from 'node:util';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import {
	startSandbox,
	type RecordedFile,
	type RecordedRequest,
	type Sandbox,
	type SandboxOptions,
} from '../../sandbox';
import { META_APP } from '../../sandbox/meta/webhooks/app';
import {
	binary,
	runNode,
	type CredentialData,
	type ListSearchOptions,
	type RunOptions,
	type RunResult,
} from '../harness';

/** A contact of the demo data whose 24-hour window is open. */
export const ADA = '14155550101';
/** Another one. */
export const BEN = '14155550102';
/** A contact whose window is closed. */
export const FATIMA = '14155550106';
/** Nobody yet. */
export const STRANGER = '14155550190';

export const number = (value: string) => ({ __rl: true, mode: 'number', value });
export const named = (value: string) => ({ __rl: true, mode: 'name', value });
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Rows of a fixed collection of names and values. */
export const pairs = (values: Record<string, string>) => ({
	pair: Object.entries(values).map(([name, value]) => ({ name, value })),
});

/** What a resource mapper holds after a user filled in its fields. */
export const mapped = (value: Record<string, string>, schema: INodeParameters[] = []) => ({
	mappingMode: 'defineBelow',
	value,
	matchingColumns: [],
	schema,
});

/** One field of a resource mapper's schema. */
export const variable = (id: string, required = true) => ({
	id,
	displayName: id,
	type: 'string',
	required,
	defaultMatch: false,
	display: true,
});

/** An item with a file under `data`. */
export async function fileItem(
	content: Buffer | string,
	fileName: string,
	mimeType: string,
): Promise<INodeExecutionData> {
	return { json: {}, binary: { data: await binary(content, fileName, mimeType) } };
}

export const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** Parameters of an operation, e.g. `operation('message', 'sendText', { ... })`. */
export const operation = (resource: string, name: string, parameters: INodeParameters = {}) => ({
	resource,
	operation: name,
	...parameters,
});

/** The parameters of Send Text to the number in each item. */
export const textTo = (whatsappNumber = ADA, messageText = 'Hello') =>
	operation('message', 'sendText', { whatsappNumber: number(whatsappNumber), messageText });

/** The option that checks the 24-hour window, with the fields of a template. */
export const windowOf = (windowCheck: string, template: INodeParameters = {}): INodeParameters => ({
	window: { check: { windowCheck, ...template } },
});

/** What matters of a request as the server received it. */
export interface Received {
	call: string;
	query: Record<string, string>;
	body: unknown;
	files: RecordedFile[];
	authorization?: string;
	connection?: string;
}

export function received(request: RecordedRequest): Received {
	const { method, url, query, body, files, headers } = request;
	return {
		call: `${method} ${url.split('?')[0]}`,
		query,
		body,
		files,
		authorization: headers.authorization,
		connection: headers['maton-connection'],
	};
}

/** How a message arrives: {@link received} with what most requests have in common. */
export const expected = (call: string, more: Partial<Received> = {}): Received => ({
	call,
	query: {},
	body: '',
	files: [],
	authorization: 'Bearer maton-sandbox-key',
	connection: '11111111-2222-4333-8444-555555555555',
	...more,
});

/** Parameters of an operation on the direct route. */
export const direct = (resource: string, name: string, parameters: INodeParameters = {}) =>
	operation(resource, name, { authentication: 'watiApi', ...parameters });

/** As {@link expected}, of a call to API v3; `path` begins behind `/api/ext/v3`. */
export const expectedV3 = (method: string, path: string, more: Partial<Received> = {}): Received =>
	expected(`${method} /api/ext/v3${path}`, {
		authorization: 'Bearer wati-sandbox-token',
		connection: undefined,
		...more,
	});

/** The fields by which a workflow tells failures apart. */
export interface Shown {
	message: string;
	description: string;
	/** The service's own, where it said anything. */
	words?: unknown;
	code: unknown;
	httpCode: unknown;
	itemIndex: unknown;
}

export function shown({ error }: RunResult): Shown {
	if (!error) throw new Error('The run did not fail');
	return {
		message: error.message,
		description: String(error.description ?? ''),
		...(error.context.words === undefined ? {} : { words: error.context.words }),
		code: error.context.code,
		httpCode: error.httpCode,
		itemIndex: error.context.itemIndex,
	};
}

type Run = Pick<RunOptions, 'parameters'> & Partial<RunOptions>;

/** A sandbox with the credentials for it. */
export class Bench {
	private opened?: Sandbox;

	/** What a user could have seen so far, as text. */
	private readonly seen: string[] = [];

	get sandbox(): Sandbox {
		if (!this.opened) throw new Error('The sandbox is not started');
		return this.opened;
	}

	async open(options: SandboxOptions): Promise<void> {
		this.opened = await startSandbox({ gatewayPerSecond: 0, plan: 'off', ...options });
	}

	/** Closes the sandbox and returns the secrets that a run gave away. */
	async close(): Promise<string[]> {
		const { matonKey, watiToken, business } = this.sandbox;
		await this.sandbox.close();
		const text = this.seen.join('\n');
		return [matonKey, watiToken, business.token, META_APP.secret].filter((secret) =>
			text.includes(secret),
		);
	}

	get requests(): RecordedRequest[] {
		return this.sandbox.requests;
	}

	/** The requests of the chosen side, Maton and WATI by default. */
	received(side: 'api' | 'foreign' = 'api'): Received[] {
		return this.requests
			.filter((request) => (request.side === 'foreign') === (side === 'foreign'))
			.map(received);
	}

	/** How often an endpoint was called. */
	count(endpoint: string): number {
		return this.requests.filter((request) => request.endpoint === endpoint).length;
	}

	maton(more: Record<string, string> = {}): CredentialData {
		const { matonKey: apiKey, connectionId, url: gatewayUrl } = this.sandbox;
		return { matonApi: { apiKey, connectionId, gatewayUrl, ...more } };
	}

	wati(more: Record<string, string> = {}): CredentialData {
		const { url, tenantId, watiToken: accessToken } = this.sandbox;
		return { watiApi: { apiUrl: `${url}/${tenantId}`, accessToken, ...more } };
	}

	/** Runs the node through Maton, or directly with `authentication: 'watiApi'`. */
	async run({ parameters, ...more }: Run): Promise<RunResult> {
		const direct = parameters.authentication === 'watiApi';
		const credentials = direct ? this.wati() : this.maton();
		const result = await runNode({ parameters, credentials, ...more });
		this.see(result.run.data.resultData);
		return result;
	}

	/** The options of a loader that asks for this account's lists. */
	asks(parameters: INodeParameters = {}, more: Partial<ListSearchOptions> = {}): ListSearchOptions {
		const direct = parameters.authentication === 'watiApi';
		return { parameters, credentials: direct ? this.wati() : this.maton(), ...more };
	}

	/** Keeps what a user saw, to look for secrets in it later. */
	see(value: unknown): void {
		const everything = { depth: null, maxArrayLength: null, maxStringLength: null } as const;
		this.seen.push(inspect(value, { ...everything, showHidden: true }));
	}
}

/**
 * Opens a sandbox for the tests of a file, fresh before each one, without limits unless they are
 * asked for. Fails when any run of the file showed a secret to the user.
 */
/** Lets time pass before each test: what the one before left unknown is no earlier message of this one. */
export function useApartTests(): void {
	beforeEach(async () => await new Promise((resolve) => setTimeout(resolve, 10_000)));
}

export function useBench(options: SandboxOptions = {}): Bench {
	const bench = new Bench();
	beforeAll(async () => await bench.open(options));
	beforeEach(() => bench.sandbox.reset(options));
	afterAll(async () => expect(await bench.close()).toEqual([]));
	return bench;
}
