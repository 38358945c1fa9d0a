import { lookUpWrite, recordInstead } from '../http/interceptors/idempotency';
import { changeRequest } from '../http/request-session';
import type {
	ChatWindowCheck,
	OperationInterceptor,
	OperationPipeline,
	PipelineRequest,
	SendResult,
} from '../http/pipeline';
import type { BodyChange } from '../http/lazy-body';
import { findGuardError } from './agent-guard';

/** Sends the template in the place of a message, and notes that nothing else is to leave for it. */
async function sendInstead(
	request: PipelineRequest,
	change: BodyChange,
	next: OperationPipeline,
): Promise<SendResult> {
	const { session } = request;
	const other = changeRequest(request, change);
	const failure = findGuardError(session, other.options, session.shaped);
	if (failure) return { failure };
	const result = await next(other);
	if (result.page ?? lookUpWrite(other)) recordInstead(request, change, other);
	if (result.failure) return result;
	const { page } = result;
	const items = page.items.map((item) => ({
		...item,
		json: { ...item.json, sentInstead: 'template' },
	}));
	return { page: { ...page, items } };
}

/** The request that an earlier try of this run sent in the place of this one, if it still counts as sent. */
function findSentInstead(request: PipelineRequest, instead?: BodyChange): BodyChange | undefined {
	return instead && lookUpWrite(changeRequest(request, instead)) ? instead : undefined;
}

/**
 * Looks at WhatsApp's 24-hour window before a message, where the user wants that: sends another request
 * instead of it, or nothing. Where the check cannot be made the message goes its way, since the service refuses
 * closed windows itself. What an earlier try of the run sent decides before the window does, so that no customer
 * gets both the message and the template.
 */
export function checkChatWindow(check: ChatWindowCheck): OperationInterceptor {
	return async function chatWindow(request, next) {
		const { context } = request.session;
		if (!check.isWanted(context)) return await next(request);
		const known = lookUpWrite(request);
		if (known && !known.instead) return await next(request);
		const sent = findSentInstead(request, known?.instead);
		if (sent) return await sendInstead(request, sent, next);
		const { change, instead, closed } = await check.rule(request);
		if (closed) return { failure: closed };
		return instead ? await sendInstead(request, change, next) : await next(request);
	};
}
