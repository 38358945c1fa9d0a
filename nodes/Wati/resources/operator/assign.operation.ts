import { assignee } from '../../requests/contact/operator';
import { prepare } from '../../../shared/parameters/pre-send';
import { numberInQuery } from '../../requests/contact/recipient';
import { assigned } from '../../responses/readers';
import { contactNumber } from '../fields';
import type { Operation } from '../../../shared/fields/operation';
import { writeOnce } from '../../operations/single-write';
import { assigneeFields } from './assignee-fields';

/** POST /api/v1/assignOperator (spec A, "Assign Operator"). */
export const assign: Operation = {
	option: {
		name: 'Assign',
		value: 'assign',
		action: 'Assign operator',
		description: 'Assign the chat with a contact to an operator or hand it to the bot',
		routing: {
			request: { method: 'POST', url: '/api/v1/assignOperator' },
			send: { preSend: [prepare(numberInQuery, assignee)] },
			output: { postReceive: [assigned] },
		},
	},
	steps: writeOnce(
		'Look at the chat in WATI for who has it; assigning it to the same operator again does no harm.',
	),
	fields: [contactNumber, ...assigneeFields],
};
