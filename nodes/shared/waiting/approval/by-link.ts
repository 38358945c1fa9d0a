import type { IExecuteFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isObject } from '../../parameters/json';
import { sendPage } from '../../webhooks/browser-page';
import type { Question } from '../question/question';
import { wakeUp } from '../sleep';
import type { StoredWait } from '../wait-state';
import {
	DECISIONS,
	PAGE_FIELDS,
	renderDecisionPage,
	renderNotice,
	type DecisionPage,
	type PageDecision,
} from './decision-page';

/** The parameter of the page's address that holds {@link DecisionPage.key}. */
const KEY = 'request';

/** The request as text: what to approve, and where. n8n signs the address with all its parameters. */
export function writeLinkedRequest(
	context: IExecuteFunctions,
	{ message, labels, key }: DecisionPage,
): string {
	const address = context.getSignedResumeUrl({ [KEY]: key });
	return `${message}\n\n${labels.approve} / ${labels.decline}: ${address}`;
}

function readKey(context: IWebhookFunctions): unknown {
	const query: unknown = context.getQueryData();
	return isObject(query) ? query[KEY] : undefined;
}

/** Whether a call to a sleeping execution comes from somebody's browser, by the address that was sent. */
export function isPageCall(context: IWebhookFunctions): boolean {
	return readKey(context) !== undefined;
}

/** The page of the wait, if it is still to be decided on and the call means this one. */
function findPage(context: IWebhookFunctions, wait?: StoredWait): DecisionPage | undefined {
	if (wait?.page === undefined || wait.done || wait.decision !== undefined) return undefined;
	return readKey(context) === wait.page.key ? wait.page : undefined;
}

function readDecisionOfPage(body: unknown): PageDecision | undefined {
	if (!isObject(body)) return undefined;
	const decision = body[PAGE_FIELDS.decision];
	const given = body[PAGE_FIELDS.words];
	const at = new Date().toISOString();
	if (decision === DECISIONS.approve) return { approved: true, words: null, at };
	if (decision !== DECISIONS.decline) return undefined;
	const words = typeof given === 'string' ? given.trim() : '';
	return { approved: false, words: words === '' ? null : words, at };
}

function tell(context: IWebhookFunctions, status: number, text: string): IWebhookResponseData {
	sendPage(context.getResponseObject(), renderNotice(text), { status });
	return { noWebhookResponse: true };
}

/**
 * Shows the request to whoever opens its address, and wakes the execution once a button of the page was tapped. The
 * page alone wakes nothing, nor does the address of a request that has been decided on.
 */
export function answerPageCall(
	context: IWebhookFunctions,
	wait: StoredWait | undefined,
): IWebhookResponseData {
	const page = findPage(context, wait);
	if (!wait || !page) return tell(context, 410, 'There is nothing to decide here.');
	const isPosted = context.getRequestObject().method === 'POST';
	const decision = isPosted ? readDecisionOfPage(context.getBodyData()) : undefined;
	if (!decision) {
		sendPage(context.getResponseObject(), renderDecisionPage(page), { hasForm: true });
		return { noWebhookResponse: true };
	}
	const items = wakeUp(context);
	if (!items) return tell(context, 409, 'This version of n8n does not wake the node.');
	wait.decision = decision;
	return {
		webhookResponse: renderNotice('Got it, thanks. You can close this page.'),
		workflowData: items,
	};
}

/** Records what was decided on the page as the answer, unless the chat was faster. */
export function recordDecision(wait: StoredWait<'reply'>): void {
	const { decision, page } = wait;
	if (!decision || !page) return;
	const { approved, words, at } = decision;
	const text = words ?? (approved ? page.labels.approve : page.labels.decline);
	const open = wait.targets.filter(({ state }: Question) => state === 'waiting');
	for (const question of open) {
		question.state = 'answered';
		question.decision = { approved, words };
		question.right.push({ text, at });
		question.reply = { text, value: text, type: 'link', receivedAt: at };
	}
}
