import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	NodeApiError,
} from 'n8n-workflow';

import { deliveryOptionsOf, type DeliveryOptions } from '../parameters/delivery-options';
import { lateBodyOf, type LateBody } from '../files/lazy-body';
import type { Answer } from './answers/answer';
import { codeOf, nodeError } from '../errors/node-error';
import { addressedRequest, changesSomething, type Change } from './addressed-request';
import { withFile } from './pace/concurrency-limit';
import { failedEnding } from './exchange-result';
import { EngineCalls, questionOf } from './engine-request';
import { exchange, type Ending } from './retry';
import { guardError, returnQuota, takeQuota } from '../sending/agent-guard';
import type { Page } from './pagination';
import { read, type ReadingResult } from './fetch-beside';
import { forget, recall, recallDoubt, remember, rememberDoubt, requestKey } from './idempotency';
import type { Route } from './route';
import type { RunLedger } from './run-state';
import { countSaved } from './usage';

type Request = DeclarativeRestApiSettings.ResultOptions;

/** A write that left, and of which nobody knows whether it was accepted. */
export interface Unsettled {
	options: IHttpRequestOptions;
	/** When it left, in milliseconds. */
	sentAt: number;
	/** Keeps the page found later, so that no further try sends again. */
	settle: (page: Page) => void;
	/** Lets a further try send it, since it was found to have failed. */
	drop: () => void;
}

/** How one request went: the page it brought or the failure to show. */
export type Attempt =
	| { page: Page; failure?: undefined; unsettled?: undefined }
	| { page?: undefined; failure: NodeApiError; unsettled?: Unsettled };

/** What of a write outlives it in its run. */
interface Memo {
	key: string;
	/** Whether its answer is kept. */
	answer: boolean;
	/** Whether it is kept that its outcome is unknown. */
	doubt: boolean;
}

/** What an item cost, in calls. */
export interface ItemUsage extends IDataObject {
	calls: number;
	/** Calls beyond the first of a request. */
	retries: number;
	/** Calls that were not needed. */
	saved: number;
}

/** The way of one item's requests through n8n's engine to the chosen server. */
export class Passage {
	readonly usage: ItemUsage = { calls: 0, retries: 0, saved: 0 };

	readonly wishes: DeliveryOptions;

	private readonly execution: string;

	private readonly engine: EngineCalls;

	constructor(
		private readonly context: IExecutePaginationFunctions,
		private readonly request: Request,
		readonly route: Route,
		private readonly ledger: RunLedger,
	) {
		this.wishes = deliveryOptionsOf(context);
		this.execution = String(context.getExecutionId());
		this.engine = new EngineCalls(context, request, route);
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

	/**
	 * Like {@link deliver}, but hands the failure over instead of throwing it.
	 *
	 * @param secret whether the answer is a secret, which is kept for no second try
	 * @throws InputError when a file cannot be sent
	 */
	async attempt(change: Change = {}, secret = false): Promise<Attempt> {
		const options = this.addressed(change);
		if (options.url === '' || options.baseURL === undefined) {
			return { failure: this.failed('route-not-offered') };
		}
		const late = change.late ?? (change.instead ? undefined : lateBodyOf(this.request.options));
		const memo = this.memoOf(options, late, secret);
		return this.remembered(options, memo) ?? (await this.dispatch(options, memo, late));
	}

	/** Reads something the operation's own answer refers to. */
	async read(url: string): Promise<INodeExecutionData[]> {
		const { items } = await this.deliver({ url, method: 'GET', body: undefined });
		return items;
	}

	/**
	 * Reads something beside the operation, without its readers: a chat, or the list of templates.
	 *
	 * @param always whether it is read also after another item failed and the node stops on error
	 */
	async look(path: string, qs: IDataObject, always = false): Promise<ReadingResult> {
		const { context, execution, ledger, route, request } = this;
		const { proxy, skipSslCertificateValidation, allowedDomains } = request.options;
		const result = await read(context, route, {
			path,
			qs,
			execution,
			signal: context.getExecutionCancelSignal(),
			mayLeave: () => always || ledger.mayLeave(),
			settings: {
				...(proxy ? { proxy } : {}),
				...(skipSslCertificateValidation ? { skipSslCertificateValidation: true } : {}),
				...(allowedDomains ? { allowedDomains } : {}),
			},
		});
		this.count(result.calls);
		return result;
	}

	/** Notes that something was known already. */
	save(calls: number): void {
		this.usage.saved += calls;
		countSaved(this.route.account, calls);
	}

	/** What is to be remembered of a request; undefined when nothing is. */
	private memoOf(
		options: IHttpRequestOptions,
		late: LateBody | undefined,
		secret: boolean,
	): Memo | undefined {
		const { context, route, wishes } = this;
		if (!changesSomething(options.method) || wishes.resendMemory === false) return undefined;
		const told = late ? { ...options, body: late.outline } : options;
		const ownRun = context.getExecuteData().node.name === context.getNode().name;
		const { service } = route;
		const key = requestKey(context.getItemIndex(), told, ownRun, service);
		return { key, answer: !secret, doubt: secret || service.isSend(options) };
	}

	private remembered(options: IHttpRequestOptions, memo: Memo | undefined): Attempt | undefined {
		if (!memo) return undefined;
		const executeData = this.context.getExecuteData();
		const page = recall(executeData, memo.key);
		if (page) {
			this.save(1);
			return { page };
		}
		const doubt = recallDoubt(executeData, memo.key);
		if (!doubt) return undefined;
		const failure = this.failed('outcome-unknown', {
			message: `An earlier try sent this, and it is unknown whether ${this.route.service.name} accepted it. It was not sent again.`,
		});
		return { failure, unsettled: this.unsettled(options, memo, doubt.sentAt) };
	}

	private unsettled(
		options: IHttpRequestOptions,
		memo: Memo | undefined,
		sentAt: number,
	): Unsettled {
		const settle = (page: Page) => this.keep(memo, page);
		const drop = () => memo && forget(this.context.getExecuteData(), memo.key);
		return { options, sentAt, settle, drop };
	}

	private keep(memo: Memo | undefined, page: Page): void {
		if (memo?.answer) remember(this.context.getExecuteData(), memo.key, page);
	}

	private async dispatch(
		options: IHttpRequestOptions,
		memo: Memo | undefined,
		late: LateBody | undefined,
	): Promise<Attempt> {
		const { execution, wishes } = this;
		const sends = this.route.service.isSend(options);
		const messages = sends ? this.messagesIn(options) : 0;
		const refused = sends ? this.guarded(options, messages) : undefined;
		if (refused) return { failure: refused };
		let attempt: Attempt | undefined;
		try {
			attempt = late
				? await withFile(execution, async () => {
						if (this.mayLeave()) options.body = await late.read();
						return await this.exchanged(options, memo);
					})
				: await this.exchanged(options, memo);
			return attempt;
		} finally {
			const mayBeOut = attempt !== undefined && (attempt.page ?? attempt.unsettled) !== undefined;
			if (sends && !mayBeOut) returnQuota(wishes, execution, messages);
		}
	}

	private mayLeave(): boolean {
		return this.ledger.mayLeave() && this.context.getExecutionCancelSignal()?.aborted !== true;
	}

	private messagesIn(options: IHttpRequestOptions): number {
		return this.route.service.outgoingOf(options, this.request.options).recipients.length;
	}

	private guarded(options: IHttpRequestOptions, messages: number): NodeApiError | undefined {
		const { context, execution, wishes } = this;
		const item = context.getItemIndex();
		const node = context.getNode();
		const outgoing = this.route.service.outgoingOf(options, this.request.options);
		return (
			guardError(node, wishes, outgoing, item) ?? takeQuota(node, wishes, execution, messages, item)
		);
	}

	private async exchanged(options: IHttpRequestOptions, memo: Memo | undefined): Promise<Attempt> {
		const { context, route } = this;
		const { service } = route;
		const question = questionOf(options, route);
		let items: INodeExecutionData[] = [];
		let sentAt = Date.now();
		const ending = await exchange({
			send: async () => {
				sentAt = Date.now();
				const call = await this.engine.call(options, question);
				items = call.items;
				return call.answer;
			},
			question,
			service,
			endpoint: service.endpointOf(options.method ?? 'GET', options.url),
			account: route.account,
			limits: service.limitsFor(options.url, this.wishes.plan ?? 'growth'),
			execution: this.execution,
			signal: context.getExecutionCancelSignal(),
			mayLeave: () => this.ledger.mayLeave(),
		});
		this.count(ending.calls);
		const item = context.getItemIndex();
		const failure = failedEnding(context.getNode(), ending, question, service, item);
		return failure
			? this.afterFailure(failure, options, memo, sentAt)
			: this.afterSuccess(ending, items, options, memo);
	}

	private afterSuccess(
		ending: Ending,
		items: INodeExecutionData[],
		options: IHttpRequestOptions,
		memo: Memo | undefined,
	): Attempt {
		const page: Page = { answer: (ending as { answer: Answer }).answer, items };
		this.keep(memo, page);
		if (this.route.service.isSend(options)) this.save(this.messagesIn(options) - 1);
		return { page };
	}

	private afterFailure(
		failure: NodeApiError,
		options: IHttpRequestOptions,
		memo: Memo | undefined,
		sentAt: number,
	): Attempt {
		if (codeOf(failure) !== 'outcome-unknown') return { failure };
		if (memo?.doubt) rememberDoubt(this.context.getExecuteData(), memo.key, { sentAt });
		return { failure, unsettled: this.unsettled(options, memo, sentAt) };
	}

	private failed(...[code, text]: [Parameters<typeof nodeError>[1], { message?: string }?]) {
		const itemIndex = this.context.getItemIndex();
		const { words } = this.route.service;
		return nodeError(this.context.getNode(), code, { ...text, words, itemIndex });
	}

	private count(calls: number): void {
		this.usage.calls += calls;
		this.usage.retries += Math.max(0, calls - 1);
	}

	/** The request with a change, as it leaves but for the credential. */
	addressed(change: Change): IHttpRequestOptions {
		return addressedRequest(this.context, this.request, this.route, change);
	}
}
