import { getErrorCode, readFailureText, type NodeFailure } from '../../shared/errors/node-error';
import { watiError } from '../../services/wati/errors/wati-error';
import type { OperationInterceptor, RequestSession } from '../../shared/http/pipeline';
import { withAdvice, withAdviceAfterUnknown } from './single-write';

const WHAT_TO_DO =
	'The old token may be blocked by now, and its replacement was not shown. Test the WATI credential. If WATI refuses it, create a new token in WATI under Connector, API, and save it in the credential; if not, nothing was rotated.';

/** The failure without the token, should WATI repeat it, and without its answer. */
function withoutToken(
	{ context, route }: RequestSession,
	failure: NodeFailure,
	token: string,
): NodeFailure {
	const told = readFailureText(failure);
	return watiError(context.getNode(), getErrorCode(failure)!, {
		messages: route.service.messages,
		...told,
		words: told.words?.split(token).join('***'),
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Rotates one token. The answer is the only copy of the new one, so a run takes one item only: of several, one
 * that failed would take the tokens of the others with it. Nothing of the answer is kept for a second try.
 *
 * @throws NodeFailure `input-invalid` for several items, before anything leaves
 */
export const rotateOnce: OperationInterceptor = async (request, next) => {
	const { session, options } = request;
	const { context } = session;
	const items = context.getExecuteData().data.main?.[0]?.length ?? 1;
	if (items > 1) {
		throw watiError(context.getNode(), 'input-invalid', {
			message: `Rotate Token replaces one token at a time, and there are ${items} input items`,
			description:
				'Nothing was sent. Store each new token before the next is rotated, e.g. with a Loop Over Items node of batch size 1.',
			itemIndex: context.getItemIndex(),
		});
	}
	const result = await next({ ...request, isSecret: true });
	const { failure } = result;
	if (!failure) return result;
	const shown = withoutToken(session, failure, String(options.qs?.token));
	if (getErrorCode(failure) === 'credential-refused') {
		const advice =
			'Nothing was rotated: WATI did not accept the token of the credential. Test the credential; create a new token in WATI under Connector, API, if it is refused there too.';
		return { failure: withAdvice(session, shown, advice) };
	}
	return withAdviceAfterUnknown(session, { ...result, failure: shown }, WHAT_TO_DO);
};
