import type { INodeProperties } from 'n8n-workflow';

import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { analyticsQuery } from '../../requests/analytics';
import { graphPath } from '../../requests/own-path';
import { dataPoints } from '../../responses/analytics';
import { businessAccount } from '../fields';

const moment = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	required: true,
	description,
});

const analyticsFields: INodeProperties[] = [
	businessAccount,
	{
		displayName: 'Analytics Of',
		name: 'analyticsOf',
		type: 'options',
		default: 'analytics',
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
				description: 'Messages delivered and what they cost, by category and type of price',
			},
			{
				name: 'Templates',
				value: 'template_analytics',
				description:
					'How often templates were sent, delivered, read and clicked, of the last 90 days',
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
	moment('Start', 'start', 'From when. Meta keeps a year.'),
	moment('End', 'end', 'Until when'),
	{
		displayName: 'Granularity',
		name: 'granularity',
		type: 'options',
		default: 'day',
		description: 'How long the spans are that are counted apart',
		options: [
			{ name: 'Day', value: 'day' },
			{ name: 'Half an Hour', value: 'halfHour' },
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
