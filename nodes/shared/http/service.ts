import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { MessageOverrides } from '../errors/catalogue';
import type { Answer } from './answers/answer';
import type { Expectation } from './answers/expectation';
import type { CredentialSource } from './route/credential-source';
import type { BodyChange } from './lazy-body';
import type { Limit, Plan } from './pace/limit';
import type { RequestTraits } from './request-traits';
import type { Refusal } from '../errors/refusal';
import type { SendDescription } from './send-description';

/** Where a list is read on: the number of the page, its size, and the cursor that the page before gave. */
export interface PageCursor {
	number: number;
	size: number;
	cursor?: string;
}

/** How a service's templates are read and filled in, for dry runs. */
export interface TemplateBook {
	/** All templates of the account, in any status. */
	read(
		context: CredentialSource,
		readPage: (path: string, qs: IDataObject) => Promise<unknown>,
	): Promise<IDataObject[]>;
	find(templates: IDataObject[], send: SendDescription): IDataObject | undefined;
	isApproved(template: IDataObject): boolean;
	/** Names of the variables that need a value. */
	needed(template: IDataObject): string[];
	/** Parts that take values which no field of the node gives, in the service's words. */
	unfilled?(template: IDataObject): string[];
	/** A variable as the form calls it, where that is not its name. */
	label?(name: string): string;
	/** The text a customer reads; variables without a value stay as they are. */
	rendered(template: IDataObject, values: ReadonlyMap<string, string>): string;
}

/** Where a service is reached, and whose account it is. */
export interface RouteAddresses {
	/** Base of native paths such as `/api/v1/getContacts`. */
	apiUrl: string;
	/** Base of paths that live at the root of the host; absent where the route does not lead there. */
	rootUrl?: string;
	/** What the limits are counted by: one Maton account or one tenant. Never written anywhere. */
	account: string;
	/** What authorizes the requests, without `Bearer`. Blanked in every answer. */
	key: string;
	/** The `Authorization` that goes in place of the credential's own, where the credential would send the key as it was pasted. */
	authorization?: string;
	/** What chats and templates belong to: one account of the service, also behind a shared Maton key. Never written anywhere. */
	tenant: string;
}

/** The way a user chose: through Maton's gateway, or to the service itself. */
export type RouteKind = 'maton' | 'direct';

/** The way to a service beside Maton's gateway. */
export interface DirectRoute {
	/** The n8n credential type of the service itself. */
	credentialType: string;
	/** Addresses and account from the fields of the credential. */
	resolve(credential: ICredentialDataDecryptedObject): RouteAddresses;
	/** Rows of the catalogue that are said otherwise on this way, where the service's own speak of Maton. */
	messages?: MessageOverrides;
}

/** All in which the services differ that nodes reach by the one pipeline. */
export interface Service {
	/** Maton's name of the app, in paths and in lists of connections (spec A and D, "Base URL"). */
	app: string;
	/** Who speaks in messages. */
	name: string;
	/** Rows of the catalogue of failures that this service says in its own way. */
	messages: MessageOverrides;
	/** Absent where the service is reached through Maton alone. */
	direct?: DirectRoute;
	/** Where a native path begins on a route; undefined where the route does not lead to it. */
	getBase(addresses: RouteAddresses, path: string): string | undefined;
	/** What an accepted answer to a request holds; undefined for reads of JSON. */
	expectedAnswer(options: IHttpRequestOptions): Expectation | undefined;
	/** What a request is, as far as reading its answer depends on it. */
	readTraits(options: IHttpRequestOptions, kind: RouteKind): RequestTraits;
	/** @returns undefined when the answer is a success */
	findRefusal(answer: Answer, traits: RequestTraits): Refusal | undefined;
	/** Who has to wait after an answer that says there were too many requests; undefined for any other. */
	throttled(answer: Answer): 'account' | 'request' | undefined;
	/** @param path native path, or Maton's own `/connections` */
	limitsFor(path: string, plan: Plan): Limit[];
	/** The name a request is counted by: method and path without what tells one record from another. */
	toEndpointName(method: string, path: string): string;
	/** Whether a request is one that messages go out by. */
	isSend(options: Partial<IHttpRequestOptions>): boolean;
	/**
	 * What a message is sent with so that an event about it is known for the package's own; undefined where that is not possible.
	 *
	 * @param isAnnounced whether the process announces to triggers what it sends without a mark, which the mark says too
	 */
	markSend?(options: IHttpRequestOptions, isAnnounced: boolean): BodyChange | undefined;
	/**
	 * Reads who gets what from the request itself, so that what is checked is what leaves.
	 *
	 * @param shaped the options that the steps made, where they differ from the request's
	 */
	describeSend(options: IHttpRequestOptions, shaped?: object): SendDescription;
	/** API requests that a send takes, without those beside it. */
	countCalls(options: IHttpRequestOptions, shaped: object): number;
	/** Whether a query asks for a list that comes in pages. */
	isPaged(qs: IDataObject): boolean;
	/** @param qs of the operation, which tells by its names how the list is asked for */
	pageQuery(cursor: PageCursor, qs: IDataObject): IDataObject;
	/** The text of a message without a template, as a customer reads it. */
	messageText(options: IHttpRequestOptions): string;
	templates: TemplateBook;
}
