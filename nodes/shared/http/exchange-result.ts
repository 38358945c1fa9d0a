import type { INode, NodeApiError } from 'n8n-workflow';

import { nodeError } from '../errors/node-error';
import type { Ending } from './retry';
import type { Service } from './service';
import { systemCodeOf } from './network-error';
import type { Question } from './refusal';

/**
 * The failure in how an exchange ended, as n8n shows it.
 *
 * @returns undefined when the answer is a success
 */
export function failedEnding(
	node: INode,
	ending: Ending,
	question: Question,
	{ findFailure, name, words }: Service,
	itemIndex?: number,
): NodeApiError | undefined {
	const place = { itemIndex, words };
	if ('held' in ending) return nodeError(node, 'cancelled', place);
	if ('answer' in ending) {
		const { answer } = ending;
		const failure = findFailure(answer, question);
		if (!failure) return undefined;
		const { code, advice: description, ...told } = failure;
		return nodeError(node, code, { ...place, ...told, description, body: answer.body });
	}
	const { trouble, error } = ending;
	const systemCode = systemCodeOf(error);
	const detail = systemCode ? ` (${systemCode})` : '';
	if (trouble === 'not-sent') {
		return nodeError(node, 'not-reachable', {
			...place,
			message: `The server could not be reached${detail}`,
		});
	}
	if (trouble === 'cancelled' && !question.writes) {
		return nodeError(node, 'cancelled', place);
	}
	if (!question.writes) {
		return nodeError(node, 'service-unavailable', {
			...place,
			message: `No answer came back${detail}`,
		});
	}
	const reason = trouble === 'cancelled' ? 'the execution was canceled' : 'no answer came back';
	return nodeError(node, 'outcome-unknown', {
		...place,
		message: `It is unknown whether ${name} accepted this: ${reason}${detail}`,
	});
}
