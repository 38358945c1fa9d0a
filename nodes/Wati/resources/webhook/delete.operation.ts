import { prepare } from '../../../shared/parameters/pre-send';
import { webhookInPath } from '../../requests/account/webhook';
import { deletedWebhook } from '../../responses/webhooks';
import { deleteOnce } from '../../operations/single-write';
import type { Operation } from '../../../shared/fields/operation';
import { webhookId } from './webhook-fields';

const deleteWebhook = deleteOnce(
	/webhook.*(not found|missing|not exist)/i,
	'Webhook: Get Many shows whether it still exists. You can safely delete it again.',
);

/**
 * DELETE /api/ext/v3/webhooks/{webhookId}: docs.wati.io, "Webhooks", says that v3 manages a subscription by its ID,
 * not how. It may be missing in an account.
 */
export const remove: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a webhook',
		description: 'Delete a webhook. A missing webhook counts as deleted.',
		routing: {
			request: { method: 'DELETE', url: '/api/ext/v3/webhooks/{webhookId}' },
			send: { preSend: [prepare(webhookInPath)] },
			output: { postReceive: [deletedWebhook] },
		},
	},
	steps: deleteWebhook,
	fields: [webhookId],
};
