import type { INodeProperties } from 'n8n-workflow';

/**
 * When the node itself looks up what happened.
 *
 * @param where what it looks into, e.g. `Chat`
 */
export function looks(where: string): INodeProperties {
	return {
		displayName: `Look Into the ${where}`,
		name: 'looks',
		type: 'options',
		default: 'growing',
		description: 'Each look costs one call per contact that is still open',
		options: [
			{
				name: 'At Growing Intervals',
				value: 'growing',
				description:
					'After half a minute, or five minutes where a WATI Trigger is published; later at most every half hour',
			},
			{
				name: 'Before Giving Up',
				value: 'atEnd',
				description: 'Only before the time limit ends the wait',
			},
			{ name: 'Never', value: 'never' },
		],
	};
}
