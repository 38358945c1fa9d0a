import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';

import { isObject, type Answer } from '../responses/answer';
import { findFailure, type Question } from '../responses/predicate';
import { failedEnding } from './ending';
import { exchange } from './exchange';
import { limitsFor, type Plan } from './limits';
import type { Page } from './paging';
import { recall, remember, requestKey } from './resend-memory';
import { connectionHeaders, isOfMaton, type Route } from './route';
import type { RunLedger } from './run-ledger';

type Request = DeclarativeRestApiSettings.ResultOptions;

/** n8n's own default when the user set no timeout: too long for a call that carries no file. */
const ENGINE_TIMEOUT_MS = 300_000;
const CALL_TIMEOUT_MS = 60_000;

/** What one request of an item has different from the operation's own. */
export type Change = Partial<Pick<IHttpRequestOptions, 'url' | 'method' | 'qs' | 'body'>>;

/** How one request went: the page it brought or the failure to show. */
export type Attempt =
	| { page: Page; failure?: undefined }
	| { page?: undefined; failure: NodeApiError };

/** Thrown by the first reader of an answer, so that no other reader sees a refusal. */
class RefusedAnswer extends Error {}

export function changesSomething(method: string | undefined): boolean {
	return method !== undefined && method !== 'GET';
}

/** The way of one item's requests through n8n's engine to the chosen server. */
export class Passage {
	readonly writes: boolean;

	private readonly path: string;

	private readonly question: Question;

	private answer?: Answer;

	constructor(
		private readonly context: IExecutePaginationFunctions,
		private readonly request: Request,
		private readonly route: Route,
		private readonly ledger: RunLedger,
	) {
		const { method, url, encoding } = request.options;
		this.path = url ?? '';
		this.writes = changesSomething(method);
		this.question = {
			kind: route.kind,
			writes: this.writes,
			manyRecipients: isObject(request.options.body) && 'receivers' in request.options.body,
			anyBody: encoding === 'arraybuffer' || encoding === 'text' || method === 'DELETE',
		};
		request.postReceive = [
			{ data: { parameterValue: undefined }, actions: [this.firstReader()] },
			...request.postReceive,
		];
	}

	/**
	 * Sends one request and returns its answer with the items made of it.
	 *
	 * @param change what differs from the operation's own request, e.g. the page to read
	 * @throws NodeApiError with a code of the catalogue for everything that is not a success
	 */
	async deliver(change: Change = {}): Promise<Page> {
		const { page, failure } = await this.attempt(change);
		if (failure) throw failure;
		return page;
	}

	/** Like {@link deliver}, but hands the failure over instead of throwing it. */
	async attempt(change: Change = {}): Promise<Attempt> {
		const { context, route, question } = this;
		const options = this.addressed(change);
		const remembers = changesSomething(options.method) && this.remembersSends();
		const key = remembers ? requestKey(context.getItemIndex(), options) : '';
		const known = remembers ? recall(context.getExecuteData(), key) : undefined;
		if (known) return { page: known };
		let items: INodeExecutionData[] = [];
		const ending = await exchange({
			send: async () => {
				items = await this.sendOnce(options);
				return this.answer!;
			},
			writes: this.writes,
			account: route.account,
			limits: limitsFor(this.path, context.getNodeParameter('delivery.plan', 'growth') as Plan),
			execution: context.getExecutionId(),
			signal: context.getExecutionCancelSignal(),
			mayLeave: () => this.ledger.mayLeave(),
		});
		const failure = failedEnding(context.getNode(), ending, question, context.getItemIndex());
		if (failure) return { failure };
		const page: Page = { answer: (ending as { answer: Answer }).answer, items };
		if (remembers) remember(context.getExecuteData(), key, page);
		return { page };
	}

	private remembersSends(): boolean {
		return this.context.getNodeParameter('delivery.resendMemory', true) !== false;
	}

	/** One try through n8n's engine. The answer is kept by the first reader, also when it is a refusal. */
	private async sendOnce(options: IHttpRequestOptions): Promise<INodeExecutionData[]> {
		this.answer = undefined;
		const attempt = { ...this.request, options: { ...options, headers: { ...options.headers } } };
		const outcome = await this.context.makeRoutingRequest(attempt).then(
			(items) => ({ items }),
			(error: unknown) => ({ error }),
		);
		if ('items' in outcome) return outcome.items;
		if (outcome.error instanceof RefusedAnswer) return [];
		throw outcome.error;
	}

	/** Reads something the operation's own answer refers to. */
	async read(url: string): Promise<INodeExecutionData[]> {
		const { items } = await this.deliver({ url, method: 'GET', body: undefined });
		return items;
	}

	private firstReader() {
		const keep = (answer: Answer) => {
			this.answer = answer;
			if (findFailure(answer, this.question)) throw new RefusedAnswer();
		};
		return async function (
			this: IExecuteSingleFunctions,
			items: INodeExecutionData[],
			response: IN8nHttpFullResponse,
		) {
			keep(response);
			return items;
		};
	}

	private addressed(change: Change): IHttpRequestOptions {
		const { context, request, route, path, writes } = this;
		const options = { ...request.options, ...change } as IHttpRequestOptions;
		options.baseURL = isOfMaton(path) ? route.controlUrl : route.apiUrl;
		options.qs = { ...request.options.qs, ...change.qs };
		options.headers = { ...options.headers };
		// A redirected POST turns into a GET and is lost, and a token must not follow to another host.
		options.disableFollowRedirect = writes;
		options.sendCredentialsOnCrossOriginRedirect = false;
		const carriesFile = options.body instanceof FormData || options.encoding === 'arraybuffer';
		if (options.timeout === ENGINE_TIMEOUT_MS && !carriesFile) options.timeout = CALL_TIMEOUT_MS;
		Object.assign(options.headers, connectionHeaders(context, route, path));
		return options;
	}
}
