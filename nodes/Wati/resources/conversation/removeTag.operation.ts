import { tagInPath } from '../../requests/contact/conversation';
import { prepare } from '../../../shared/parameters/pre-send';
import { targetInPath } from '../../requests/message/target';
import { removedTag } from '../../responses/v3-readers';
import { changeTag } from '../../operations/tag-path';
import type { Operation } from '../../../shared/fields/operation';
import { chat, chatOptions, tag } from './chat-fields';

/** DELETE /api/ext/v3/conversations/{target}/conv-tags/{tag}: not in the OpenAPI, named by newer pages; it may be missing in an account. */
export const removeTag: Operation = {
	option: {
		name: 'Remove Tag',
		value: 'removeTag',
		action: 'Remove a tag from a conversation',
		description: 'Remove a tag from a chat',
		routing: {
			request: { method: 'DELETE', url: '/api/ext/v3/conversations/{target}/conv-tags/{tag}' },
			send: { preSend: [prepare(targetInPath, tagInPath)] },
			output: { postReceive: [removedTag] },
		},
	},
	steps: changeTag,
	fields: [chat, tag, chatOptions],
};
