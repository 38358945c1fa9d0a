import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { answered } from '../../responses/readers';
import { mediaId } from '../fields';

/** GET /{media_id} (spec D, "Get Media URL"). */
export const getUrl: Operation = {
	option: {
		name: 'Get URL',
		value: 'getUrl',
		action: 'Get a file URL',
		description: 'Get the type and size of a file, and an address that is valid for five minutes',
		routing: {
			request: { method: 'GET', url: '/{version}/{mediaId}' },
			send: { preSend: [prepare(graphPath)] },
			output: { postReceive: [answered] },
		},
	},
	fields: [mediaId],
};
