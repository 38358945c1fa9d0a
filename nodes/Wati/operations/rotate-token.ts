import type { IExecutePaginationFunctions, NodeApiError } from 'n8n-workflow';

import { codeOf, nodeError } from '../../shared/errors/node-error';
import { afterDoubt, withAdvice } from './single-write';
import { transportBy } from '../../shared/http/transport';

const WHAT_TO_DO =
	'The old token may be blocked by now, and its replacement was not shown. Test the WATI credential. If WATI refuses it, create a new token in WATI under Connector, API, and save it in the credential; if not, nothing was rotated.';

/** The failure without the token, should WATI repeat it, and without its answer. */
function withoutToken(
	context: IExecutePaginationFunctions,
	failure: NodeApiError,
	token: string,
): NodeApiError {
	return nodeError(context.getNode(), codeOf(failure)!, {
		message: failure.message.split(token).join('***'),
		httpCode: failure.httpCode ?? undefined,
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Rotates one token. The answer is the only copy of the new one, so a run takes one item only: of several, one
 * that failed would take the tokens of the others with it. Nothing of the answer is kept for a second try.
 *
 * @throws NodeApiError `input-invalid` for several items, before anything leaves
 */
export const rotateOnce = transportBy(async (passage, request, context) => {
	const items = context.getExecuteData().data.main?.[0]?.length ?? 1;
	if (items > 1) {
		throw nodeError(context.getNode(), 'input-invalid', {
			message: `Rotate Token replaces one token at a time, and there are ${items} input items`,
			description:
				'Nothing was sent. Store each new token before the next is rotated, e.g. with a Loop Over Items node of batch size 1.',
			itemIndex: context.getItemIndex(),
		});
	}
	const { page, failure } = await passage.attempt({}, true);
	if (page) return page.items;
	const shown = withoutToken(context, failure, String(request.options.qs?.token));
	if (codeOf(failure) === 'credential-refused') {
		throw withAdvice(
			context,
			shown,
			'Nothing was rotated: WATI did not accept the token of the credential. Test the credential; create a new token in WATI under Connector, API, if it is refused there too.',
		);
	}
	throw afterDoubt(context, shown, WHAT_TO_DO);
});
