import {
	bodyText,
	footerText,
	headerText,
	listButtonText,
	buildSectionsField,
} from '../../../../shared/fields/interactive-fields';
import { listMessage } from '../../../requests/interactive/choices';
import { messageOperation } from '../message-operation';

/** POST /{phone_number_id}/messages (spec D, "Send Interactive List Message"). */
export const sendList = messageOperation(
	{
		name: 'Send List',
		value: 'sendList',
		action: 'Send a message with a list',
		description:
			'Send a message with a list to choose from to a customer who wrote within the last 24 hours',
	},
	[listMessage],
	[
		headerText,
		{ ...bodyText, description: 'The text of the message, up to 4,096 characters' },
		footerText,
		listButtonText,
		buildSectionsField({
			displayName: 'ID',
			name: 'id',
			type: 'string',
			default: '',
			placeholder: 'e.g. product_a',
			description: 'ID of the row in the answer, up to 200 characters. Defaults to its title.',
		}),
	],
);
