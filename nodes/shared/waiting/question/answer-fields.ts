import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

/** What counts as an answer. */
export const answerFields: INodeProperties[] = [
	{
		displayName: 'Accepted Answers',
		name: 'acceptedAnswers',
		type: 'options',
		default: 'any',
		description: 'Which answers to accept. Any other answer is wrong.',
		options: [
			{ name: 'Anything', value: 'any', description: 'Text, button, row, picture and so on' },
			{ name: 'Choices', value: 'choices', description: 'One of several texts' },
			{ name: 'Date', value: 'date', description: 'Given as ISO date, e.g. 2026-11-24' },
			{ name: 'Email', value: 'email' },
			{ name: 'Number', value: 'number' },
			{ name: 'Pattern', value: 'pattern', description: 'What a regular expression matches' },
		],
	},
	{
		displayName: 'Choices',
		name: 'choices',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Yes, No, Later',
		description:
			'Accepted texts in upper or lower case, one a line, or on one line separated by commas. Leave empty to take the texts of the buttons or rows.',
		displayOptions: { show: { acceptedAnswers: ['choices'] } },
	},
	{
		displayName: 'Date Order',
		name: 'dateOrder',
		type: 'options',
		default: 'dayFirst',
		description: 'How to read 03/04/2026',
		displayOptions: { show: { acceptedAnswers: ['date'] } },
		options: [
			{ name: 'Day First', value: 'dayFirst', description: '3 April' },
			{ name: 'Month First', value: 'monthFirst', description: 'March 4' },
		],
	},
	{
		displayName: 'Lowest',
		name: 'lowest',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1',
		description: 'Smaller numbers are wrong answers. Leave empty for no minimum.',
		displayOptions: { show: { acceptedAnswers: ['number'] } },
	},
	{
		displayName: 'Highest',
		name: 'highest',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10',
		description: 'Larger numbers are wrong answers. Leave empty for no maximum.',
		displayOptions: { show: { acceptedAnswers: ['number'] } },
	},
	{
		displayName: 'Pattern',
		name: 'pattern',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. ^A-\\d+$',
		description:
			'A regular expression, in upper or lower case. Write it between /slashes/ to set your own flags.',
		displayOptions: { show: { acceptedAnswers: ['pattern'] } },
	},
	...updateDisplayOptions(
		{ show: { acceptedAnswers: ['choices', 'date', 'email', 'number', 'pattern'] } },
		[
			{
				displayName: 'Ask Again With',
				name: 'askAgainText',
				type: 'string',
				typeOptions: { rows: 2 },
				default: '',
				placeholder: 'e.g. Sorry, please answer with Yes or No.',
				description: 'Text to send after a wrong answer. Leave empty to keep waiting silently.',
			},
			{
				displayName: 'Most Tries',
				name: 'mostTries',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 3,
				description: 'Stop asking after this many wrong answers. 0 for no limit.',
			},
		],
	),
];
