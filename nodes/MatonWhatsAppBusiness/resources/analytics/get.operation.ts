import type { INodeProperties } from 'n8n-workflow';

import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { analyticsQuery } from '../../requests/analytics';
import { graphPath } from '../../requests/own-path';
import { dataPoints } from '../../responses/analytics';
import { businessAccount } from '../fields';

const moment = (
	displayName: string,
	name: string,
	value: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: value,
	required: true,
	description,
});

const analyticsFields: INodeProperties[] = [
	businessAccount,
	{
		displayName: 'Type',
		name: 'analyticsOf',
		type: 'options',
		default: 'analytics',
		description: 'What to count',
		options: [
			{
				name: 'Conversations',
				value: 'conversation_analytics',
				description: 'Conversations and what they cost, by category',
			},
			{ name: 'Messages', value: 'analytics', description: 'Messages sent and delivered' },
			{
				name: 'Prices',
				value: 'pricing_analytics',
				description: 'Delivered messages and their cost, by category and price type',
			},
			{
				name: 'Templates',
				value: 'template_analytics',
				description:
					'How often templates were sent, delivered, read and clicked, within the last 90 days',
			},
		],
	},
	{
		displayName: 'Template IDs',
		name: 'templateIds',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1407680676729941, 1407680676729942',
		description: 'Up to ten IDs, separated by commas, as Template: Get Many returns them',
		displayOptions: { show: { analyticsOf: ['template_analytics'] } },
	},
	moment(
		'Start',
		'start',
		'={{ $now.minus({ days: 7 }).toISO() }}',
		'Start of the period. Meta keeps analytics for one year.',
	),
	moment('End', 'end', '={{ $now.toISO() }}', 'End of the period'),
	{
		displayName: 'Granularity',
		name: 'granularity',
		type: 'options',
		default: 'day',
		description: 'Length of each interval in the result',
		options: [
			{ name: 'Day', value: 'day' },
			{ name: 'Half Hour', value: 'halfHour' },
			{ name: 'Month', value: 'month' },
		],
		displayOptions: { hide: { analyticsOf: ['template_analytics'] } },
	},
];

/** GET /{whatsapp_business_account_id} and its template_analytics (Meta, "Analytics", 2026-02-12). */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get analytics',
		description: 'Get counts of messages, conversations, prices or templates, by time',
		routing: {
			request: { method: 'GET', url: '/{version}/{businessAccountId}' },
			send: { preSend: [prepare(analyticsQuery, graphPath)] },
			output: { postReceive: [dataPoints] },
		},
	},
	fields: analyticsFields,
};
