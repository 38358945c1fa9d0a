import type { INodeProperties } from 'n8n-workflow';

/** How news reach the sleeping execution. */
export function arrival(news: string): INodeProperties[] {
	return [
		{
			displayName: `${news} Arrive By`,
			name: 'arrival',
			type: 'options',
			default: 'webhook',
			description: 'How the sleeping execution learns what happened',
			options: [
				{
					name: 'Both',
					value: 'both',
					description: 'Handed over at once, and looked up in case that failed',
				},
				{
					name: 'Polling',
					value: 'polling',
					description: 'Looked up in the chat, for plans without webhooks. Costs calls.',
				},
				{
					name: 'Webhook',
					value: 'webhook',
					description: 'Handed over by a WATI Trigger or by a relay workflow',
				},
			],
		},
		{
			displayName: 'Look Every (Minutes)',
			name: 'lookEvery',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 5,
			description: 'Each look costs one call per contact that is still open',
			displayOptions: { show: { arrival: ['both', 'polling'] } },
		},
	];
}

export const lookAtEnd: INodeProperties = {
	displayName: 'Look Before Giving Up',
	name: 'lookAtEnd',
	type: 'boolean',
	default: true,
	description:
		'Whether to look into the chat once more before the time limit ends the wait. Costs one call per contact that is still open.',
};
