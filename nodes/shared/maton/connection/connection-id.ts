import type { INodeProperties } from 'n8n-workflow';

/** The connection an operation is about, in any status. */
export const connectionId: INodeProperties = {
	displayName: 'Connection to Manage',
	name: 'connectionId',
	type: 'resourceLocator',
	default: { __rl: true, mode: 'list', value: '' },
	required: true,
	description: 'The connection this operation is about',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchAllConnections', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 11111111-2222-4333-8444-555555555555',
		},
	],
};
