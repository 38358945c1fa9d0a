import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { mediaId } from '../fields';
import { deleted } from '../../../shared/http/answers/readers';

/** DELETE /{media_id} (spec D, "Delete Media"). */
export const remove: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete a file',
		description: 'Delete an uploaded file permanently',
		routing: {
			request: { method: 'DELETE', url: '/{version}/{mediaId}' },
			send: { preSend: [prepare(graphPath)] },
			output: { postReceive: [deleted] },
		},
	},
	fields: [mediaId],
};
