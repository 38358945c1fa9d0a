import { prepare } from '../../../shared/parameters/pre-send';
import { buildOptionsField } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { templateToDelete } from '../../requests/new-template/steps';
import { businessAccount } from '../fields';
import { deleted } from '../../../shared/http/answers/readers';

/** DELETE /{whatsapp_business_account_id}/message_templates (spec D, "Delete Template"). */
export const remove: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a template',
		description: 'Delete a template permanently, in all its languages or in one',
		routing: {
			request: { method: 'DELETE', url: '/{version}/{businessAccountId}/message_templates' },
			send: { preSend: [prepare(templateToDelete, graphPath)] },
			output: { postReceive: [deleted] },
		},
	},
	fields: [
		businessAccount,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. order_confirmation',
			description: 'Name of the template; all its languages are deleted',
		},
		buildOptionsField({
			displayName: 'Template ID',
			name: 'templateId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1407680676729941',
			description: 'ID of one language of the template, to delete that one alone',
		}),
	],
};
