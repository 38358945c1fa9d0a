import { templateMessage } from '../../requests/template-message';
import { templateFields } from '../fields';
import { oneLineValues } from '../../../shared/fields/fields';
import { messageOperation } from './message-operation';

/** POST /{phone_number_id}/messages (spec D, "Send Template Message"). */
export const sendTemplate = messageOperation(
	{
		name: 'Send Template',
		value: 'sendTemplate',
		action: 'Send template',
		description: 'Send an approved template, which also starts a conversation',
	},
	[templateMessage],
	templateFields,
	[
		{
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: '',
			placeholder: 'e.g. en_US',
			description: 'Language of the template, instead of the one that was picked with it',
		},
		oneLineValues,
	],
);
