import { mediaName } from '../../requests/message/media-name';
import { prepare } from '../../../shared/parameters/pre-send';
import { readDownload as asBinary } from '../../responses/readers';
import type { Operation } from '../../../shared/fields/operation';
import { outputFields } from '../../../shared/fields/output-fields';

/** GET /api/v1/getMedia (spec A, "Get Media"; spec E, "get_media"), or by the ID of the message through v3. */
export const download: Operation = {
	option: {
		name: 'Download',
		value: 'download',
		action: 'Download a file',
		description: 'Download an image, video, voice note or document of a chat as binary data',
		routing: {
			request: { method: 'GET', url: '/api/v1/getMedia', encoding: 'stream' },
			send: { preSend: [prepare(mediaName)] },
			output: { postReceive: [asBinary] },
		},
	},
	fields: [
		{
			displayName: 'File or Message ID',
			name: 'fileName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. data/images/11111111-2222-4333-8444-555555555555.jpg',
			description:
				'The <code>data</code> field of a message (a file name, stored path or media URL), or the ID of the message, which needs a WATI access token',
		},
		...outputFields('the one WATI stored it under'),
	],
};
