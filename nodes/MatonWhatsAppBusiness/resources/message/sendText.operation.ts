import { formattingFields } from '../../../shared/fields/formatting-fields';
import { takeAgentOutput } from '../../../shared/items/who-wrote';
import { textMessage } from '../../requests/message';
import { messageOperation } from './message-operation';

const operation = messageOperation(
	{
		name: 'Send Text',
		value: 'sendText',
		action: 'Send a text message',
		description: 'Send a text to a customer who wrote within the last 24 hours',
	},
	[textMessage],
	[
		{
			displayName: 'Text',
			name: 'messageText',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Hello, your order is ready.',
			description: 'The text to send. Leave empty to send the output of an AI Agent.',
		},
	],
	[
		...formattingFields,
		{
			displayName: 'Preview URL',
			name: 'previewUrl',
			type: 'boolean',
			default: true,
			description: 'Whether to show a preview of the first link in the text',
		},
	],
);

/** POST /{phone_number_id}/messages (spec D, "Send Text Message"). */
export const sendText = {
	...operation,
	whenEmpty: { ...operation.whenEmpty, messageText: takeAgentOutput },
};
