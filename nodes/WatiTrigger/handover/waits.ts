import { NodeApiError, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { isPayload, objectsOf, textOf, type Payload } from '../payload';

/** Type of the credential for n8n's own API. */
export const N8N_CREDENTIAL = 'watiN8nApi';

/** Name under which a node that waits keeps its wait with the execution. */
export const KEPT_AS = 'watiWaiting';

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

const PAGE_SIZE = 100;
const MOST_PAGES = 20;

/** How long a list of waits is good. */
const FRESH_MS = 500;

const TIMEOUT_MS = 10_000;

const OPEN_STATES = ['new', 'running', 'waiting'];

interface Known {
	/** When n8n wakes it by itself; changes with each new sleep. */
	mark: string;
	waits: Wait[];
}

/** What one n8n keeps, by the ID of the execution. */
class WaitList {
	private known = new Map<string, Known>();

	private askedAt = 0;

	private asking?: Promise<Wait[]>;

	constructor(private readonly baseUrl: string) {}

	/** All open waits, asked for at most twice a second. */
	async open(n8n: N8n): Promise<Wait[]> {
		if (this.asking === undefined || Date.now() - this.askedAt >= FRESH_MS) {
			this.askedAt = Date.now();
			this.asking = this.ask(n8n);
		}
		return await this.asking;
	}

	/**
	 * A running execution may have a wait as well: it deals with another event and goes to sleep again. One
	 * that changed its state between the two lists is looked up by itself.
	 */
	private async ask(n8n: N8n): Promise<Wait[]> {
		const next = new Map<string, Known>();
		for (const status of ['running', 'waiting']) {
			for (const execution of await this.list(n8n, status)) {
				const id = textOf(execution, 'id') ?? '';
				const mark = textOf(execution, 'waitTill') ?? status;
				next.set(id, await this.detail(n8n, id, mark));
			}
		}
		for (const [id, known] of this.known) {
			if (next.has(id) || known.waits.length === 0) continue;
			const status = textOf(await this.get(n8n, `/executions/${encodeURIComponent(id)}`), 'status');
			if (status !== null && OPEN_STATES.includes(status)) next.set(id, known);
		}
		this.known = next;
		return [...next.values()].flatMap(({ waits }) => waits);
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

	/** What an execution waits for is read once per sleep. */
	private async detail(n8n: N8n, id: string, mark: string): Promise<Known> {
		const known = this.known.get(id);
		if (known?.mark === mark) return known;
		const path = `/executions/${encodeURIComponent(id)}`;
		const waits = waitsIn(await this.get(n8n, path, { includeData: true }), id);
		// While it runs, n8n may hold nothing of what it waited for.
		return { mark, waits: waits.length === 0 && mark === 'running' ? (known?.waits ?? []) : waits };
	}

	/** An execution that n8n has deleted is an empty one. */
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
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})) as { statusCode: number; body: unknown };
		if (statusCode >= 400 && statusCode !== 404) {
			throw new NodeApiError(
				context.getNode(),
				{},
				{ message: `n8n's API answered ${statusCode}` },
			);
		}
		return isPayload(body) ? body : {};
	}
}

function namesOf(target: Payload): string[] {
	const { who, conversationId, messageId } = target;
	const people = Array.isArray(who) ? who : [];
	return [...people, conversationId, messageId].filter(
		(name): name is string => typeof name === 'string' && name !== '',
	);
}

/** The waits that an execution keeps in the contexts of its nodes. */
function waitsIn(execution: Payload, executionId: string): Wait[] {
	const data = isPayload(execution.data) ? execution.data : {};
	const { contextData } = isPayload(data.executionData) ? data.executionData : {};
	return Object.values(isPayload(contextData) ? contextData : {}).flatMap((kept) => {
		const waiting = isPayload(kept) ? kept[KEPT_AS] : undefined;
		if (!isPayload(waiting) || waiting.done === true) return [];
		const resumeUrl = textOf(waiting, 'resumeUrl');
		const names = new Set(objectsOf(waiting, 'targets').flatMap(namesOf));
		return resumeUrl === null ? [] : [{ executionId, resumeUrl, names }];
	});
}

const LISTS = new Map<string, WaitList>();

/**
 * The executions of this n8n that wait for news from WATI. n8n's database is asked, so that the answer is
 * right after a restart, and whichever process of n8n asks.
 *
 * @throws NodeApiError when n8n's API does not answer
 */
export async function openWaits(n8n: N8n): Promise<Wait[]> {
	const list = LISTS.get(n8n.baseUrl) ?? new WaitList(n8n.baseUrl);
	LISTS.set(n8n.baseUrl, list);
	return await list.open(n8n);
}
