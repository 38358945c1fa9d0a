import { reactionMessage } from '../../requests/message';
import { messageId } from '../fields';
import { messageOperation } from './message-operation';

const operation = messageOperation(
	{
		name: 'Send Reaction',
		value: 'sendReaction',
		action: 'Send a reaction',
		description: 'React to a message with an emoji, or remove a reaction',
	},
	[reactionMessage],
	[
		messageId,
		{
			displayName: 'Emoji',
			name: 'emoji',
			type: 'string',
			default: '',
			placeholder: 'e.g. 👍',
			description: 'One emoji. Leave empty to remove the reaction.',
		},
	],
);

/** POST /{phone_number_id}/messages (Meta, "Reaction messages"). A reaction answers nothing else. */
export const sendReaction = {
	...operation,
	fields: operation.fields.filter(({ name }) => name !== 'options'),
};
