import { prepare } from '../../../shared/parameters/pre-send';
import { targetInBody } from '../../requests/message/target';
import { shownTyping } from '../../responses/v3-readers';
import type { Operation } from '../../../shared/fields/operation';
import { writeOnce } from '../../operations/single-write';
import { chat, chatOptions } from './chat-fields';

/** POST /api/ext/v3/conversations/typingIndicator: not in the OpenAPI, seen in a public client; it may be missing in an account. */
export const showTyping: Operation = {
	option: {
		name: 'Show Typing',
		value: 'showTyping',
		action: 'Show a typing indicator',
		description: 'Show the contact that an answer is being written',
		routing: {
			request: { method: 'POST', url: '/api/ext/v3/conversations/typingIndicator' },
			send: { preSend: [prepare(targetInBody)] },
			output: { postReceive: [shownTyping] },
		},
	},
	steps: writeOnce('The contact may have seen the typing indicator. Nothing else has changed.'),
	fields: [chat, chatOptions],
};
