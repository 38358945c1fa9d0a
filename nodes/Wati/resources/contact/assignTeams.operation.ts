import { prepare } from '../../../shared/parameters/pre-send';
import { targetInBody } from '../../requests/message/target';
import { teamsInBody } from '../../requests/contact/teams';
import { assignedTeams } from '../../responses/v3-readers';
import { contactNumber } from '../fields';
import { writeOnce } from '../../operations/single-write';
import { type Operation } from '../../../shared/fields/operation';

/** PUT /api/ext/v3/contacts/teams (official OpenAPI, "Assigns a contact to teams"). */
export const assignTeams: Operation = {
	option: {
		name: 'Assign Teams',
		value: 'assignTeams',
		action: 'Assign a contact to teams',
		description: 'Assign a contact to one or more teams',
		routing: {
			request: { method: 'PUT', url: '/api/ext/v3/contacts/teams' },
			send: { preSend: [prepare(targetInBody, teamsInBody)] },
			output: { postReceive: [assignedTeams] },
		},
	},
	steps: writeOnce('Check the teams of the contact in WATI. You can safely repeat the change.'),
	fields: [
		contactNumber,
		{
			displayName: 'Teams',
			name: 'teams',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Billing, Support',
			description: 'Names of teams in WATI, separated by commas',
		},
	],
};
