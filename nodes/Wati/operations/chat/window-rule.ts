import type { IExecutePaginationFunctions, IHttpRequestOptions, NodeApiError } from 'n8n-workflow';

import { textParameter } from '../../../shared/parameters/input';
import { outgoingOf } from '../../requests/message/outgoing';
import { templateInstead } from '../../requests/template/template-instead';
import { nodeError } from '../../../shared/errors/node-error';
import { chatWindow } from './chat-window';
import type { Change } from '../../../shared/http/addressed-request';
import type { Passage } from '../../../shared/http/request-session';

/** What is to happen with a message: its own request, another one, or none. */
export type WindowRuling =
	| { change: Change; instead: boolean; closed?: undefined }
	| { change?: undefined; closed: NodeApiError };

function closedError(context: IExecutePaginationFunctions, lastWrote?: string): NodeApiError {
	const when = lastWrote ? `The customer last wrote at ${lastWrote}.` : 'The customer never wrote.';
	return nodeError(context.getNode(), 'window-closed', {
		description: `${when} Nothing was sent. Send a template instead (resource Template, operation Send).`,
		itemIndex: context.getItemIndex(),
	});
}

/** Whether the user wants the 24-hour window looked at before the message leaves. */
export function checksWindow(context: IExecutePaginationFunctions): boolean {
	return ['stop', 'template'].includes(textParameter(context, 'windowCheck'));
}

/**
 * Applies `24-Hour Window`. Where the check cannot be made, the message goes its way: WATI refuses closed
 * windows itself.
 *
 * @throws InputError when the template to send instead cannot be sent
 */
export async function ruleByWindow(
	passage: Passage,
	context: IExecutePaginationFunctions,
	options: IHttpRequestOptions,
): Promise<WindowRuling> {
	const own = { change: {}, instead: false };
	const [recipient] = outgoingOf(options).recipients;
	if (!recipient || !checksWindow(context)) return own;
	const { state, lastWrote } = await chatWindow(passage, recipient.whatsappNumber);
	if (state !== 'closed') return own;
	if (textParameter(context, 'windowCheck') === 'stop') {
		return { closed: closedError(context, lastWrote) };
	}
	return { change: await templateInstead(context, recipient.whatsappNumber), instead: true };
}
