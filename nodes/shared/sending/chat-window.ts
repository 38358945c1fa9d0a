import { changeRequest } from '../http/request-session';
import type { ChatWindowCheck, OperationInterceptor } from '../http/pipeline';
import { findGuardError } from './agent-guard';

/**
 * Looks at WhatsApp's 24-hour window before a message, where the user wants that: sends another request
 * instead of it, or nothing. Where the check cannot be made the message goes its way, since the service refuses
 * closed windows itself.
 */
export function checkChatWindow(check: ChatWindowCheck): OperationInterceptor {
	return async function chatWindow(request, next) {
		const { session } = request;
		if (!check.isWanted(session.context)) return await next(request);
		const { change, instead, closed } = await check.rule(request);
		if (closed) return { failure: closed };
		if (!instead) return await next(request);
		const other = changeRequest(request, change);
		const failure = findGuardError(session, other.options, session.shaped);
		if (failure) return { failure };
		const result = await next(other);
		if (result.failure) return result;
		const { page } = result;
		const items = page.items.map((item) => ({
			...item,
			json: { ...item.json, sentInstead: 'template' },
		}));
		return { page: { ...page, items } };
	};
}
