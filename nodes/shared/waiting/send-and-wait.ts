import {
	type IDataObject,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { getErrorCode, isNodeFailure, type NodeFailure } from '../errors/node-error';
import type { EmptyField, Operation } from '../fields/operation';
import type { NodeService } from '../http/pipeline';
import { resolveRoute } from '../http/route';
import { forEachItem, routeItem, type ReadyOperation } from '../items/each-item';
import { RoutedItems, type Overrides } from '../items/routed-items';
import { keepOptions, readDeliveryOptions, WINDOW_CHECK } from '../parameters/delivery-options';
import { InputError, readEntries, type ParameterSource, textParameter } from '../parameters/input';
import { getPersonKey } from '../parameters/phone-number/person';
import { prepareAsking, readLimit, readTerms, type Asking } from './question/asking';
import { recordDecision, writeLinkedRequest } from './approval/by-link';
import type { DecisionPage } from './approval/decision-page';
import { isFromCustomer, type AwaitedEvent } from './awaited-event';
import { hasListener } from './in-process/listeners';
import { OwnWait } from './in-process/own-wait';
import { getScopeOfRoute, type Scope } from './in-process/scope';
import { isWokenByEvents, toUnheardFailure } from './in-process/wakers';
import {
	addAsked,
	endAtTimeLimit,
	findQuestion,
	isAskedBy,
	recordAnswer,
	replyStyle,
	toQuestion,
	toRecipientFields,
	type Question,
	type QuestionStyle,
} from './question/question';
import {
	getDueWork,
	getFirstTimes,
	getNextLookUp,
	readSchedule,
	sleepUntilDue,
	waitUntilDue,
	type Schedule,
} from './schedule';
import { describeReplies } from './progress';
import { toItemFailure } from './item-failure';
import { forgetFalseCrash, isInAgent } from './sleep';
import { addToInbox, getResumeUrl, getWaitOfRun, storeWait, type StoredWait } from './wait-state';
import type { WaitingNode } from './waiting-node';

/** What a node gives to the operation Send and Wait for Reply. */
export interface QuestionSender {
	node: WaitingNode;
	service: NodeService;
	/** Operations that questions go out by, by the value of `Message Type`; `text` also asks again. */
	operations: Record<string, Operation> & { text: Operation };
	/** Options of the question that hold for the text that asks again, and what they are called there. */
	keptOptions: Record<string, string>;
	/** Where fields that were left empty take their value from, as in the operations that ask. */
	whenEmpty: Record<string, EmptyField>;
	/** Whom the question goes to. @throws InputError when the field names nobody */
	getRecipient(context: ParameterSource): string;
	/** Further numbers and IDs of the recipient, as the answer to the send tells them. */
	getOtherNames(sent: IDataObject): string[];
	/**
	 * ID of the business number that a request leaves from, where the service's events tell theirs. The field for it may be
	 * empty.
	 */
	getChannel?(request: IHttpRequestOptions): string | undefined;
	/**
	 * Reads what was written lately in a chat, by both sides and oldest first; empty when the chat cannot be read. Absent
	 * where the service has no chats to read.
	 */
	readChat?(routed: RoutedItems, item: number, recipient: string): Promise<AwaitedEvent[]>;
}

/** A template goes out at any time, so the 24-hour window is not checked before it. */
function getOverrides(type: string): Overrides {
	return type === 'template' ? { parameters: { [WINDOW_CHECK]: 'none' } } : {};
}

/** Says in a failure that ends the run that those who were asked are not waited for. */
function addUnheard(error: unknown, asked: number): unknown {
	if (!isNodeFailure(error) || asked === 0) return error;
	const answers = asked === 1 ? 'The answer to the question' : 'The answers to the questions';
	const value = `${error.description ?? ''} ${answers} already sent will not be waited for.`.trim();
	Object.defineProperty(error, 'description', { value, enumerable: true, configurable: true });
	return error;
}

/** What came of asking one item: what the send gave out, or its failure; neither when it was held back. */
interface AskResult {
	items: INodeExecutionData[];
	error?: unknown;
}

/** Why it is unknown whether a question reached the customer; undefined for any other result. */
function findUnknownOutcome({ items, error }: AskResult): string | undefined {
	if (getErrorCode(error) === 'outcome-unknown') return (error as NodeFailure).message;
	const { error: message, details } = (items[0]?.json ?? {}) as IDataObject;
	const isUnknown = (details as IDataObject | undefined)?.code === 'outcome-unknown';
	return isUnknown ? String(message) : undefined;
}

/**
 * The messages of a chat that answer open questions. What stands before a question in its chat answers none, whatever
 * the clocks of two servers say.
 *
 * @param events of one chat, oldest first
 */
function getAnswersIn(events: AwaitedEvent[], questions: Question[]): AwaitedEvent[] {
	const places = new Map(
		questions.map((question) => {
			const isAsking = (event: AwaitedEvent) => event.fromMe && isAskedBy(question, event);
			return [question, events.findIndex(isAsking)];
		}),
	);
	return events.filter((event, place) => {
		if (!isFromCustomer(event)) return false;
		const before = questions.filter((question) => (places.get(question) ?? -1) < place);
		return findQuestion(before, event) !== undefined;
	});
}

/** The questions of all items: asks them, waits for the answers, asks again. */
class Questions {
	private readonly schedule: Schedule;

	private readonly own: OwnWait;

	/** IDs of the business numbers that ask, by item. */
	private readonly channels = new Map<number, string>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly routed: RoutedItems,
		private readonly sender: QuestionSender,
		private readonly asking: Asking,
		private readonly scope: Scope,
		private readonly style: QuestionStyle,
	) {
		const { node, readChat } = sender;
		const hasTrigger = hasListener(node, scope);
		const canLookUp = readChat !== undefined;
		this.schedule = readSchedule(routed.item(0), canLookUp, hasTrigger, isInAgent(context));
		this.own = new OwnWait(context, node, scope);
	}

	/** Asks all items at once, then sleeps. */
	async begin(): Promise<INodeExecutionData[][]> {
		const { context, routed, sender, own } = this;
		const resumeUrl = getResumeUrl(context);
		if (readDeliveryOptions(routed.item(0)).previewOnly === true) {
			const page = this.findPage(true, Date.now());
			return [(await this.askAll(page)).flatMap(({ items }) => items), []];
		}
		const limits = this.readLimits();
		const { node } = sender;
		const { scope, schedule } = this;
		const isHeard = await isWokenByEvents(routed.item(0), { node, scope, schedule });
		const begunAt = Date.now();
		const page = this.findPage(isHeard, begunAt);
		if (!isHeard && !page) throw toUnheardFailure(context, node, 'reply');
		own.begin(
			this.getNames(),
			resumeUrl,
			begunAt + limits.reduce((longest, limit) => Math.max(longest, limit), 0),
		);
		const results = await this.askAll(page).finally(() => own.forget());
		const askedAt = Date.now();
		const targets = results.map((result, item) =>
			this.toQuestion(result, item, begunAt, askedAt + (limits[item] ?? 0)),
		);
		const times = getFirstTimes(schedule, begunAt, targets);
		const begun = { kind: 'reply', resumeUrl, ...times, targets, page } as const;
		const wait = storeWait<'reply'>(context, node, begun);
		own.update(wait);
		return await this.hearAndGoOn(wait);
	}

	/**
	 * Time limits by item, in milliseconds.
	 *
	 * @throws NodeFailure before anything leaves, where the node stops on error and an item cannot be waited for
	 */
	private readLimits(): number[] {
		return this.context.getInputData().map((_, item) => {
			try {
				return readLimit(this.routed.item(item));
			} catch (error) {
				// Whatever else is wrong with an item, its send says.
				if (this.context.continueOnFail() || !(error instanceof InputError)) return 0;
				throw toItemFailure(this.context, error, item);
			}
		});
	}

	/** The page that is to be sent as a link; undefined where the answer is given in the chat. */
	private findPage(isHeard: boolean, begunAt: number): DecisionPage | undefined {
		const page = this.style.toPage?.(this.routed.item(0), isHeard);
		return page && { ...page, key: String(begunAt) };
	}

	private itemOf(item: number) {
		return this.routed.item(item, { whenEmpty: this.sender.whenEmpty });
	}

	/** Names of all who are about to be asked. Who cannot be asked is told by the send. */
	private getNames(): string[] {
		return this.context.getInputData().flatMap((_, item) => {
			try {
				const recipient = this.sender.getRecipient(this.itemOf(item));
				return [recipient, getPersonKey(recipient)];
			} catch {
				return [];
			}
		});
	}

	/**
	 * @throws the first failure when the node stops on error, unless it is unknown whether that question reached the
	 *   customer and nothing else was held back: then the answer is waited for
	 */
	private async askAll(page?: DecisionPage): Promise<AskResult[]> {
		const errors = new Map<number, unknown>();
		const sent = await forEachItem(this.context, async (item) => {
			try {
				return await this.ask(item, page);
			} catch (error) {
				errors.set(item, error);
				return [];
			}
		});
		const results = sent.map((items, item): AskResult => ({ items, error: errors.get(item) }));
		const stopped = results.filter(
			(result) => result.items.length === 0 && findUnknownOutcome(result) === undefined,
		);
		const [first] = [...stopped.flatMap(({ error }) => error ?? []), ...errors.values()];
		if (stopped.length === 0 || first === undefined) return results;
		throw addUnheard(first, sent.length - stopped.length);
	}

	private async ask(item: number, page?: DecisionPage): Promise<INodeExecutionData[]> {
		if (page) {
			const messageText = writeLinkedRequest(this.context, page);
			const overrides = { parameters: { messageText } };
			return await routeItem(this.noting(this.asking.text), this.routed, item, overrides);
		}
		const type = textParameter(this.routed.item(item), 'messageType');
		const { asking } = this;
		const operation = asking.byType.get(type) ?? asking.text;
		return await routeItem(this.noting(operation), this.routed, item, getOverrides(type));
	}

	/** An operation of which it is noted what number its request leaves from. */
	private noting(operation: ReadyOperation): ReadyOperation {
		const { channels, sender } = this;
		const note = async function (this: IExecuteSingleFunctions, request: IHttpRequestOptions) {
			const channel = sender.getChannel?.(request);
			if (channel !== undefined) channels.set(this.getItemIndex(), channel);
			return request;
		};
		const { send } = operation.routing;
		const preSend = [...(send?.preSend ?? []), note];
		return { ...operation, routing: { ...operation.routing, send: { ...send, preSend } } };
	}

	private toQuestion(result: AskResult, item: number, askedAt: number, until: number): Question {
		const context = this.itemOf(item);
		const problem = findUnknownOutcome(result);
		const given = result.items[0]?.json;
		const isFailed =
			problem === undefined &&
			(given === undefined || given.error !== undefined || given.accepted === false);
		if (isFailed)
			return toQuestion({ item, sent: given, recipient: '', others: [], askedAt, until });
		const recipient = this.sender.getRecipient(context);
		const sent = problem === undefined ? given : toRecipientFields(recipient);
		const others = [
			...this.sender.getOtherNames(sent ?? {}),
			...readEntries(context.getNodeParameter('options.alsoFrom', ''), 'Also Accept From'),
		];
		const channel = this.channels.get(item);
		return toQuestion({ item, sent, recipient, others, channel, askedAt, until, problem });
	}

	/** Goes on where the node fell asleep. */
	async goOn(wait: StoredWait<'reply'>): Promise<INodeExecutionData[][]> {
		if (wait.done) return this.style.toOutputs(this.routed, wait.targets);
		await waitUntilDue(wait);
		return await this.hearAndGoOn(wait);
	}

	/** Records what came, looks where that is due, asks again, and sleeps or ends. */
	private async hearAndGoOn(wait: StoredWait<'reply'>): Promise<INodeExecutionData[][]> {
		this.own.takeRecent(
			wait,
			(event, arrivedAt) =>
				arrivedAt > wait.begunAt && findQuestion(wait.targets, event) !== undefined,
		);
		const toAskAgain = this.recordAnswers(wait);
		const { isDue, looks, isOver } = getDueWork(wait, this.schedule);
		if (looks) {
			await this.readChats(wait);
			for (const question of this.recordAnswers(wait)) toAskAgain.add(question);
		}
		if (isDue) wait.lookAt = getNextLookUp(this.schedule, wait.begunAt, Date.now());
		for (const question of wait.targets) if (isOver(question)) endAtTimeLimit(question);
		const open = [...toAskAgain].filter(({ state }) => state === 'waiting');
		await Promise.all(open.map(async (question) => await this.askAgain(question)));
		return await this.sleepOrEnd(wait);
	}

	/** Empties the inbox. @returns the questions to ask again */
	private recordAnswers(wait: StoredWait<'reply'>): Set<Question> {
		recordDecision(wait);
		const toAskAgain = new Set<Question>();
		for (const event of wait.inbox.splice(0)) {
			const question = findQuestion(wait.targets, event);
			if (!question) continue;
			const terms = readTerms(this.routed.item(question.item));
			if (recordAnswer(question, event, terms)) toAskAgain.add(question);
		}
		return toAskAgain;
	}

	/** Puts the answers in the chats of all open questions into the inbox. */
	private async readChats(wait: StoredWait<'reply'>): Promise<void> {
		const { readChat } = this.sender;
		if (!readChat) return;
		const open = wait.targets.filter(({ state }) => state === 'waiting');
		const chats = new Map(open.map(({ recipient, item }) => [recipient, item]));
		const found = await Promise.all(
			[...chats].map(async ([recipient, item]) => await readChat(this.routed, item, recipient)),
		);
		for (const event of found.flatMap((events) => getAnswersIn(events, wait.targets))) {
			addToInbox(wait, event);
		}
	}

	/** A failure is noted at the question: the others go on waiting. */
	private async askAgain(question: Question): Promise<void> {
		const context = this.routed.item(question.item);
		const messageText = textParameter(context, 'askAgainText', 'Ask Again With').trim();
		if (messageText === '') return;
		const parameters = {
			messageText,
			...keepOptions(context, this.sender.keptOptions),
			[WINDOW_CHECK]: 'none',
		};
		const [sent] = await routeItem(this.asking.again, this.routed, question.item, {
			parameters,
			neverStops: true,
		});
		const { error } = sent?.json ?? {};
		question.problem = typeof error === 'string' ? error : null;
		question.askedAgainAt = Date.now();
		addAsked(question, sent?.json ?? {});
	}

	private async sleepOrEnd(wait: StoredWait<'reply'>): Promise<INodeExecutionData[][]> {
		if (wait.targets.every(({ state }) => state !== 'waiting')) {
			wait.done = true;
			this.own.end(wait);
			return this.style.toOutputs(this.routed, wait.targets);
		}
		return await sleepUntilDue(this.context, wait, this.own, describeReplies(wait.targets));
	}
}

/** The node as if it had no more input items than are asked. */
function withItems(context: IExecuteFunctions, most: number): IExecuteFunctions {
	if (context.getInputData().length <= most) return context;
	const items = context.getInputData().slice(0, most);
	return Object.assign(Object.create(context) as IExecuteFunctions, { getInputData: () => items });
}

/**
 * The operation Send and Wait for Reply. It asks all items, sleeps until each has its answer, was given up or
 * ran out of time, and gives out one item for each: answered ones at the first output, the others at the second.
 * In another style it asks and gives out as that says.
 * The operation throws `wait-not-possible` before anything is sent, and what a send throws.
 */
export function createSendAndWait(sender: QuestionSender, style: QuestionStyle = replyStyle) {
	const asking = prepareAsking(sender.service, sender.operations);
	return async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const context = withItems(this, style.mostItems);
		const routed = await RoutedItems.of(context, style.fields);
		const scope = getScopeOfRoute(await resolveRoute(routed.item(0), sender.service.service));
		const questions = new Questions(context, routed, sender, asking, scope, style);
		const wait = getWaitOfRun(this, sender.node, 'reply');
		if (!wait) return await questions.begin();
		forgetFalseCrash(this);
		return await questions.goOn(wait);
	};
}
