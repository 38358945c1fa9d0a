import type { INodeProperties } from 'n8n-workflow';

import { marketingRoute, templateMessage } from '../../requests/template-message';
import { templateFields } from '../fields';
import { oneLineValues } from '../../../shared/fields/fields';
import { messageOperation } from './message-operation';

/** Options of templates, besides the message to answer. */
const templateOptions: INodeProperties[] = [
	{
		displayName: 'Header File',
		name: 'headerFile',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		description:
			"Name of the input binary field with the header's image, video or document. The node uploads it. Leave the header empty in Template Parameters.",
	},
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: '',
		placeholder: 'e.g. en_US',
		description: 'Language of the template. Overrides the language you picked it with.',
	},
	{
		displayName: 'Marketing Messages API',
		name: 'marketingMessages',
		type: 'options',
		default: 'fallback',
		description:
			"Whether a marketing template goes by Meta's own API for those, which the business has to accept in the WhatsApp Manager first",
		options: [
			{
				name: 'Only',
				value: 'strict',
				description: 'The message is refused where that API does not take it',
			},
			{
				name: 'With Fallback',
				value: 'fallback',
				description: 'The message goes by the Cloud API where that API does not take it',
			},
		],
	},
	oneLineValues,
];

/** POST /{phone_number_id}/messages (spec D, "Send Template Message"). */
export const sendTemplate = messageOperation(
	{
		name: 'Send Template',
		value: 'sendTemplate',
		action: 'Send a template',
		description: 'Send an approved template, which also starts a conversation',
	},
	[templateMessage, marketingRoute],
	templateFields,
	templateOptions,
);
