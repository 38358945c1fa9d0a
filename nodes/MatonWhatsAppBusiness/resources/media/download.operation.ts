import { prepare } from '../../../shared/parameters/pre-send';
import { outputFields } from '../../../shared/fields/output-fields';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { mediaFile } from '../../responses/media';
import { downloadMedia } from '../../operations/media-download';
import { mediaId } from '../fields';

/** GET /{media_id}, then the address in its answer (spec D, "Get Media URL"). */
export const download: Operation = {
	option: {
		name: 'Download',
		value: 'download',
		action: 'Download a file',
		description: "Download a file as binary data, where its address is open or the gateway's own",
		routing: {
			request: { method: 'GET', url: '/{version}/{mediaId}', encoding: 'stream' },
			send: { preSend: [prepare(graphPath)] },
			output: { postReceive: [mediaFile] },
		},
	},
	steps: downloadMedia,
	fields: [mediaId, ...outputFields('its ID')],
};
