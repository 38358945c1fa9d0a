import type { IExecutePaginationFunctions, NodeApiError } from 'n8n-workflow';

import { codeOf, nodeError } from '../../shared/errors/node-error';
import { transportBy } from '../../shared/http/transport';

type Context = Pick<IExecutePaginationFunctions, 'getItemIndex' | 'getNode'>;

/** The failure with another advice. */
export function withAdvice(
	context: Context,
	failure: NodeApiError,
	description: string,
): NodeApiError {
	return nodeError(context.getNode(), codeOf(failure)!, {
		message: failure.message,
		description,
		httpCode: failure.httpCode ?? undefined,
		itemIndex: context.getItemIndex(),
	});
}

/** What to do after an unknown outcome of a write of which the chat tells nothing. */
export function adviceAfterDoubt(whatToDo: string): string {
	return `The request left, but no clear answer came back, so it was not repeated. ${whatToDo}`;
}

/** The failure to show for a write that is no message: after an unknown outcome the chat tells nothing. */
export function afterDoubt(
	context: Context,
	failure: NodeApiError,
	whatToDo: string,
): NodeApiError {
	if (codeOf(failure) !== 'outcome-unknown') return failure;
	return withAdvice(context, failure, adviceAfterDoubt(whatToDo));
}

/**
 * Makes one request that changes something other than a chat.
 *
 * @param whatToDo where to look after an unknown outcome
 */
export function singleWrite(whatToDo: string) {
	return transportBy(async (passage, _request, context) => {
		const { page, failure } = await passage.attempt();
		if (page) return page.items;
		throw afterDoubt(context, failure, whatToDo);
	});
}

/**
 * Deletes a record once. One that is not there counts as deleted, so a second try after an unknown outcome
 * does no harm; the node itself never makes one.
 *
 * @param gone WATI's words for a record it does not know; a wrong address answers 404 without words
 * @param whatToDo where to look after an unknown outcome
 */
export function deletion(gone: RegExp, whatToDo: string) {
	return transportBy(async (passage, _request, context) => {
		const { page, failure } = await passage.attempt();
		if (page) return page.items;
		if (codeOf(failure) === 'not-found' && gone.test(failure.message)) {
			return [{ json: { deleted: true, wasThere: false } }];
		}
		throw afterDoubt(context, failure, whatToDo);
	});
}
