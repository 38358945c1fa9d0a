import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { oneLineValues } from '../../../shared/fields/fields';
import { buildTemplateValueRows } from '../../../shared/templates/template-fields';
import { template } from '../fields';

/** What to do before a message leaves. */
const windowCheck: INodeProperties = {
	displayName: 'If Closed',
	name: 'windowCheck',
	type: 'options',
	default: 'stop',
	description:
		'Checks first whether the customer wrote within the last 24 hours. Takes one call per contact and minute.',
	options: [
		{
			name: 'Send Template',
			value: 'template',
			description: 'Send the template below instead of the message',
		},
		{
			name: 'Stop',
			value: 'stop',
			description: 'Send nothing and fail with the code window-closed',
		},
	],
};

/** The check of the 24-hour window, and the template to send in place of the message where that is chosen. */
export const windowOption: INodeProperties = {
	displayName: '24-Hour Window',
	name: 'window',
	type: 'fixedCollection',
	placeholder: 'Add Check',
	default: { check: { windowCheck: 'stop' } },
	description: 'Without this option, the node sends the message and WATI decides',
	options: [
		{
			displayName: 'Check',
			name: 'check',
			values: [
				windowCheck,
				...updateDisplayOptions({ show: { windowCheck: ['template'] } }, [
					{ ...template, description: 'The approved template to send when the window is closed' },
					buildTemplateValueRows('getWindowTemplateVariables', [
						'options.window.check.template.value',
						'authentication',
						'options.connection.value',
					]),
					// A group of fields, unlike a collection, has its defaults without anybody having added them.
					{ ...oneLineValues, default: false },
				]),
			],
		},
	],
};
