import { prepare } from '../../../Wati/requests/prepare';
import { optionsOf } from '../../../Wati/resources/fields';
import type { Operation } from '../../../Wati/resources/operation';
import { graphPath } from '../../requests/graph-path';
import { mediaFile } from '../../responses/media';
import { downloadMedia } from '../../transport/media-download';
import { mediaId } from '../fields';

/** GET /{media_id}, then the address in its answer (spec D, "Get Media URL"). */
export const download: Operation = {
	option: {
		name: 'Download',
		value: 'download',
		action: 'Download media',
		description: "Download a file as binary data, where its address is open or the gateway's own",
		routing: {
			request: { method: 'GET', url: '/{version}/{mediaId}', encoding: 'stream' },
			operations: { pagination: downloadMedia },
			send: { preSend: [prepare(graphPath)] },
			output: { postReceive: [mediaFile] },
		},
	},
	fields: [
		mediaId,
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			placeholder: 'e.g. data',
			hint: 'The name of the output binary field to put the file in',
		},
		optionsOf({
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. receipt.jpg',
			description: 'Name for the file, instead of its ID',
		}),
	],
};
