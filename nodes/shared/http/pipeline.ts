import type {
	BinaryHelperFunctions,
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	RequestHelperFunctions,
} from 'n8n-workflow';

import type { NodeFailure } from '../errors/node-error';
import type { DeliveryOptions } from '../parameters/delivery-options';
import type { Answer, Page } from './answers/answer';
import type { BodyChange, LazyBody } from './lazy-body';
import type { RequestTraits } from './request-traits';
import type { Route } from './route/route';
import type { ItemStatuses, RunState } from './run-state';
import type { Service } from './service';

/** Sends a request on and brings its result back. */
export type Send<Request, Result> = (request: Request) => Promise<Result>;

/** One concern of a request: it may change the request, answer it, or look at the result. */
export type Interceptor<Request, Result> = (
	request: Request,
	next: Send<Request, Result>,
) => Promise<Result>;

/** Wraps `last` in the interceptors: the first one meets a request first and its result last. */
export function compose<Request, Result>(
	interceptors: ReadonlyArray<Interceptor<Request, Result>>,
	last: Send<Request, Result>,
): Send<Request, Result> {
	return interceptors.reduceRight<Send<Request, Result>>(
		(next, interceptor) => (request) => interceptor(request, next),
		last,
	);
}

/** What an item cost, in API requests. */
export interface ItemUsage extends IDataObject {
	calls: number;
	/** Requests beyond the first of a call. */
	retries: number;
	/** Requests that were not needed. */
	saved: number;
	/** What the server said about a list and did not keep. */
	list?: string;
}

/** What all requests of one item share. */
export interface RequestSession {
	readonly context: IExecuteSingleFunctions;
	readonly route: Route;
	readonly run: RunState;
	readonly statuses: ItemStatuses;
	readonly options: DeliveryOptions;
	readonly usage: ItemUsage;
	/** ID of the execution, for fair turns. */
	readonly execution: string;
	/** The operation's own request as its steps shaped it, and what they refused. */
	readonly shaped: IHttpRequestOptions;
	/** Makes the items of an answer. */
	readonly readItems: (answer: Answer) => Promise<INodeExecutionData[]>;
	/** Items wanted of a list; Infinity for all. */
	readonly limit: number;
}

/** One request of an item on its way from the operation to the exchange. */
export interface PipelineRequest {
	readonly session: RequestSession;
	readonly options: IHttpRequestOptions;
	/** The body, made when it is the request's turn. */
	readonly lazyBody?: LazyBody;
	/** What the messages that follow this one have different from it. */
	readonly following?: readonly BodyChange[];
	/** Which of several messages of one item it is, from 1. */
	readonly part?: number;
	/** Whether the answer is a secret, which is kept for no second try. */
	readonly isSecret?: boolean;
	/** Whether it may leave again after an unknown outcome, since it changes nothing that anybody sees. */
	readonly isRepeatable?: boolean;
	/** Whether the operation keeps with the execution what became of each recipient, so that the request is not. */
	readonly isKeptByRecipient?: boolean;
}

/** A write that left, and of which nobody knows whether it was accepted. */
export interface UnknownOutcome {
	options: IHttpRequestOptions;
	/** When it left, in milliseconds. */
	sentAt: number;
	/** Keeps the page found later, so that no further try sends again. */
	settle: (page: Page) => void;
	/** Lets a further try send it, since it was found to have failed. */
	drop: () => void;
}

/** How a request went: the page it brought or the failure to show. */
export type SendResult =
	| { page: Page; failure?: undefined; unknown?: undefined }
	| { page?: undefined; failure: NodeFailure; unknown?: UnknownOutcome };

export type OperationInterceptor = Interceptor<PipelineRequest, SendResult>;

export type OperationPipeline = Send<PipelineRequest, SendResult>;

/** What is to happen with a message whose 24-hour window was looked at: itself, another request, or nothing. */
export type WindowRuling =
	| { change: BodyChange; instead: boolean; closed?: undefined }
	| { change?: undefined; instead?: undefined; closed: NodeFailure };

/** The check of WhatsApp's 24-hour window before a message. */
export interface ChatWindowCheck {
	/** Whether the user wants it for this item. */
	isWanted(context: IExecuteSingleFunctions): boolean;
	/** @throws InputError when the template to send instead cannot be sent */
	rule(request: PipelineRequest): Promise<WindowRuling>;
}

/** Who opted out of messages. */
export interface OptOutCheck {
	/**
	 * Whether somebody opted out, as of this run of the node.
	 *
	 * @param person a number or ID
	 * @throws NodeFailure when that cannot be found out
	 */
	hasOptedOut(session: RequestSession, person: string): Promise<boolean>;
	/** Asks for many people at once before each of them is asked for, where the service offers that. */
	readMany?(session: RequestSession, people: readonly string[]): Promise<void>;
	/** Notes that the service said so of somebody; absent where the service keeps that itself. */
	remember?(session: RequestSession, person: string): Promise<void>;
}

/** A service as the operations of a node reach it: with what is done around a message. */
export interface NodeService {
	service: Service;
	/** Absent where chats cannot be read. */
	chatWindow?: ChatWindowCheck;
	/** Absent in operations that leave people out by themselves. */
	optOut?: OptOutCheck;
	/** Looks for a message whose outcome is unknown; absent where chats cannot be read. */
	verification?: OperationInterceptor;
	/**
	 * Announces to triggers in other processes whom something without a mark is about to leave for; absent where events tell by
	 * themselves what a person wrote.
	 *
	 * @param people keys of them, none for a message that carries a mark
	 * @returns whether there are such triggers and all hear what this process announces
	 */
	announceSends?(session: RequestSession, people: readonly string[]): Promise<boolean>;
}

/** What sends requests, in an execution as well as in the editor. */
export interface RequestCaller {
	getNode(): INode;
	helpers: Pick<RequestHelperFunctions, 'httpRequest' | 'httpRequestWithAuthentication'> &
		Partial<Pick<BinaryHelperFunctions, 'binaryToBuffer'>>;
}

/** One API request with all that decides when it leaves and whether it may be repeated. */
export interface ExchangeRequest {
	readonly context: RequestCaller;
	readonly route: Route;
	readonly options: IHttpRequestOptions;
	readonly traits: RequestTraits;
	readonly plan: NonNullable<DeliveryOptions['plan']>;
	/** Whose turn it takes. */
	readonly execution: string;
	readonly signal?: AbortSignal;
	/** Asked right before each try; false keeps the request from leaving. */
	readonly mayLeave: () => boolean;
	/** Makes the items of an answer that is no refusal. */
	readonly readItems?: (answer: Answer) => Promise<INodeExecutionData[]>;
}
