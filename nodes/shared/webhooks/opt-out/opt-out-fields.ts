import type { INodeProperties } from 'n8n-workflow';

/** Words of one's own, beside the known ones. */
export const optOutWordFields: INodeProperties[] = [
	{
		displayName: 'More Opt-In Words',
		name: 'optInWords',
		type: 'string',
		default: '',
		placeholder: 'e.g. news, join',
		description:
			'Words and short phrases that opt in, separated by commas. They count if they are the whole message.',
	},
	{
		displayName: 'More Opt-Out Words',
		name: 'optOutWords',
		type: 'string',
		default: '',
		placeholder: 'e.g. quit, cancel',
		description:
			'Words and short phrases that opt out, separated by commas. They count if they are the whole message.',
	},
];
