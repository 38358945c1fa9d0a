import { NodeApiError, sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { KEPT_AS } from '../wait-state';
import { isPayload, objectsOf, textOf, type Payload } from '../../webhooks/payload';

/** Type of the credential for n8n's own API. */
export const N8N_CREDENTIAL = 'watiN8nApi';

/**
 * The n8n that the trigger runs in. Its key is read once per call and set by hand: n8n evaluates the expressions of a
 * credential only until the call is answered, and the work goes on after that.
 */
export interface N8n {
	context: IWebhookFunctions;
	baseUrl: string;
	apiKey: string;
	/** Of its addresses. */
	origins: string[];
}

/** One sleeping execution. */
export interface Wait {
	executionId: string;
	/** Address that wakes it, with n8n's secret. */
	resumeUrl: string;
	/** Numbers, conversations and messages that it waits for news of. */
	names: Set<string>;
}

/** What n8n knows of waits at one moment. */
export interface OpenWaits {
	waits: Wait[];
	/** Whether an execution runs that may be asking somebody and has not slept yet. */
	someAsk: boolean;
}

const PAGE_SIZE = 100;
const MOST_PAGES = 20;

/** From one question to n8n to the next. */
const ASK_EVERY_MS = 500;

const TIMEOUT_MS = 10_000;

/** Longer than n8n takes to start; whose API stays away for longer has it switched off. */
const STARTING_MS = 300_000;

const OPEN_STATES = ['new', 'running', 'waiting'];

/** An execution that changes its state between two lists may be in neither, so each is asked for twice. */
const LISTS_ASKED = ['running', 'waiting', 'running', 'waiting'];

/** Operations of the node WATI that sleep. */
const SLEEPERS = ['sendAndWait', 'waitForDelivery'];

interface Known {
	/** When n8n wakes it by itself, else `running`. */
	mark: string;
	/** Whether its workflow has a node that waits for news from WATI. */
	asks: boolean;
	/** Null as long as it has not slept. */
	waits: Wait[] | null;
}

const RUNNING = 'running';

/** What one n8n keeps, by the ID of the execution. */
class WaitList {
	private known = new Map<string, Known>();

	private askedAt = 0;

	private last: Promise<unknown> = Promise.resolve();

	private next?: Promise<OpenWaits>;

	private awaySince?: number;

	constructor(private readonly baseUrl: string) {}

	/** All open waits as of now or later: who fell asleep before this call is among them. */
	async open(n8n: N8n): Promise<OpenWaits> {
		this.next ??= this.askSoon(n8n);
		return await this.next;
	}

	/** Begins no more than twice a second; whoever calls until then gets the same answer. */
	private async askSoon(n8n: N8n): Promise<OpenWaits> {
		await this.last;
		await sleep(Math.max(0, this.askedAt + ASK_EVERY_MS - Date.now()));
		this.askedAt = Date.now();
		this.next = undefined;
		const asking = this.ask(n8n);
		this.last = asking.catch(() => {});
		return await asking;
	}

	/** A running execution may have a wait as well: it deals with another event and goes to sleep again. */
	private async ask(n8n: N8n): Promise<OpenWaits> {
		const marks = new Map<string, string>();
		for (const status of LISTS_ASKED) {
			for (const execution of await this.list(n8n, status)) {
				marks.set(textOf(execution, 'id') ?? '', textOf(execution, 'waitTill') ?? status);
			}
		}
		const next = new Map<string, Known>();
		for (const [id, mark] of marks) next.set(id, await this.detail(n8n, id, mark));
		for (const [id, known] of this.known) {
			if (next.has(id) || !known.waits?.length) continue;
			const status = textOf(await this.get(n8n, pathOf(id)), 'status');
			if (status !== null && OPEN_STATES.includes(status)) next.set(id, known);
		}
		this.known = next;
		const all = [...next.values()];
		return {
			waits: all.flatMap(({ waits }) => waits ?? []),
			someAsk: all.some(({ mark, asks, waits }) => mark === RUNNING && asks && waits === null),
		};
	}

	async read(n8n: N8n, id: string): Promise<Payload> {
		return await this.get(n8n, pathOf(id), { includeData: true });
	}

	private async list(n8n: N8n, status: string): Promise<Payload[]> {
		const found: Payload[] = [];
		let cursor: string | null = null;
		for (let page = 0; page < MOST_PAGES; page++) {
			const qs: IDataObject = { status, limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) };
			const answer = await this.get(n8n, '/executions', qs);
			found.push(...objectsOf(answer, 'data'));
			cursor = textOf(answer, 'nextCursor');
			if (cursor === null) break;
		}
		return found;
	}

	/** What an execution waits for is read once per sleep, and each time while it runs and may ask. */
	private async detail(n8n: N8n, id: string, mark: string): Promise<Known> {
		const known = this.known.get(id);
		if (known && (!known.asks || (known.mark === mark && mark !== RUNNING))) {
			return { ...known, mark };
		}
		const execution = await this.read(n8n, id);
		// While it runs, n8n may hold nothing of what it waited for.
		const waits = waitsIn(execution, id) ?? known?.waits ?? null;
		return { mark, asks: asksIn(execution), waits };
	}

	/**
	 * An execution that n8n has deleted is an empty one. Before the API of a starting n8n is there, its address gives
	 * pages and texts, with 200 or 404, which say nothing of executions.
	 */
	private async get(
		{ context, apiKey }: N8n,
		path: string,
		qs: IDataObject = {},
	): Promise<Payload> {
		const { statusCode, body } = (await context.helpers.httpRequest({
			method: 'GET',
			url: `${this.baseUrl}/api/v1${path}`,
			qs,
			headers: { 'X-N8N-API-KEY': apiKey },
			json: true,
			// The key is for this address alone, wherever its answer points to.
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})) as { statusCode: number; body: unknown };
		const failed = (message: string, httpCode: number) =>
			new NodeApiError(context.getNode(), {}, { message, httpCode: String(httpCode) });
		if (statusCode >= 300 && statusCode !== 404) {
			throw failed(`n8n's API answered ${statusCode}`, statusCode);
		}
		if (!isPayload(body)) {
			this.awaySince ??= Date.now();
			const mayBeStarting = Date.now() - this.awaySince < STARTING_MS;
			throw failed(`n8n's API is not there at ${this.baseUrl}`, mayBeStarting ? 503 : 404);
		}
		this.awaySince = undefined;
		return body;
	}
}

function namesOf(target: Payload): string[] {
	const { who, conversationId, messageId } = target;
	const people = Array.isArray(who) ? who : [];
	return [...people, conversationId, messageId].filter(
		(name): name is string => typeof name === 'string' && name !== '',
	);
}

function pathOf(executionId: string): string {
	return `/executions/${encodeURIComponent(executionId)}`;
}

function asksIn({ workflowData }: Payload): boolean {
	const nodes = isPayload(workflowData) ? objectsOf(workflowData, 'nodes') : [];
	return nodes.some(({ type, parameters }) => {
		const operation = isPayload(parameters) ? textOf(parameters, 'operation') : null;
		return String(type).endsWith('.wati') && SLEEPERS.includes(operation ?? '');
	});
}

/** All that nodes which wait keep in their contexts with an execution. */
function keptIn(execution: Payload): Payload[] {
	const data = isPayload(execution.data) ? execution.data : {};
	const { contextData } = isPayload(data.executionData) ? data.executionData : {};
	return Object.values(isPayload(contextData) ? contextData : {})
		.map((context) => (isPayload(context) ? context[KEPT_AS] : undefined))
		.filter(isPayload);
}

/** The open waits that an execution keeps; null when it never waited. */
function waitsIn(execution: Payload, executionId: string): Wait[] | null {
	const kept = keptIn(execution);
	if (kept.length === 0) return null;
	return kept.flatMap((waiting) => {
		const resumeUrl = waiting.done === true ? null : textOf(waiting, 'resumeUrl');
		const names = new Set(objectsOf(waiting, 'targets').flatMap(namesOf));
		return resumeUrl === null ? [] : [{ executionId, resumeUrl, names }];
	});
}

const LISTS = new Map<string, WaitList>();

function listOf({ baseUrl }: N8n): WaitList {
	const list = LISTS.get(baseUrl) ?? new WaitList(baseUrl);
	LISTS.set(baseUrl, list);
	return list;
}

/**
 * The executions of this n8n that wait for news from WATI. n8n's database is asked, so that the answer is
 * right after a restart, and whichever process of n8n asks.
 *
 * @throws NodeApiError when n8n's API refuses, and what a call throws that gets no answer
 */
export async function openWaits(n8n: N8n): Promise<OpenWaits> {
	return await listOf(n8n).open(n8n);
}

/**
 * Whether an execution that is over had an event, be it from the chat.
 *
 * @param keys names of the event
 * @throws as {@link openWaits}
 */
export async function hadBefore(n8n: N8n, { executionId }: Wait, keys: string[]): Promise<boolean> {
	const kept = keptIn(await listOf(n8n).read(n8n, executionId));
	return kept.some(({ seen }) => Array.isArray(seen) && keys.some((key) => seen.includes(key)));
}
