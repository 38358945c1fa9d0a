import { getWriteKey, lookUpWrite, recordInstead } from '../http/interceptors/idempotency';
import { changeRequest } from '../http/request-session';
import type {
	ChatWindowCheck,
	OperationInterceptor,
	OperationPipeline,
	PipelineRequest,
	SendResult,
} from '../http/pipeline';
import type { BodyChange } from '../http/lazy-body';
import { isOwnRun, type ReplacedMessage } from '../http/run-state';
import { getPersonKey } from '../parameters/phone-number/person';
import { findGuardError } from './agent-guard';

/** Names a template with its values for one person, whatever the name of its broadcast. */
function getSendKey({ session, options }: PipelineRequest): string {
	const { tenant, service } = session.route;
	const { template, recipients } = service.describeSend(options, session.shaped);
	const people = recipients.map(({ whatsappNumber, ...rest }) => [
		getPersonKey(whatsappNumber),
		rest,
	]);
	return JSON.stringify([tenant, template, people]);
}

/** What is said of a message whose template somebody already has for an earlier message of the run. */
function createRepeat(
	{ session, options }: PipelineRequest,
	{ name }: ReplacedMessage,
): SendResult {
	const { recipients } = session.route.service.describeSend(options, session.shaped);
	const json = {
		accepted: false,
		whatsappNumber: recipients[0]?.whatsappNumber ?? null,
		sentInstead: 'already sent in this run',
		reason: `The 24-hour window is closed, and this template was already sent to this person for ${name}`,
	};
	const answer = { statusCode: 0, headers: {}, body: undefined };
	return { page: { answer, items: [{ json }], isLeftOut: true } };
}

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
	const { sentInstead } = session.run;
	const { context } = session;
	const name = isOwnRun(context) ? `item ${context.getItemIndex()}` : 'an earlier call';
	const message = { key: getWriteKey(request), name };
	const key = getSendKey(other);
	const first = sentInstead.get(key) ?? message;
	if (first.key !== message.key) return createRepeat(other, first);
	const result = await next(other);
	if (result.page ?? result.unknown) sentInstead.set(key, message);
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
	const rule: OperationInterceptor = async (request, next) => {
		const known = lookUpWrite(request);
		if (known && !known.instead) return await next(request);
		const sent = findSentInstead(request, known?.instead);
		if (sent) return await sendInstead(request, sent, next);
		const { change, instead, closed } = await check.rule(request);
		if (closed) return { failure: closed };
		return instead ? await sendInstead(request, change, next) : await next(request);
	};
	return function chatWindow(request, next) {
		return check.isWanted(request.session.context) ? rule(request, next) : next(request);
	};
}
