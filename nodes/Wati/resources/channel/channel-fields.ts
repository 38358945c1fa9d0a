import type { INodeProperties } from 'n8n-workflow';

/** Which of the business's own numbers a v1 or v2 operation goes through. */
const byNumber: Omit<INodeProperties, 'name'> = {
	displayName: 'Channel Number',
	type: 'resourceLocator',
	default: { __rl: true, mode: 'number', value: '' },
	description: 'The business number to send from, for accounts with several',
	modes: [
		{
			displayName: 'Number',
			name: 'number',
			type: 'string',
			placeholder: 'e.g. 15551234567',
			hint: 'Include the country code. Leave empty for the default number.',
		},
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			hint: 'Requires a WATI access token',
			typeOptions: { searchListMethod: 'searchChannelNumbers', searchable: true },
		},
	],
};

export const channelNumber: INodeProperties = { ...byNumber, name: 'channelNumber' };

/**
 * The channel of template sends, which only v3 takes. Through Maton it is not offered; one that was kept stays in the
 * workflow, so that it is refused instead of ignored.
 */
export const sendingChannel: INodeProperties[] = [
	{
		...channelNumber,
		description: 'The business number to send from, for accounts with several. Sends by API v3.',
		displayOptions: { show: { '/authentication': ['watiApi'] } },
	},
	{
		displayName: 'Channel Number',
		name: 'channelNumber',
		type: 'hidden',
		default: '',
		displayOptions: { show: { '/authentication': ['matonApi'] } },
	},
];

/** As session messages and lists of templates call it in their query. */
export const channelPhoneNumber: INodeProperties = { ...byNumber, name: 'channelPhoneNumber' };

/** Which channel a v3 operation is about; without one WATI takes the default channel. */
export const channel: INodeProperties = {
	displayName: 'Channel',
	name: 'channel',
	type: 'resourceLocator',
	default: { __rl: true, mode: 'list', value: '' },
	description:
		'The channel of the chat, for contacts who write to several of your numbers. Not needed with a conversation ID.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			hint: 'The default channel is not in the list: enter its number',
			typeOptions: { searchListMethod: 'searchChannels', searchable: true },
		},
		{
			displayName: 'By Name or Number',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. 15551234567',
		},
	],
};
