import type { INodeProperties } from 'n8n-workflow';

import { LONGEST_PAUSE_SECONDS, MOST_MESSAGES, MOST_SECONDS } from './turn-settings';

/** The option that takes messages which follow one another as one turn of their writer. */
export const combineMessages: INodeProperties = {
	displayName: 'Combine Messages',
	name: 'combineMessages',
	placeholder: 'Add Turn',
	type: 'fixedCollection',
	default: { turn: {} },
	description:
		'Start one execution for the messages that a person sends in a row. Each answer then waits for the Quiet Time, 4 seconds by default.',
	options: [
		{
			displayName: 'Turn',
			name: 'turn',
			values: [
				{
					displayName: 'Quiet Time (Seconds)',
					name: 'seconds',
					type: 'number',
					default: 4,
					typeOptions: { minValue: 1, maxValue: LONGEST_PAUSE_SECONDS },
					hint: `1 to ${LONGEST_PAUSE_SECONDS} seconds`,
					description: 'How long to wait after each message for the next one from the same person',
				},
				{
					displayName: 'Max Time (Seconds)',
					name: 'longestSeconds',
					type: 'number',
					default: 60,
					typeOptions: { minValue: 1, maxValue: MOST_SECONDS },
					hint: `1 to ${MOST_SECONDS} seconds`,
					description: 'Start the execution after this time even if the person keeps writing',
				},
				{
					displayName: 'Max Messages',
					name: 'mostMessages',
					type: 'number',
					default: 20,
					typeOptions: { minValue: 1, maxValue: MOST_MESSAGES },
					hint: `1 to ${MOST_MESSAGES} messages`,
					description: 'Start the execution at once when this many messages have arrived',
				},
				{
					displayName: 'Start on Button Tap',
					name: 'startAtTap',
					type: 'boolean',
					default: true,
					description: 'Whether a tapped button or list row starts the execution at once',
				},
			],
		},
	],
};
