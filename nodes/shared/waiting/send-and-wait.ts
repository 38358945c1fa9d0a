import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { resolveRoute } from '../http/route';
import { RoutedItems } from '../items/routed-items';
import { recordDecision } from './approval/by-link';
import { hasListener } from './in-process/listeners';
import { OwnWait } from './in-process/own-wait';
import { getScopeOfRoute, type Scope } from './in-process/scope';
import { isWokenByEvents, toUnheardFailure } from './in-process/wakers';
import { Asker } from './question/asker';
import { prepareAsking, readTerms, type Asking } from './question/asking';
import { getAnswersIn } from './question/chat-answers';
import {
	endAtTimeLimit,
	findQuestion,
	recordAnswer,
	replyStyle,
	type Question,
	type QuestionStyle,
} from './question/question';
import type { QuestionSender } from './question/question-sender';
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
import { forgetFalseCrash, isInAgent } from './sleep';
import { addToInbox, getResumeUrl, getWaitOfRun, storeWait, type StoredWait } from './wait-state';

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
		await Promise.all(open.map(async (question) => await this.asker.askAgain(question)));
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
