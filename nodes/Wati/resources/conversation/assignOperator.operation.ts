import { assigneeInBody } from '../../requests/contact/operator';
import { prepare } from '../../../shared/parameters/pre-send';
import { targetInPath } from '../../requests/message/target';
import { assigned } from '../../responses/readers';
import type { Operation } from '../../../shared/fields/operation';
import { assigneeFields } from '../operator/assignee-fields';
import { writeOnce } from '../../operations/single-write';
import { chat, chatOptions } from './chat-fields';

/** PUT /api/ext/v3/conversations/{target}/operator (official OpenAPI, "Assign an operator to a conversation"). */
export const assignOperator: Operation = {
	option: {
		name: 'Assign Operator',
		value: 'assignOperator',
		action: 'Assign operator to a conversation',
		description:
			'Assign one chat of a contact with several, by channel or conversation ID. Operator: Assign does the same by number alone.',
		routing: {
			request: { method: 'PUT', url: '/api/ext/v3/conversations/{target}/operator' },
			send: { preSend: [prepare(targetInPath, assigneeInBody)] },
			output: { postReceive: [assigned] },
		},
	},
	steps: writeOnce(
		'Look at the chat in WATI for who has it; assigning it to the same operator again does no harm.',
	),
	fields: [chat, ...assigneeFields, chatOptions],
};
