import { prepare } from '../../../shared/parameters/pre-send';
import { newWebhook } from '../../requests/account/webhook';
import { webhooks } from '../../responses/webhooks';
import { createWebhook } from '../../operations/create-webhook';
import { buildOptionsField, simplify } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { events, otherEvents } from './webhook-fields';

/** POST /api/v2/webhookEndpoints (docs.wati.io, "Create webhook endpoint"); v3 has no way to create one. */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a webhook',
		description: 'Have WATI post events to an address. The WATI Trigger does this automatically.',
		routing: {
			request: { method: 'POST', url: '/api/v2/webhookEndpoints' },
			send: { preSend: [prepare(newWebhook)] },
			output: { postReceive: [webhooks] },
		},
	},
	steps: createWebhook,
	fields: [
		{
			displayName: 'Channel Number',
			name: 'webhookNumber',
			type: 'resourceLocator',
			default: { __rl: true, mode: 'list', value: '' },
			required: true,
			description: 'Your own number to receive events for',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchListedNumbers', searchable: true },
				},
				{
					displayName: 'Number',
					name: 'number',
					type: 'string',
					placeholder: 'e.g. 15551234567',
					hint: 'As WATI shows it: some accounts write it with hyphens',
				},
			],
		},
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://n8n.example.com/webhook/wati?token=s3cr3t',
			description:
				'Address that WATI posts to. WATI signs nothing: put a secret into it and check it there.',
		},
		{ ...events, name: 'webhookEvents', required: true },
		simplify,
		buildOptionsField(otherEvents),
	],
};
