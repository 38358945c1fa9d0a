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
			"Whether to send a marketing template through Meta's Marketing Messages API. Accept its terms in the WhatsApp Manager first.",
		options: [
			{
				name: 'Only',
				value: 'strict',
				description: "Meta refuses messages that this API doesn't accept",
			},
			{
				name: 'With Fallback',
				value: 'fallback',
				description: "Messages that this API doesn't accept go through the Cloud API",
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
