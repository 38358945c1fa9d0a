import { campaignFilters, overviewPeriod } from '../../requests/account/campaign';
import { prepare } from '../../../shared/parameters/pre-send';
import { channel } from '../channel/channel-fields';
import { buildFiltersField } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { record } from '../../../shared/http/answers/readers';

/** GET /api/ext/v3/broadcasts/overview (official OpenAPI, "Get the campaign overview"). */
export const getOverview: Operation = {
	option: {
		name: 'Get Overview',
		value: 'getOverview',
		action: 'Get an overview of campaigns',
		description: 'Get the totals of all campaigns in a period',
		routing: {
			request: { method: 'GET', url: '/api/ext/v3/broadcasts/overview' },
			send: { preSend: [prepare(campaignFilters, overviewPeriod)] },
			output: { postReceive: [record()] },
		},
	},
	fields: [
		{
			displayName: 'From',
			name: 'periodFrom',
			type: 'dateTime',
			default: '',
			required: true,
			description:
				'Start of the period. Uses the time zone of the workflow unless the value names one.',
		},
		{
			displayName: 'To',
			name: 'periodTo',
			type: 'dateTime',
			default: '',
			required: true,
			description: 'End of the period',
		},
		buildFiltersField(
			{
				...channel,
				description: 'Campaigns of this channel. Leave out for the default channel.',
			},
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. autumn',
				description: 'Only campaigns that match this text',
			},
		),
	],
};
