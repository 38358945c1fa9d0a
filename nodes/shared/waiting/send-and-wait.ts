import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { resolveRoute } from '../http/route/route';
import { RoutedItems } from '../items/routed-items';
import { recordDecision } from './approval/by-link';
import type { AwaitedEvent } from './awaited-event';
import { noteArrival } from './in-process/arrivals';
import { hasListener } from './in-process/listeners';
import { OwnWait } from './in-process/own-wait';
import { getScopeOfRoute, type Scope } from './in-process/scope';
import { isWokenByEvents, toUnheardFailure } from './in-process/wakers';
import { Asker } from './question/asker';
import { prepareAsking, readTerms, type Asking } from './question/asking';
import { getAnswersIn } from './question/chat-answers';
import {
	findMeant,
	findMeantAmong,
	findNamed,
	findSameWords,
	isPointed,
	isQuoteOfOne,
	type OpenQuestion,
} from './question/meaning';
import {
	addName,
	addNameByWords,
	describeUnclear,
	endAtTimeLimit,
	findQuestion,
	recordAnswer,
	replyStyle,
	type Question,
	type QuestionStyle,
} from './question/question';
import type { QuestionSender } from './question/question-sender';
import {
	describeLooks,
	getDueWork,
	getFirstTimes,
	getNextLookUp,
	readSchedule,
	sleepUntilDue,
	waitUntilDue,
	type Schedule,
} from './schedule';
import { describeReplies } from './progress';
import { forgetFalseCrash, isInAgent } from './sleep';
import { addToInbox, getResumeUrl, getWaitOfRun, storeWait, type StoredWait } from './wait-state';

/** Answers kept per wait in case it turns out what they belong to. */
const MOST_UNCLEAR = 100;

/** What to do where the other questions have ended. */
const ANSWER_AGAIN = 'Only this question is still open: ask for the answer again.';

/** The questions of all items: asks them, waits for the answers, asks again. */
class Questions {
	private readonly schedule: Schedule;

	private readonly own: OwnWait;

	private readonly asker: Asker;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly routed: RoutedItems,
		private readonly sender: QuestionSender,
		asking: Asking,
		private readonly scope: Scope,
		private readonly style: QuestionStyle,
	) {
		const { node, readChat } = sender;
		const hasTrigger = hasListener(node, scope);
		const canLookUp = readChat !== undefined;
		this.schedule = readSchedule(routed.item(0), canLookUp, hasTrigger, isInAgent(context));
		this.own = new OwnWait(context, node, scope);
		this.asker = new Asker(context, routed, sender, asking, style);
	}

	/** Asks all items at once, then sleeps. */
	async begin(): Promise<INodeExecutionData[][]> {
		const { asker, context, routed, sender, own } = this;
		const resumeUrl = getResumeUrl(context);
		const limits = asker.readLimits();
		const { node } = sender;
		const { scope, schedule } = this;
		const isHeard =
			asker.isSilent || (await isWokenByEvents(routed.item(0), { node, scope, schedule }));
		const begunAt = Date.now();
		const page = asker.findPage(isHeard, begunAt);
		if (!isHeard && !page) throw toUnheardFailure(context, node, 'reply');
		own.begin(
			asker.getNames(),
			resumeUrl,
			begunAt + limits.reduce((longest, limit) => Math.max(longest, limit), 0),
		);
		const results = await asker.askAll(page).finally(() => own.forget());
		const askedAt = Date.now();
		const targets = results.map((result, item) =>
			asker.toQuestion(result, item, begunAt, askedAt + (limits[item] ?? 0)),
		);
		const times = getFirstTimes(schedule, begunAt, targets);
		const begun = { kind: 'reply', resumeUrl, ...times, targets, page } as const;
		const wait = storeWait<'reply'>(context, node, begun);
		own.update(wait);
		return await this.hearAndGoOn(wait);
	}

	/** Goes on where the node fell asleep. */
	async goOn(wait: StoredWait<'reply'>): Promise<INodeExecutionData[][]> {
		if (wait.done) return this.style.toOutputs(this.routed, wait.targets);
		await waitUntilDue(wait);
		return await this.hearAndGoOn(wait);
	}

	/** Records what came, looks where that is due, asks again, and sleeps or ends. */
	private async hearAndGoOn(wait: StoredWait<'reply'>): Promise<INodeExecutionData[][]> {
		const known = wait.inbox.length;
		const { targets, begunAt } = wait;
		const others = this.own.listOthers();
		const isOwn = (question: OpenQuestion) => targets.includes(question as Question);
		const isHeld = (event: AwaitedEvent) =>
			isPointed(event) && !isQuoteOfOne(targets, event) && this.own.isAskedElsewhere(event);
		const concerns = (event: AwaitedEvent) =>
			findNamed(targets, event) !== undefined ||
			(!isHeld(event) &&
				!this.own.isElsewhere(event) &&
				findMeantAmong(targets, others, event).some(isOwn));
		this.own.takeRecent(wait, (event, arrivedAt) => arrivedAt > begunAt && concerns(event));
		this.markUnclear(wait, known);
		const toAskAgain = this.recordAnswers(wait);
		const { isDue, looks, isOver } = getDueWork(wait, this.schedule);
		if (looks) {
			await this.readChats(wait);
			for (const question of this.recordAnswers(wait)) toAskAgain.add(question);
		}
		if (isDue) wait.lookAt = getNextLookUp(this.schedule, wait.begunAt, Date.now());
		for (const question of wait.targets) if (isOver(question)) endAtTimeLimit(question);
		const open = [...toAskAgain].filter(({ state }) => state === 'waiting');
		await Promise.all(open.map(async (question) => await this.asker.askAgain(question)));
		return await this.sleepOrEnd(wait);
	}

	/** Empties the inbox. @returns the questions to ask again */
	private recordAnswers(wait: StoredWait<'reply'>): Set<Question> {
		recordDecision(wait);
		const toAskAgain = new Set<Question>();
		for (const event of this.takeAnswers(wait)) {
			const question = event.isUnclear === true ? undefined : findQuestion(wait.targets, event);
			if (question) {
				const terms = readTerms(this.routed.item(question.item));
				if (recordAnswer(question, event, terms)) toAskAgain.add(question);
				noteArrival(event).isKept = true;
			} else this.keepUnclear(wait, event);
		}
		this.tellUnclear(wait);
		return toAskAgain;
	}

	/** The answers that came, and those of which has turned out since which question they belong to. */
	private takeAnswers(wait: StoredWait<'reply'>): AwaitedEvent[] {
		const { targets, unclear = [] } = wait;
		const answers = wait.inbox.splice(0).filter((event) => {
			if (!event.fromMe) return true;
			const question = findNamed(targets, event);
			if (question) addName(question, event);
			else if (event.isOnly !== undefined) {
				for (const same of findSameWords(targets, event)) addNameByWords(same, event, event.isOnly);
			}
			return false;
		});
		const settled = unclear.filter((event) => isQuoteOfOne(targets, event));
		wait.unclear = unclear.filter((event) => !settled.includes(event));
		return [...settled.map((event) => ({ ...event, isUnclear: false })), ...answers];
	}

	private keepUnclear(wait: StoredWait<'reply'>, event: AwaitedEvent): void {
		if (findMeant(wait.targets, event).length === 0) return;
		wait.unclear = [...(wait.unclear ?? []), event].slice(-MOST_UNCLEAR);
	}

	/** Notes at each open question whether an answer may belong to it or to another one. */
	private tellUnclear(wait: StoredWait<'reply'>): void {
		const { targets, unclear = [] } = wait;
		const others = this.own.listOthers();
		wait.unclear = unclear.filter((event) => findMeant(targets, event).length > 0);
		for (const question of targets.filter(({ state }) => state === 'waiting')) {
			const event = wait.unclear.filter((one) => findMeant(targets, one).includes(question)).at(-1);
			if (event === undefined) delete question.unclear;
			else {
				const isLeft =
					Date.now() < question.until && findMeantAmong(targets, others, event).length === 1;
				const advice = isLeft ? ANSWER_AGAIN : this.sender.node.toTellTaps;
				question.unclear = describeUnclear(event, advice ?? '');
			}
		}
	}

	/** Marks what came into the inbox and may answer a question of another execution as well. */
	private markUnclear({ inbox, targets }: StoredWait<'reply'>, from: number): void {
		const others = this.own.listOthers();
		for (const event of inbox.slice(from)) {
			if (findMeantAmong(targets, others, event).length > 1) event.isUnclear = true;
		}
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
		const isShared = (event: AwaitedEvent) =>
			findMeantAmong(wait.targets, this.own.listOthers(), event).length > 1;
		if (found.flat().some(isShared)) await this.own.forgetGone();
		const known = wait.inbox.length;
		const others = this.own.listOthers();
		const isElsewhere = (event: AwaitedEvent) => this.own.isElsewhere(event);
		const answers = found.flatMap((events) =>
			getAnswersIn(events, wait.targets, others, isElsewhere),
		);
		for (const event of answers) {
			addToInbox(wait, event);
		}
		this.markUnclear(wait, known);
	}

	private describeProgress({ targets }: StoredWait<'reply'>): string {
		return describeReplies(targets, describeLooks(this.schedule, this.sender.node.triggerName));
	}

	private async sleepOrEnd(wait: StoredWait<'reply'>): Promise<INodeExecutionData[][]> {
		if (wait.targets.every(({ state }) => state !== 'waiting')) {
			wait.done = true;
			this.own.end(wait);
			return this.style.toOutputs(this.routed, wait.targets);
		}
		return await sleepUntilDue(this.context, wait, this.own, this.describeProgress(wait));
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
