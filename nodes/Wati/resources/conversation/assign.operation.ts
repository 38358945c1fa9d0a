import { watiWaitingNode } from '../../../services/wati/waiting-node';
import { thenResumeBot } from '../../../shared/waiting/triggers/resume-bot';
import { readRecipient } from '../../requests/contact/recipient';
import { assignChat } from '../../requests/contact/operator';
import { prepare } from '../../../shared/parameters/pre-send';
import { assigned } from '../../responses/readers';
import type { Operation } from '../../../shared/fields/operation';
import { writeOnce } from '../../operations/single-write';
import { assigneeFields } from './assignee-fields';
import { chat, chatOptions } from './chat-fields';

/** POST /api/v1/assignOperator (spec A, "Assign Operator"), or v3's where only that reaches the chat. */
export const assign: Operation = {
	option: {
		name: 'Assign',
		value: 'assign',
		action: 'Assign a conversation',
		description: 'Assign the chat with a contact to an operator or hand it to the bot',
		routing: {
			request: { method: 'POST', url: '/api/v1/assignOperator' },
			send: { preSend: [prepare(assignChat)] },
			output: { postReceive: [assigned] },
		},
	},
	steps: thenResumeBot(
		writeOnce(
			'Check in WATI who has the chat. You can safely assign it to the same operator again.',
		),
		watiWaitingNode,
		readRecipient,
		(context) => context.getNodeParameter('assignTo', 'operator') === 'bot',
	),
	fields: [chat, ...assigneeFields, chatOptions],
};
