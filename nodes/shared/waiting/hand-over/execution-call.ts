import type { IDataObject } from 'n8n-workflow';

import { callForJson, type BoundedCall } from '../../http/transfer/bounded-call';
import { isPayload, getText, type Payload } from '../../webhooks/payload';

const TIMEOUT_MS = 30_000;

/** What the address of an execution answered; an empty object when no answer came. */
export interface ExecutionAnswer {
	statusCode?: number;
	/** Whether n8n says that it has no such execution. */
	isGone?: boolean;
	status?: string | null;
	message?: string;
}

/** Posts to the address of an execution. */
export async function callExecution(
	context: BoundedCall['context'],
	url: string,
	raw: Payload,
): Promise<ExecutionAnswer> {
	const { statusCode, body } = await callForJson({
		context,
		options: {
			method: 'POST',
			url,
			body: raw as IDataObject,
			json: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		},
	});
	const answer = isPayload(body) ? body : {};
	// A process of n8n that is starting gives a page with 404 for addresses that it will know.
	const isGone = statusCode === 404 && isPayload(body);
	const message = getText(answer, 'message') ?? '';
	return { statusCode, isGone, status: getText(answer, 'status'), message };
}

/** Whether n8n has the execution no more, or has it as finished. */
export function isOver({ statusCode, isGone = false, message = '' }: ExecutionAnswer): boolean {
	return isGone || (statusCode === 409 && /finished/i.test(message));
}
