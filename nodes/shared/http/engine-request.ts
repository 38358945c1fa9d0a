import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Answer } from './answers/answer';
import { readRefusal } from './answers/streamed-answer';
import { changesSomething } from './addressed-request';
import { followRedirects } from './redirects';
import { isOfV3, type Route } from './route';
import type { Question } from './refusal';
import { recipientListIn } from './recipient-list';

/** What a request is, as far as reading its answer depends on it. */
export function questionOf(
	options: IHttpRequestOptions,
	{ kind, service }: Pick<Route, 'kind' | 'service'>,
): Question {
	const { url, method, body } = options;
	return {
		kind,
		isV3: isOfV3(url),
		writes: changesSomething(method),
		expects: service.expectedAnswer(options),
		manyRecipients: recipientListIn(body) !== undefined,
	};
}

/** Thrown by the first reader of an answer, so that no other reader sees a refusal. */
class RefusedAnswer extends Error {}

/** The requests of one item through n8n's engine, one at a time. */
export class EngineCalls {
	/** What is under way, and how it was answered. */
	private current?: { options: IHttpRequestOptions; question: Question; answer?: Answer };

	/** Puts a reader of its own before those of the operation. */
	constructor(
		private readonly context: IExecutePaginationFunctions,
		private readonly request: DeclarativeRestApiSettings.ResultOptions,
		private readonly route: Route,
	) {
		request.postReceive = [
			{ data: { parameterValue: undefined }, actions: [this.firstReader()] },
			...request.postReceive,
		];
	}

	/**
	 * One try. A refusal is an answer without items.
	 *
	 * @throws what n8n throws when no answer came
	 */
	async call(
		options: IHttpRequestOptions,
		question: Question,
	): Promise<{ answer: Answer; items: INodeExecutionData[] }> {
		const current: NonNullable<typeof this.current> = { options, question };
		this.current = current;
		const attempt = { ...this.request, options: { ...options, headers: { ...options.headers } } };
		const outcome = await this.context.makeRoutingRequest(attempt).then(
			(items) => ({ items }),
			(error: unknown) => ({ error }),
		);
		if ('error' in outcome && !(outcome.error instanceof RefusedAnswer)) throw outcome.error;
		return { answer: current.answer!, items: 'items' in outcome ? outcome.items : [] };
	}

	private firstReader() {
		const read = async (context: IExecuteSingleFunctions, response: IN8nHttpFullResponse) => {
			const { route } = this;
			const current = this.current!;
			const { options, question } = current;
			if (!question.writes) await followRedirects(context, route, options, response);
			await readRefusal(response, context.helpers);
			current.answer = response;
			if (route.service.findFailure(response, question)) throw new RefusedAnswer();
		};
		return async function (
			this: IExecuteSingleFunctions,
			items: INodeExecutionData[],
			response: IN8nHttpFullResponse,
		) {
			await read(this, response);
			return items;
		};
	}
}
