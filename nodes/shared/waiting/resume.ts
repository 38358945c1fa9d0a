import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { answerPageCall, isPageCall } from './approval/by-link';
import type { AwaitedEvent } from './awaited-event';
import { tellsOfOpen, type FollowedMessage } from './followed-message';
import { findMeant, findNamed, findSameWords } from './question/meaning';
import type { Question } from './question/question';
import { wakeUp } from './sleep';
import {
	addToInbox,
	getWait,
	hasSeen,
	isUnclearIn,
	takeUnclear,
	type StoredWait,
} from './wait-state';
import { readCalledEvents, type WaitingNode } from './waiting-node';

/** What a sleeping execution answers whoever posts an event to it. `held` is what it only noted before, `known` what it took. */
export type ResumeStatus = 'taken' | 'noted' | 'known' | 'held' | 'foreign';

/** What an event is to a wait: news that it waits for, or what helps to tell answers apart. */
function findUse(wait: StoredWait, event: AwaitedEvent): 'taken' | 'noted' | undefined {
	if (wait.kind !== 'reply') {
		return tellsOfOpen(wait.targets as FollowedMessage[], event) ? 'taken' : undefined;
	}
	const questions = wait.targets as Question[];
	if (findNamed(questions, event)) return 'noted';
	if (event.isOnly !== undefined && findSameWords(questions, event).length > 0) return 'noted';
	const meant = findMeant(questions, event);
	if (meant.length === 0) return undefined;
	return meant.length > 1 || event.isUnclear === true ? 'noted' : 'taken';
}

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

function answer(status: ResumeStatus): IWebhookResponseData {
	return { webhookResponse: { status } };
}

function resume(context: IWebhookFunctions, node: WaitingNode): IWebhookResponseData {
	const wait = getWait(context, node);
	if (isPageCall(context)) return answerPageCall(context, wait);
	const events = readCalledEvents(node, context.getBodyData());
	if (events === undefined) {
		return refuse(context, 400, `This is not an event of ${node.serviceName}`);
	}
	if (wait === undefined) {
		return refuse(context, 409, `This execution does not wait for ${node.serviceName}`);
	}
	const isKnown = events.some((event) => hasSeen(wait, event));
	const { isUnclear, isOnly } = context.getBodyData();
	const uses = events.flatMap((event) => {
		const told = {
			...event,
			isUnclear: isUnclear === true,
			...(isOnly === undefined ? {} : { isOnly: isOnly === true }),
		};
		const use = findUse(wait, told);
		if (use === 'taken' && isUnclear === false && takeUnclear(wait, told)) return [use];
		return use && addToInbox(wait, told) ? [use] : [];
	});
	if (uses.length === 0) {
		const isHeld =
			wait.kind === 'reply' && events.every((event) => event.fromMe || isUnclearIn(wait, event));
		return answer(isKnown ? (isHeld ? 'held' : 'known') : 'foreign');
	}
	const items = wakeUp(context);
	if (!items) return refuse(context, 409, 'This version of n8n does not wake the node');
	return { ...answer(uses.includes('taken') ? 'taken' : 'noted'), workflowData: items };
}

/**
 * Answers a call to the address of a sleeping execution, and wakes the execution if the call brings an event that it
 * waits for. n8n has checked the secret in the address before. This sends nothing and throws nothing: n8n would end
 * the execution with the error. An event that is not wanted leaves the execution asleep as it was.
 */
export function resumeWithEvents(
	context: IWebhookFunctions,
	node: WaitingNode,
): IWebhookResponseData {
	try {
		return resume(context, node);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		context.logger.error(
			`The node '${context.getNode().name}' could not read an event: ${message}`,
		);
		return refuse(context, 503, 'Not taken. Send it again later.');
	}
}
