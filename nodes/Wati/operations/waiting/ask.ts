import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodePropertyRouting,
} from 'n8n-workflow';

import { digitsOf } from '../../../shared/webhooks/payload';
import { entriesOf } from '../../../shared/webhooks/settings';
import { forEachItem, routeItem } from '../../../shared/items/each-item';
import { RoutedItems, type Overrides } from '../../../shared/items/routed-items';
import { deliveryOptionsOf } from '../../../shared/parameters/delivery-options';
import { listParameter, textParameter, type ParameterSource } from '../../../shared/parameters/input';
import { prepare, type Step } from '../../../shared/parameters/pre-send';
import { recipientOf } from '../../../shared/parameters/whatsapp-number';
import { sendButtons } from '../../resources/message/sendButtons.operation';
import { sendList } from '../../resources/message/sendList.operation';
import { sendText } from '../../resources/message/sendText.operation';
import { send as sendTemplate } from '../../resources/template/send.operation';
import { transport } from '../../../shared/http/transport';
import { answerRuleOf } from '../../../shared/waiting/answer-rule';
import { chatRecords } from './chat-records';
import { eventOfRecord, type Incoming } from '../../../shared/waiting/incoming';
import {
	idsOfSent,
	itemOf,
	questionFor,
	questionOf,
	take,
	timeUp,
	type AnswerTerms,
	type Question,
} from '../../../shared/waiting/questions';
import { dutiesOf, nextLook, scheduleOf, sleepOn, timesOf, untilDue } from '../../../shared/waiting/schedule';
import { keep, ownWaiting, receive, resumeUrlOf, type Waiting } from '../../../shared/waiting/wait-state';

const ROUTES: Record<string, INodePropertyRouting> = {
	buttons: sendButtons.option.routing ?? {},
	list: sendList.option.routing ?? {},
	template: sendTemplate.option.routing ?? {},
	text: sendText.option.routing ?? {},
};

/** Texts of the buttons or rows that the question offers. */
function offeredBy(context: ParameterSource): string[] {
	const type = textParameter(context, 'messageType');
	const rows =
		type === 'list'
			? listParameter(context, 'sections.section').flatMap(
					({ rows: inner }) => ((inner as IDataObject)?.row as IDataObject[] | undefined) ?? [],
				)
			: [];
	const buttons = type === 'buttons' ? listParameter(context, 'buttons.button') : [];
	return [
		...buttons.map(({ text }) => String(text ?? '')),
		...rows.map(({ title }) => String(title ?? '')),
	].filter((text) => text !== '');
}

function termsOf(context: ParameterSource): AnswerTerms {
	return {
		rule: answerRuleOf(context, offeredBy(context)),
		mostTries: Number(context.getNodeParameter('mostTries', 3)),
		lastCounts: context.getNodeParameter('waitOptions.furtherMessages', 'first') === 'last',
	};
}

/** Refuses a question whose accepted answers cannot be read, before it leaves. */
const checkedTerms: Step = function (options) {
	termsOf(this);
	scheduleOf(this);
	return options;
};

/** A template goes out at any time, so the window is not looked at before it. */
function overridesFor(type: string): Overrides {
	return type === 'template' ? { parameters: { windowCheck: 'none' } } : {};
}

/** The questions of all items: asks them, waits for the answers, asks again. */
class Questions {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly routed: RoutedItems,
	) {}

	/** Asks all items at once, then sleeps. */
	async begin(): Promise<INodeExecutionData[][]> {
		const { context, routed } = this;
		const first = routed.item(0);
		const resumeUrl = resumeUrlOf(context);
		const askedAt = Date.now();
		const results = await forEachItem(context, async (item) => await this.ask(item));
		if (deliveryOptionsOf(first).previewOnly === true) return [results.flat(), []];
		const targets = results.map((items, item) => this.asked(items, item, askedAt));
		const times = timesOf(scheduleOf(first));
		const waiting = keep(context, { kind: 'reply', resumeUrl, ...times, targets });
		return await this.sleepOrEnd(waiting);
	}

	private async ask(item: number): Promise<INodeExecutionData[]> {
		const type = textParameter(this.routed.item(item), 'messageType');
		const route = ROUTES[type] ?? ROUTES.text!;
		const preSend = [prepare(checkedTerms), ...(route.send?.preSend ?? [])];
		const checked = { ...route, send: { ...route.send, preSend } };
		return await routeItem(transport, checked, this.routed, item, overridesFor(type));
	}

	private asked(items: INodeExecutionData[], item: number, askedAt: number): Question {
		const context = this.routed.item(item);
		const others = entriesOf(context.getNodeParameter('waitOptions.alsoFrom', ''));
		const also = others.flatMap((entry) => digitsOf(entry) ?? []);
		const isAsked = items[0]?.json.error === undefined;
		const recipient = isAsked ? recipientOf(context) : '';
		return questionOf(item, items, { recipient, also, askedAt });
	}

	/** Goes on where the node fell asleep. */
	async goOn(waiting: Waiting<'reply'>): Promise<INodeExecutionData[][]> {
		if (waiting.done) return this.outputs(waiting);
		await untilDue(waiting);
		const askAgain = this.takeAll(waiting, waiting.inbox.splice(0));
		const schedule = scheduleOf(this.routed.item(0));
		const { looks, ends } = dutiesOf(waiting, schedule);
		if (looks) {
			for (const question of await this.look(waiting)) askAgain.add(question);
			waiting.lookAt = nextLook(schedule, Date.now());
		}
		if (ends) waiting.targets.forEach((question) => timeUp(question));
		const open = [...askAgain].filter(({ state }) => state === 'waiting');
		await Promise.all(open.map(async (question) => await this.askAgain(question)));
		return await this.sleepOrEnd(waiting);
	}

	/** @returns the questions to ask again */
	private takeAll(waiting: Waiting<'reply'>, events: Incoming[]): Set<Question> {
		const askAgain = new Set<Question>();
		for (const event of events) {
			const question = questionFor(waiting.targets, event);
			if (!question) continue;
			if (take(question, event, termsOf(this.routed.item(question.item)))) askAgain.add(question);
		}
		return askAgain;
	}

	/** Looks for answers in the chats of all open questions, oldest message first. */
	private async look(waiting: Waiting<'reply'>): Promise<Set<Question>> {
		const open = waiting.targets.filter(({ state }) => state === 'waiting');
		const chats = new Map(open.map(({ recipient, item }) => [recipient, item]));
		const found = await Promise.all(
			[...chats].map(async ([recipient, item]) => {
				const records = await chatRecords(this.routed, item, recipient);
				const own = records.filter(({ eventType }) => eventType === 'message').reverse();
				const digits = digitsOf(recipient) ?? recipient;
				return own.map((record) => eventOfRecord(record, digits));
			}),
		);
		for (const event of found.flat()) {
			if (questionFor(waiting.targets, event)) receive(waiting, event);
		}
		return this.takeAll(waiting, waiting.inbox.splice(0));
	}

	/** A failed one is noted at the question: the others go on waiting. */
	private async askAgain(question: Question): Promise<void> {
		const context = this.routed.item(question.item);
		const messageText = textParameter(context, 'askAgainText').trim();
		if (messageText === '') return;
		const { channelPhoneNumber } = context.getNodeParameter('options', {}) as IDataObject;
		const options = channelPhoneNumber === undefined ? {} : { channelPhoneNumber };
		const parameters = { messageText, windowCheck: 'none', options };
		const [sent] = await routeItem(transport, ROUTES.text!, this.routed, question.item, {
			parameters,
			neverStops: true,
		});
		const { error } = sent?.json ?? {};
		question.problem = typeof error === 'string' ? error : null;
		question.askedAgainAt = Date.now();
		question.askedIn.push(...idsOfSent(sent?.json ?? {}));
	}

	private async sleepOrEnd(waiting: Waiting<'reply'>): Promise<INodeExecutionData[][]> {
		if (waiting.targets.every(({ state }) => state !== 'waiting')) {
			waiting.done = true;
			return this.outputs(waiting);
		}
		const items = waiting.targets.map((question) => itemOf({ ...question, sent: {} }));
		return await sleepOn(this.context, waiting, items);
	}

	/** Answered ones first, and those that could not be asked; then those without an answer. */
	private outputs({ targets }: Waiting<'reply'>): INodeExecutionData[][] {
		const isSettled = ({ state }: Question) => state === 'answered' || state === 'failed';
		const answered = targets.filter((question) => isSettled(question));
		const others = targets.filter((question) => !isSettled(question));
		return [answered, others].map((questions) => questions.map((question) => itemOf(question)));
	}
}

/**
 * Message: Send and Wait for Reply. Asks all items, sleeps until each has its answer, was given up or ran out
 * of time, and puts out one item for each: answered ones at the first output, the others at the second.
 *
 * @throws NodeApiError `wait-not-possible` before anything is sent, and what a send throws
 */
export async function sendAndWait(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const questions = new Questions(this, await RoutedItems.of(this));
	const waiting = ownWaiting(this, 'reply');
	return waiting ? await questions.goOn(waiting) : await questions.begin();
}
