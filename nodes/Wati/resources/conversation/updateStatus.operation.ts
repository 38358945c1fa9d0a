import { watiWaitingNode } from '../../../services/wati/waiting-node';
import { thenResumeBot } from '../../../shared/waiting/triggers/resume-bot';
import { readRecipient } from '../../requests/contact/recipient';
import { statusInBody } from '../../requests/contact/conversation';
import { prepare } from '../../../shared/parameters/pre-send';
import { targetInPath } from '../../requests/message/target';
import { updatedStatus } from '../../responses/v3-readers';
import type { Operation } from '../../../shared/fields/operation';
import { writeOnce } from '../../operations/single-write';
import { chat, chatOptions } from './chat-fields';

/** PUT /api/ext/v3/conversations/{target}/status (official OpenAPI, "Update conversation status"). */
export const updateStatus: Operation = {
	option: {
		name: 'Update Status',
		value: 'updateStatus',
		action: 'Update the status of a conversation',
		description: 'Mark a chat as open, pending or solved, or block it',
		routing: {
			request: { method: 'PUT', url: '/api/ext/v3/conversations/{target}/status' },
			send: { preSend: [prepare(targetInPath, statusInBody)] },
			output: { postReceive: [updatedStatus] },
		},
	},
	steps: thenResumeBot(
		writeOnce('Check the status of the chat in WATI. You can safely repeat the change.'),
		watiWaitingNode,
		readRecipient,
		(context) => context.getNodeParameter('chatStatus', '') === 'solved',
	),
	fields: [
		chat,
		{
			displayName: 'New Status',
			name: 'chatStatus',
			type: 'options',
			default: 'solved',
			options: [
				{ name: 'Block', value: 'block' },
				{ name: 'Open', value: 'open' },
				{ name: 'Pending', value: 'pending' },
				{ name: 'Solved', value: 'solved' },
			],
		},
		chatOptions,
	],
};
