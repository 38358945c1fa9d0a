import { prepare } from '../../../shared/parameters/pre-send';
import { webhookChanges, webhookInPath } from '../../requests/account/webhook';
import { updatedWebhook } from '../../responses/webhooks';
import { updateWebhook } from '../../operations/update-webhook';
import { simplify } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { events, otherEvents, webhookId } from './webhook-fields';

/** PUT /api/ext/v3/webhooks/{webhookId} (docs.wati.io, "Update webhook", 2026-10-30). It may be missing in an account. */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a webhook',
		description: 'Change the address or the events of a webhook, or switch it on or off',
		routing: {
			request: { method: 'PUT', url: '/api/ext/v3/webhooks/{webhookId}' },
			send: { preSend: [prepare(webhookInPath, webhookChanges)] },
			output: { postReceive: [updatedWebhook] },
		},
	},
	steps: updateWebhook,
	fields: [
		webhookId,
		{
			displayName: 'Changes',
			name: 'webhookChanges',
			type: 'collection',
			placeholder: 'Add Change',
			default: {},
			options: [
				{
					displayName: 'Enabled',
					name: 'enabled',
					type: 'boolean',
					default: true,
					description: 'Whether WATI posts to it. Switching it on again mends a defective one.',
				},
				{ ...events, name: 'events' },
				otherEvents,
				{
					displayName: 'URL',
					name: 'url',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://n8n.example.com/webhook/wati?token=s3cr3t',
					description: 'New address',
				},
			],
		},
		simplify,
	],
};
