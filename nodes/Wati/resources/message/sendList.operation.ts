import { listInBody } from '../../requests/interactive';
import { prepare } from '../../requests/prepare';
import { sessionOptions } from '../../requests/session-text';
import { numberInQuery } from '../../requests/whatsapp-number';
import { accepted } from '../../responses/readers';
import { sendMessage } from '../../transport/send-message';
import { channelPhoneNumber, contactNumber, optionsOf } from '../fields';
import type { Operation } from '../operation';
import { bodyText, footerText, headerText } from './interactive-fields';
import { windowFields } from './window-fields';

/** POST /api/v1/sendInteractiveListMessage (spec A, "Send Interactive List Message"). */
export const sendList: Operation = {
	option: {
		name: 'Send List',
		value: 'sendList',
		action: 'Send message with a list',
		description:
			'Send a message with a list to choose from to a contact who wrote within the last 24 hours',
		routing: {
			request: { method: 'POST', url: '/api/v1/sendInteractiveListMessage' },
			operations: { pagination: sendMessage },
			send: { preSend: [prepare(numberInQuery, listInBody, sessionOptions)] },
			output: { postReceive: [accepted] },
		},
	},
	fields: [
		contactNumber,
		headerText,
		bodyText,
		footerText,
		{
			displayName: 'Button Text',
			name: 'buttonText',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. View options',
			description: 'Text of the button that opens the list, up to 20 characters',
		},
		{
			displayName: 'Sections',
			name: 'sections',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Section',
			default: {},
			description: 'Up to 10 sections with 10 rows in all',
			options: [
				{
					displayName: 'Section',
					name: 'section',
					values: [
						{
							displayName: 'Title',
							name: 'title',
							type: 'string',
							default: '',
							placeholder: 'e.g. Products',
							description: 'Up to 24 characters, needed as soon as there is more than one section',
						},
						{
							displayName: 'Rows',
							name: 'rows',
							type: 'fixedCollection',
							typeOptions: { multipleValues: true, sortable: true },
							placeholder: 'Add Row',
							default: {},
							options: [
								{
									displayName: 'Row',
									name: 'row',
									values: [
										{
											displayName: 'Title',
											name: 'title',
											type: 'string',
											default: '',
											required: true,
											placeholder: 'e.g. Product A',
											description: 'Up to 24 characters',
										},
										{
											displayName: 'Description',
											name: 'description',
											type: 'string',
											default: '',
											placeholder: 'e.g. Best seller',
											description: 'Up to 72 characters',
										},
									],
								},
							],
						},
					],
				},
			],
		},
		...windowFields,
		optionsOf(channelPhoneNumber),
	],
};
