import { prepare } from '../../../shared/parameters/pre-send';
import { buildOptionsField } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { newTemplate } from '../../requests/new-template/steps';
import { answered } from '../../responses/readers';
import { businessAccount } from '../fields';
import { furtherParts, timeToLive } from './further-parts';
import { templateParts } from './template-parts';

/** POST /{whatsapp_business_account_id}/message_templates (spec D, "Create Template"). */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a template',
		description: 'Create a message template and submit it to Meta for approval',
		routing: {
			request: { method: 'POST', url: '/{version}/{businessAccountId}/message_templates' },
			send: { preSend: [prepare(newTemplate, graphPath)] },
			output: { postReceive: [answered] },
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
			description: 'Lower-case letters, digits and underscores',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: 'en_US',
			required: true,
			placeholder: 'e.g. en_US',
			description: 'Language code of the text, e.g. en_US',
		},
		...templateParts,
		buildOptionsField(
			{
				displayName: 'Allow Category Change',
				name: 'allowCategoryChange',
				type: 'boolean',
				default: false,
				description: 'Whether Meta may choose another category instead of refusing the template',
			},
			...furtherParts,
			timeToLive,
		),
	],
};
