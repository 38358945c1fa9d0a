import { bodyText, footerText, headerFields } from '../../../../shared/fields/interactive-fields';
import { ctaUrlMessage } from '../../../requests/interactive/choices';
import { messageOperation } from '../message-operation';

/** POST /{phone_number_id}/messages (Meta, "Interactive call-to-action URL button messages"). */
export const sendCtaUrl = messageOperation(
	{
		name: 'Send Link Button',
		value: 'sendCtaUrl',
		action: 'Send a message with a link button',
		description:
			'Send a message with a button that opens a web page to a customer who wrote within the last 24 hours',
	},
	[ctaUrlMessage],
	[
		...headerFields,
		bodyText,
		footerText,
		{
			displayName: 'Button Text',
			name: 'buttonText',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. See dates',
			description: 'Text of the button, up to 20 characters',
		},
		{
			displayName: 'Button URL',
			name: 'buttonUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://www.example.com/dates',
			description: 'Address the button opens',
		},
	],
);
