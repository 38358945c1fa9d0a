import { prepare } from '../../../shared/parameters/pre-send';
import { buildOptionsField } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { changedTemplate } from '../../requests/new-template/steps';
import { answered } from '../../responses/readers';
import { furtherParts, timeToLive } from './further-parts';
import { templateParts } from './template-parts';

/** POST /{template_id} (Meta, "Edit templates", 2026). */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a template',
		description:
			'Replace the text and buttons of a template, and submit it to Meta for approval again',
		routing: {
			request: { method: 'POST', url: '/{version}/{templateId}' },
			send: { preSend: [prepare(changedTemplate, graphPath)] },
			output: { postReceive: [answered] },
		},
	},
	fields: [
		{
			displayName:
				'This replaces all parts, so fill in the unchanged ones too. Meta accepts one edit a day and ten a month for an approved template.',
			name: 'updateNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Template ID',
			name: 'templateId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1407680676729941',
			description: 'ID of the template in one language, as Get Many and Create return it',
		},
		...templateParts,
		buildOptionsField(...furtherParts, timeToLive),
	],
};
