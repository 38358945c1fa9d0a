import { fileMessageInPath } from '../../requests/message/message-file';
import { prepare } from '../../../shared/parameters/pre-send';
import { readDownload as asBinary } from '../../responses/readers';
import { type Operation } from '../../../shared/fields/operation';
import { outputFields } from '../../../shared/fields/output-fields';

/** GET /api/ext/v3/conversations/messages/file/{message_id} (official OpenAPI, "Get a media file by message ID"). */
export const downloadByMessage: Operation = {
	option: {
		name: 'Download by Message',
		value: 'downloadByMessage',
		action: 'Download media of a message',
		description: 'Download the file of a message by the ID of the message as binary data',
		routing: {
			request: {
				method: 'GET',
				url: '/api/ext/v3/conversations/messages/file/{messageId}',
				encoding: 'stream',
			},
			send: { preSend: [prepare(fileMessageInPath)] },
			output: { postReceive: [asBinary] },
		},
	},
	fields: [
		{
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 66f0aa000000000000000041',
			description: "WATI's own ID of the message, as lists of messages have it",
		},
		...outputFields('the one WATI stored it under'),
	],
};
