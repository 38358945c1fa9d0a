import { tagInBody } from '../../requests/contact/conversation';
import { prepare } from '../../../shared/parameters/pre-send';
import { targetInPath } from '../../requests/message/target';
import { addedTag } from '../../responses/v3-readers';
import type { Operation } from '../../../shared/fields/operation';
import { chat, chatOptions, tag } from './chat-fields';

/** POST /api/ext/v3/conversations/{target}/tags: not in the OpenAPI, seen in a public client; it may be missing in an account. */
export const addTag: Operation = {
	option: {
		name: 'Add Tag',
		value: 'addTag',
		action: 'Add tag to a conversation',
		description: 'Add a tag that exists in WATI to a chat',
		routing: {
			request: { method: 'POST', url: '/api/ext/v3/conversations/{target}/tags' },
			send: { preSend: [prepare(targetInPath, tagInBody)] },
			output: { postReceive: [addedTag] },
		},
	},
	fields: [chat, tag, chatOptions],
};
