import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import { routeItem, settleEachItem, type ReadyOperation } from '../../items/each-item';
import type { Overrides, RoutedItems } from '../../items/routed-items';
import { toNodeError } from '../../items/run-item';
import { keepOptions, readDeliveryOptions, WINDOW_CHECK } from '../../parameters/delivery-options';
import { InputError, textParameter } from '../../parameters/input';
import { getPersonKey, toRecipientFields } from '../../parameters/phone-number/person';
import { writeLinkedRequest } from '../approval/by-link';
import type { DecisionPage } from '../approval/decision-page';
import { addUnheard, findUnknownOutcome, type AskResult } from './ask-result';
import { readAgainText, readForm, readLimit, readOthers, type Asking } from './asking';
import { addAsked, toQuestion, type Question, type QuestionStyle } from './question';
import type { QuestionSender } from './question-sender';

/** A template goes out at any time, so the 24-hour window is not checked before it. */
function getOverrides(type: string): Overrides {
	return type === 'template' ? { parameters: { [WINDOW_CHECK]: 'none' } } : {};
}

/** Sends the questions of all items. */
export class Asker {
	/** IDs of the business numbers that ask, by item. */
	private readonly channels = new Map<number, string>();

	/** Items whose questions are shown only. */
	private readonly previews = new Set(
		this.context.getInputData().flatMap((_, item) => (this.isPreview(item) ? [item] : [])),
	);

	/** Whether the questions went out as links to a page. */
	private isLinked = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly routed: RoutedItems,
		private readonly sender: QuestionSender,
		private readonly asking: Asking,
		private readonly style: QuestionStyle,
	) {}

	/** Whether no question leaves. */
	get isSilent(): boolean {
		return this.previews.size === this.context.getInputData().length;
	}

	/** Settings that cannot be read are told by the send. */
	private isPreview(item: number): boolean {
		try {
			return readDeliveryOptions(this.routed.item(item)).previewOnly === true;
		} catch {
			return false;
		}
	}

	/**
	 * Time limits by item, in milliseconds.
	 *
	 * @throws NodeFailure before anything leaves, where the node stops on error and an item cannot be waited for
	 */
	readLimits(): number[] {
		return this.context.getInputData().map((_, item) => {
			if (this.previews.has(item)) return 0;
			try {
				return readLimit(this.routed.item(item));
			} catch (error) {
				// Whatever else is wrong with an item, its send says.
				if (this.context.continueOnFail() || !(error instanceof InputError)) return 0;
				throw toNodeError(this.context.getNode(), error, item);
			}
		});
	}

	/** The page that is to be sent as a link; undefined where the answer is given in the chat. */
	findPage(isHeard: boolean, begunAt: number): DecisionPage | undefined {
		const page = this.style.toPage?.(this.routed.item(0), isHeard);
		return page && { ...page, key: String(begunAt) };
	}

	private itemOf(item: number) {
		return this.routed.item(item, { whenEmpty: this.sender.whenEmpty });
	}

	/** Names of all who are about to be asked. Who cannot be asked is told by the send. */
	getNames(): string[] {
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
	async askAll(page?: DecisionPage): Promise<AskResult[]> {
		this.isLinked = page !== undefined;
		const ends = await settleEachItem(this.context, async (item) => await this.ask(item, page));
		const results = ends.map(
			(end): AskResult =>
				end.status === 'fulfilled' ? { items: end.value } : { items: [], error: end.reason },
		);
		const stopped = results.filter(
			(result) => result.items.length === 0 && findUnknownOutcome(result) === undefined,
		);
		const [first] = [...stopped, ...results].flatMap(({ error }) => error ?? []);
		if (stopped.length === 0 || first === undefined) return results;
		throw addUnheard(first, ends.length - stopped.length);
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

	toQuestion(result: AskResult, item: number, askedAt: number, until: number): Question {
		const context = this.itemOf(item);
		const problem = findUnknownOutcome(result);
		const given = result.items[0]?.json;
		const isUnasked =
			this.previews.has(item) ||
			(problem === undefined &&
				(given === undefined || given.error !== undefined || given.accepted === false));
		if (isUnasked)
			return toQuestion({ item, sent: given, recipient: '', others: [], askedAt, until });
		const recipient = this.sender.getRecipient(context);
		const sent = problem === undefined ? given : toRecipientFields(recipient);
		const others = [...this.sender.getOtherNames(sent ?? {}), ...readOthers(context)];
		const channel = this.channels.get(item);
		const form = this.isLinked ? undefined : readForm(context);
		return toQuestion({ item, sent, recipient, others, channel, form, askedAt, until, problem });
	}

	/** A failure is noted at the question: the others go on waiting. */
	async askAgain(question: Question): Promise<void> {
		const context = this.routed.item(question.item);
		const messageText = readAgainText(context);
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
}
