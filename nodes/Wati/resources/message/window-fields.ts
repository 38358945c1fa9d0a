import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { template, templateParameters } from '../fields';

/** An entry of Options: what to do before a message leaves. */
export const windowCheck: INodeProperties = {
	displayName: '24-Hour Window',
	name: 'windowCheck',
	type: 'options',
	default: 'none',
	description:
		'Whether to look first if the customer wrote within the last 24 hours. Costs one call per contact and minute.',
	options: [
		{
			name: 'Do Not Check',
			value: 'none',
			description: 'Send at once and let WATI decide',
		},
		{
			name: 'Send Template If Closed',
			value: 'template',
			description: 'Send the template below instead of the message',
		},
		{
			name: 'Stop If Closed',
			value: 'stop',
			description: 'Send nothing and fail with the code window-closed',
		},
	],
};

/** The template to send in place of the message, shown when it was chosen. */
export const templateInstead = updateDisplayOptions(
	{ show: { '/options.windowCheck': ['template'] } },
	[
		{ ...template, description: 'The approved template to send when the window is closed' },
		...templateParameters,
	],
);
