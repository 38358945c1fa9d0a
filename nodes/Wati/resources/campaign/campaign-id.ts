import type { INodeProperties } from 'n8n-workflow';

/** Which campaign an operation is about. */
export const campaignId: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaignId',
	type: 'resourceLocator',
	default: { __rl: true, mode: 'list', value: '' },
	required: true,
	description: 'A broadcast of the account, or the broadcastId that Template: Schedule returned',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			hint: 'Lists campaigns of the default channel',
			typeOptions: { searchListMethod: 'searchCampaigns', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 66f0aa000000000000000080',
		},
	],
};
