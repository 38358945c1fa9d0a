import type { INode, NodeApiError } from 'n8n-workflow';

import { nodeError } from '../responses/node-error';
import { findFailure, type Question } from '../responses/predicate';
import type { Ending } from './exchange';
import { systemCodeOf } from './trouble';

/**
 * The failure in how an exchange ended, as n8n shows it.
 *
 * @returns undefined when the answer is a success
 */
export function failedEnding(
	node: INode,
	ending: Ending,
	question: Question,
	itemIndex?: number,
): NodeApiError | undefined {
	if ('held' in ending) return nodeError(node, 'cancelled', { itemIndex });
	if ('answer' in ending) {
		const { answer } = ending;
		const failure = findFailure(answer, question);
		if (!failure) return undefined;
		const { code, message, httpCode } = failure;
		return nodeError(node, code, { message, httpCode, itemIndex, body: answer.body });
	}
	const { trouble, error } = ending;
	const systemCode = systemCodeOf(error);
	const detail = systemCode ? ` (${systemCode})` : '';
	if (trouble === 'not-sent') {
		return nodeError(node, 'not-reachable', {
			message: `The server could not be reached${detail}`,
			itemIndex,
		});
	}
	if (trouble === 'cancelled' && !question.writes) {
		return nodeError(node, 'cancelled', { itemIndex });
	}
	if (!question.writes) {
		return nodeError(node, 'service-unavailable', {
			message: `No answer came back${detail}`,
			itemIndex,
		});
	}
	const reason = trouble === 'cancelled' ? 'the execution was canceled' : 'no answer came back';
	return nodeError(node, 'outcome-unknown', {
		message: `It is unknown whether WATI accepted this: ${reason}${detail}`,
		itemIndex,
	});
}
