import type { INodeProperties } from 'n8n-workflow';

import { EVENTS } from '../../../services/wati/events';

/** Which webhook an operation is about. */
export const webhookId: INodeProperties = {
	displayName: 'Webhook',
	name: 'webhookId',
	type: 'resourceLocator',
	default: { __rl: true, mode: 'list', value: '' },
	required: true,
	description: 'A webhook of the account',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchWebhooks', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 66f0aa000000000000000050',
		},
	],
};

/** The events that WATI takes, by what they mean. */
export const events: Omit<INodeProperties, 'name'> = {
	displayName: 'Events',
	type: 'multiOptions',
	default: [],
	description: 'Events that WATI sends. The node subscribes to each event under one of its names.',
	options: EVENTS.filter(({ subscribe }) => subscribe.length > 0).map(
		({ label, value, description }) => ({ name: label, value, description }),
	),
};

/** Names that are not in the list. */
export const otherEvents: INodeProperties = {
	displayName: 'Other Event Names',
	name: 'otherEvents',
	type: 'string',
	default: '',
	placeholder: 'e.g. message_bsuid',
	description: 'Names as Webhook: Get Event Types lists them, separated by commas',
};
