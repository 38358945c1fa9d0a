import type { INodeProperties } from 'n8n-workflow';

/** How the field Text becomes messages; read by `formatting/read-texts.ts`. */
export const formattingFields: INodeProperties[] = [
	{
		displayName: 'Formatting',
		name: 'formatting',
		type: 'options',
		options: [
			{
				name: 'As Entered',
				value: 'none',
				description: 'Send the text as it is',
			},
			{
				name: 'Markdown',
				value: 'markdown',
				description:
					"Turn Markdown, as AI models write it, into WhatsApp's formatting, and send a long text as several messages",
			},
		],
		default: 'markdown',
		description: 'How the text is formatted',
	},
	{
		displayName: 'Split Long Text After',
		name: 'splitAfter',
		type: 'number',
		default: 4096,
		typeOptions: { minValue: 50, maxValue: 4096 },
		description:
			'Longest message in characters. A longer text is sent as several messages, cut between paragraphs, sentences, or words.',
	},
];
