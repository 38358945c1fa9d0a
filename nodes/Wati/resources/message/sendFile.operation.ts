import { prepare } from '../../../shared/parameters/pre-send';
import { fileToSend, SESSION_FILE } from '../../requests/message/file-to-send';
import { sendFileAnyWay } from '../../operations/send-file';
import { accepted } from '../../responses/readers';
import { channelPhoneNumber } from '../channel/channel-fields';
import { binaryInput, buildOptionsField, caption } from '../../../shared/fields/fields';
import { answersInChat, contactToAnswer } from '../fields';
import type { Operation } from '../../../shared/fields/operation';
import { fileUrl } from './file-fields';
import { windowOption } from './window-fields';

/** POST /api/v1/sendSessionFile/{whatsappNumber} (spec A, "Send Session File"; spec E, "send_session_file"). */
export const sendFile: Operation = {
	option: {
		name: 'Send File',
		value: 'sendFile',
		action: 'Send a file',
		description:
			'Send an image, video, audio or document to a contact who wrote within the last 24 hours',
		routing: {
			request: { method: 'POST', url: SESSION_FILE },
			send: { preSend: [prepare(fileToSend)] },
			output: { postReceive: [accepted] },
		},
	},
	steps: sendFileAnyWay,
	whenEmpty: answersInChat,
	fields: [
		contactToAnswer,
		{
			displayName: 'File Source',
			name: 'fileSource',
			type: 'options',
			default: 'binary',
			options: [
				{ name: 'Binary Field', value: 'binary', description: 'A file from the previous node' },
				{
					name: 'URL',
					value: 'url',
					description: 'A public web address, fetched without any credential',
				},
			],
		},
		{ ...binaryInput, displayOptions: { show: { fileSource: ['binary'] } } },
		{ ...fileUrl, displayOptions: { show: { fileSource: ['url'] } } },
		caption,
		buildOptionsField(windowOption, channelPhoneNumber, {
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice.pdf',
			description: 'Name that the customer sees, instead of the original one',
		}),
	],
};
