import { tagInBody } from '../../requests/contact/conversation';
import { prepare } from '../../../shared/parameters/pre-send';
import { targetInPath } from '../../requests/message/target';
import { addedTag } from '../../responses/v3-readers';
import { changeTag } from '../../operations/tag-path';
import type { Operation } from '../../../shared/fields/operation';
import { chat, chatOptions, tag } from './chat-fields';

/** POST /api/ext/v3/conversations/{target}/conv-tags: not in the OpenAPI, named by newer pages; it may be missing in an account. */
export const addTag: Operation = {
	option: {
		name: 'Add Tag',
		value: 'addTag',
		action: 'Add a tag to a conversation',
		description: 'Add a tag that exists in WATI to a chat',
		routing: {
			request: { method: 'POST', url: '/api/ext/v3/conversations/{target}/conv-tags' },
			send: { preSend: [prepare(targetInPath, tagInBody)] },
			output: { postReceive: [addedTag] },
		},
	},
	steps: changeTag,
	fields: [chat, tag, chatOptions],
};
