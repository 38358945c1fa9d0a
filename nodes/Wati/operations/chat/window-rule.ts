import type { IExecuteSingleFunctions } from 'n8n-workflow';

import type { NodeFailure } from '../../../shared/errors/node-error';
import { watiError } from '../../../services/wati/errors/wati-error';
import type { ChatWindowCheck } from '../../../shared/http/pipeline';
import { WINDOW_CHECK } from '../../../shared/parameters/delivery-options';
import { choiceParameter, textParameter } from '../../../shared/parameters/input';
import { templateInstead } from '../../requests/template/template-instead';
import { chatWindow } from './chat-window';

function createClosedError(context: IExecuteSingleFunctions, lastWrote?: string): NodeFailure {
	const when = lastWrote ? `The customer last wrote at ${lastWrote}.` : 'The customer never wrote.';
	return watiError(context.getNode(), 'window-closed', {
		description: `${when} Nothing was sent. Send a template instead (resource Template, operation Send), or choose Send Template under Options, 24-Hour Window.`,
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Applies `24-Hour Window`. Where the check cannot be made, the message goes its way: WATI refuses closed
 * windows itself.
 */
export const windowCheck: ChatWindowCheck = {
	isWanted: (context) =>
		['stop', 'template'].includes(choiceParameter(context, WINDOW_CHECK, 'If Closed')),
	async rule({ session, options }) {
		const { context, route, shaped } = session;
		const own = { change: {}, instead: false };
		const [recipient] = route.service.describeSend(options, shaped).recipients;
		if (!recipient) return own;
		const { state, lastWrote } = await chatWindow(session, recipient.whatsappNumber);
		if (state !== 'closed') return own;
		if (textParameter(context, WINDOW_CHECK) === 'stop') {
			return { closed: createClosedError(context, lastWrote) };
		}
		return { change: await templateInstead(context, recipient.whatsappNumber), instead: true };
	},
};
