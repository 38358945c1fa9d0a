import { prepare } from '../../../shared/parameters/pre-send';
import { buildOptionsField } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { takeOptOut } from '../../../shared/items/who-wrote';
import { writeOnce } from '../../operations/single-write';
import { numberInPath } from '../../requests/contact/recipient';
import { optOutInBody } from '../../requests/contact/opt-out';
import { writtenOptOut } from '../../responses/contacts';
import { answersWhoWrote, contactToAnswer } from '../fields';
import { optOutAttribute } from '../opt-out-options';

/** POST /api/v1/updateContactAttributes/{whatsappNumber} (spec A, "Update Contact Attributes"). */
export const setOptOut: Operation = {
	option: {
		name: 'Set Opt-Out',
		value: 'setOptOut',
		action: "Set a contact's opt-out",
		description:
			'Record in the contact that the customer opted out or back in. Sending operations with Respect Opt-Out follow it.',
		routing: {
			request: { method: 'POST', url: '/api/v1/updateContactAttributes/{whatsappNumber}' },
			send: { preSend: [prepare(numberInPath, optOutInBody)] },
			output: { postReceive: [writtenOptOut] },
		},
	},
	whenEmpty: { ...answersWhoWrote, optOutChange: takeOptOut('Change', 'As the Customer Wrote') },
	steps: writeOnce(
		'Check the attributes of the contact in WATI. You can safely repeat the change.',
	),
	fields: [
		contactToAnswer,
		{
			displayName: 'Change',
			name: 'optOutChange',
			type: 'options',
			default: '',
			description: 'What to keep of the contact',
			options: [
				{
					name: 'As the Customer Wrote',
					value: '',
					description: 'Takes it from the message that started the workflow: Opted Out or Opted In',
				},
				{ name: 'Opt In', value: 'in' },
				{ name: 'Opt Out', value: 'out' },
			],
		},
		buildOptionsField(optOutAttribute),
	],
};
