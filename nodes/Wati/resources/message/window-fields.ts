import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { template, templateParameters } from '../fields';

/** What to do before a message leaves. n8n shows fields by the values of fields, not of options, so it is a field. */
const windowCheck: INodeProperties = {
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

/** The check, and the template to send in place of the message where that was chosen. */
export const windowFields: INodeProperties[] = [
	windowCheck,
	...updateDisplayOptions({ show: { windowCheck: ['template'] } }, [
		{ ...template, description: 'The approved template to send when the window is closed' },
		...templateParameters,
	]),
];
