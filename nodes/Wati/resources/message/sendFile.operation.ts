import { prepare } from '../../requests/prepare';
import { sessionFile } from '../../requests/session-file';
import { sessionOptions } from '../../requests/session-text';
import { numberInPath } from '../../requests/whatsapp-number';
import { accepted } from '../../responses/readers';
import { sendMessage } from '../../transport/send-message';
import { binaryInput, channelPhoneNumber, contactNumber, optionsOf } from '../fields';
import type { Operation } from '../operation';
import { windowFields } from './window-fields';

/** POST /api/v1/sendSessionFile/{whatsappNumber} (spec A, "Send Session File"; spec E, "send_session_file"). */
export const sendFile: Operation = {
	option: {
		name: 'Send File',
		value: 'sendFile',
		action: 'Send file',
		description:
			'Send an image, video, audio or document to a contact who wrote within the last 24 hours',
		routing: {
			request: { method: 'POST', url: '/api/v1/sendSessionFile/{whatsappNumber}' },
			operations: { pagination: sendMessage },
			send: { preSend: [prepare(numberInPath, sessionFile, sessionOptions)] },
			output: { postReceive: [accepted] },
		},
	},
	fields: [
		contactNumber,
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
		{
			displayName: 'File URL',
			name: 'fileUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://www.example.com/invoice.pdf',
			description: 'Public address of the file to send',
			displayOptions: { show: { fileSource: ['url'] } },
		},
		{
			displayName: 'Caption',
			name: 'caption',
			type: 'string',
			default: '',
			placeholder: 'e.g. Your invoice for May',
			description: 'Text below the file, up to 1,024 characters',
		},
		...windowFields,
		optionsOf(channelPhoneNumber, {
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice.pdf',
			description: 'Name the customer sees, instead of the name the file has',
		}),
	],
};
