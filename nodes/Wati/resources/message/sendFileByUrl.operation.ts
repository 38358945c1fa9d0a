import { fileByUrl } from '../../requests/message/file-by-url';
import { prepare } from '../../../shared/parameters/pre-send';
import { targetInBody } from '../../requests/message/target';
import { accepted } from '../../responses/readers';
import { channel } from '../channel/channel-fields';
import { buildOptionsField } from '../../../shared/fields/fields';
import { contactNumber } from '../fields';
import { type Operation } from '../../../shared/fields/operation';
import { caption, fileUrl } from './file-fields';
import { windowOption } from './window-fields';

/** POST /api/ext/v3/conversations/messages/fileViaUrl (official OpenAPI). Some accounts answer 404. */
export const sendFileByUrl: Operation = {
	option: {
		name: 'Send File by URL',
		value: 'sendFileByUrl',
		action: 'Send file by URL',
		description:
			'Have WATI fetch a file from a public address and send it, without its bytes passing through n8n',
		routing: {
			request: { method: 'POST', url: '/api/ext/v3/conversations/messages/fileViaUrl' },
			send: { preSend: [prepare(targetInBody, fileByUrl)] },
			output: { postReceive: [accepted] },
		},
	},
	fields: [
		contactNumber,
		{
			...fileUrl,
			hint: "Where WATI answers that there is nothing at this address, use Send File with the source 'URL'",
		},
		caption,
		buildOptionsField(windowOption, channel),
	],
};
