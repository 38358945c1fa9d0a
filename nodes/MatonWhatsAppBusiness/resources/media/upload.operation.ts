import { prepare } from '../../../shared/parameters/pre-send';
import { binaryInput, buildOptionsField } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { mediaUpload } from '../../requests/uploads';
import { answered } from '../../responses/readers';
import { ownNumber } from '../fields';

/** POST /{phone_number_id}/media (spec D, "Upload Media"). */
export const upload: Operation = {
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload a file',
		description: 'Upload a file to send it later, once or many times, by its ID',
		routing: {
			request: { method: 'POST', url: '/{version}/{phoneNumberId}/media' },
			send: { preSend: [prepare(mediaUpload, graphPath)] },
			output: { postReceive: [answered] },
		},
	},
	fields: [
		...ownNumber,
		binaryInput,
		buildOptionsField({
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice.pdf',
			description: 'Name for the file, instead of the original one',
		}),
	],
};
