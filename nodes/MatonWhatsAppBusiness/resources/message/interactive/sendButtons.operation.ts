import {
	bodyText,
	buildButtonsField,
	footerText,
	headerFields,
} from '../../../../shared/fields/interactive-fields';
import { buttonsMessage } from '../../../requests/interactive/choices';
import { messageOperation } from '../message-operation';

/** POST /{phone_number_id}/messages (spec D, "Send Interactive Button Message"). */
export const sendButtons = messageOperation(
	{
		name: 'Send Buttons',
		value: 'sendButtons',
		action: 'Send a message with buttons',
		description:
			'Send a message with one to three reply buttons to a customer who wrote within the last 24 hours',
	},
	[buttonsMessage],
	[
		...headerFields,
		bodyText,
		footerText,
		buildButtonsField({
			displayName: 'ID',
			name: 'id',
			type: 'string',
			default: '',
			placeholder: 'e.g. track',
			description: 'ID of the button in the answer, up to 256 characters. Defaults to its text.',
		}),
	],
);
