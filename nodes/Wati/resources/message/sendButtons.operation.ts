import { buttonsInBody } from '../../requests/interactive';
import { prepare } from '../../requests/prepare';
import { sessionOptions } from '../../requests/session-text';
import { numberInQuery } from '../../requests/whatsapp-number';
import { accepted } from '../../responses/readers';
import { sendMessage } from '../../transport/send-message';
import { channelPhoneNumber, contactNumber, optionsOf } from '../fields';
import type { Operation } from '../operation';
import { bodyText, footerText, headerText } from './interactive-fields';
import { windowFields } from './window-fields';

/** POST /api/v1/sendInteractiveButtonsMessage (spec A, "Send Interactive Buttons Message"). */
export const sendButtons: Operation = {
	option: {
		name: 'Send Buttons',
		value: 'sendButtons',
		action: 'Send message with buttons',
		description:
			'Send a message with one to three reply buttons to a contact who wrote within the last 24 hours',
		routing: {
			request: { method: 'POST', url: '/api/v1/sendInteractiveButtonsMessage' },
			operations: { pagination: sendMessage },
			send: { preSend: [prepare(numberInQuery, buttonsInBody, sessionOptions)] },
			output: { postReceive: [accepted] },
		},
	},
	fields: [
		contactNumber,
		{
			displayName: 'Header',
			name: 'headerType',
			type: 'options',
			default: 'none',
			description: 'What stands above the body',
			options: [
				{ name: 'Document', value: 'document' },
				{ name: 'Image', value: 'image' },
				{ name: 'None', value: 'none' },
				{ name: 'Text', value: 'text' },
				{ name: 'Video', value: 'video' },
			],
		},
		{ ...headerText, required: true, displayOptions: { show: { headerType: ['text'] } } },
		{
			displayName: 'Header Media URL',
			name: 'headerMediaUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://www.example.com/photo.jpg',
			description: 'Public address of the image, video or document',
			displayOptions: { show: { headerType: ['document', 'image', 'video'] } },
		},
		{
			displayName: 'Header File Name',
			name: 'headerFileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice.pdf',
			description: 'Name of the document as the customer sees it',
			displayOptions: { show: { headerType: ['document'] } },
		},
		bodyText,
		footerText,
		{
			displayName: 'Buttons',
			name: 'buttons',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Button',
			default: { button: [{ text: '' }] },
			description: 'One to three buttons with different texts',
			options: [
				{
					displayName: 'Button',
					name: 'button',
					values: [
						{
							displayName: 'Text',
							name: 'text',
							type: 'string',
							default: '',
							required: true,
							placeholder: 'e.g. Track order',
							description: 'Up to 20 characters',
						},
					],
				},
			],
		},
		...windowFields,
		optionsOf(channelPhoneNumber),
	],
};
