import type { INodeProperties } from 'n8n-workflow';

/** Who takes a chat over. */
export const assigneeFields: INodeProperties[] = [
	{
		displayName: 'Assign To',
		name: 'assignTo',
		type: 'options',
		default: 'operator',
		options: [
			{ name: 'Bot', value: 'bot', description: 'The chatbot answers this contact again' },
			{ name: 'Operator', value: 'operator', description: 'A person of your team takes over' },
		],
	},
	{
		displayName: 'Operator Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. name@email.com',
		description: 'Email address the operator uses in WATI',
		displayOptions: { show: { assignTo: ['operator'] } },
	},
];
