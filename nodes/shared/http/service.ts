import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { ParameterSource } from '../parameters/input';
import type { Answer } from './answers/answer';
import type { Expectation } from './answers/expectation';
import type { FailureWords } from '../errors/catalogue';
import type { Limit, Plan } from './pace/limit';
import type { Outgoing } from '../sending/outgoing';
import type { Failure, Question } from './refusal';

/** Where a list is read on: the how-manieth page, its size, and the cursor that the page before gave. */
export interface PagePlace {
	number: number;
	size: number;
	cursor?: string;
}

/** How a service's templates are read and filled in, for previews. */
export interface TemplateBook {
	/** All templates of the account, in any status. */
	read(
		context: ParameterSource,
		readPage: (path: string, qs: IDataObject) => Promise<unknown>,
	): Promise<IDataObject[]>;
	find(templates: IDataObject[], outgoing: Outgoing): IDataObject | undefined;
	isApproved(template: IDataObject): boolean;
	/** Names of the variables that need a value. */
	needed(template: IDataObject): string[];
	/** The text a customer reads; variables without a value stay as they are. */
	rendered(template: IDataObject, values: ReadonlyMap<string, string>): string;
}

/**
 * All in which the services differ that nodes reach by the one way out: who answers, how a refusal looks,
 * which limits hold and how a message is told from other requests.
 */
export interface Service {
	/** Maton's name of the app, in paths and in lists of connections (spec A and D, "Base URL"). */
	app: string;
	/** Who speaks in messages, e.g. `WATI`. */
	name: string;
	/** Rows of the catalogue of failures that this service says in its own way. */
	words: FailureWords;
	/** What an accepted answer to a request holds; undefined for reads of JSON. */
	expectedAnswer(options: IHttpRequestOptions): Expectation | undefined;
	/** @returns undefined when the answer is a success */
	findFailure(answer: Answer, question: Question): Failure | undefined;
	/** Who has to wait after an answer that says there were too many requests; undefined for any other. */
	throttled(answer: Answer): 'account' | 'request' | undefined;
	/** @param path native path, or Maton's own `/connections` */
	limitsFor(path: string, plan: Plan): Limit[];
	/** The name a request is counted by: method and path without what tells one record from another. */
	endpointOf(method: string, path: string): string;
	/** Whether a request is one that messages go out by. */
	isSend(options: Partial<IHttpRequestOptions>): boolean;
	/**
	 * Reads who gets what from the request itself, so that what is checked is what leaves.
	 *
	 * @param shaped the options that the steps made, where they differ from the request's
	 */
	outgoingOf(options: IHttpRequestOptions, shaped?: object): Outgoing;
	/** Whether a query asks for a list that comes in pages. */
	isPaged(qs: IDataObject): boolean;
	/** @param qs of the operation, which tells by its names how the list is asked for */
	pageQuery(place: PagePlace, qs: IDataObject): IDataObject;
	/** The text of a message without a template, as a customer reads it. */
	messageText(options: IHttpRequestOptions): string;
	templates: TemplateBook;
	/** Calls that a send takes before its own, e.g. for a file that is uploaded first. */
	callsBefore(shaped: object): number;
}
