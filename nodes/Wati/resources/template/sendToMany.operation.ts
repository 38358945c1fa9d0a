import { sendInChunks } from '../../bulk/send-in-chunks';
import { prepare } from '../../requests/prepare';
import { recipientsInBody } from '../../requests/recipients';
import { apiVersionInPath, templateInBody } from '../../requests/template-parameters';
import { record } from '../../responses/readers';
import { apiVersion, broadcastName, channelNumber, optionsOf, template } from '../fields';
import type { Operation } from '../operation';

/** POST /api/v2 or v1/sendTemplateMessages (spec A, "Send Template Messages (Bulk)"). */
export const sendToMany: Operation = {
	option: {
		name: 'Send to Many',
		value: 'sendToMany',
		action: 'Send template to many contacts',
		description: 'Send an approved template to a list of contacts in one call per 1,000',
		routing: {
			request: { method: 'POST', url: '/api/{apiVersion}/sendTemplateMessages' },
			operations: { pagination: sendInChunks },
			send: { preSend: [prepare(apiVersionInPath, templateInBody, recipientsInBody)] },
			output: { postReceive: [record('answer')] },
		},
	},
	fields: [
		template,
		{
			displayName: 'Recipients From',
			name: 'recipientsFrom',
			type: 'options',
			default: 'form',
			description: 'How the recipients of an item are given',
			options: [
				{ name: 'Form', value: 'form', description: 'Fill in one row per recipient' },
				{
					name: 'JSON',
					value: 'json',
					description: 'A list of recipients, e.g. from an expression',
				},
			],
		},
		{
			displayName: 'Recipients',
			name: 'recipients',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Recipient',
			default: {},
			displayOptions: { show: { recipientsFrom: ['form'] } },
			options: [
				{
					displayName: 'Recipient',
					name: 'recipient',
					values: [
						{
							displayName: 'Contact Number',
							name: 'whatsappNumber',
							type: 'string',
							default: '',
							required: true,
							placeholder: 'e.g. 14155551234',
							description: 'Number with country code',
						},
						{
							displayName: 'Local Message ID',
							name: 'localMessageId',
							type: 'string',
							default: '',
							placeholder: 'e.g. order-4711-shipped',
							description:
								'Your own ID for this message, 10 to 64 characters, to find it again later',
						},
						{
							displayName: 'Parameters',
							name: 'parameters',
							type: 'fixedCollection',
							typeOptions: { multipleValues: true },
							placeholder: 'Add Parameter',
							default: {},
							description: 'The variables of the template for this recipient',
							options: [
								{
									displayName: 'Pair',
									name: 'pair',
									values: [
										{
											displayName: 'Name',
											name: 'name',
											type: 'string',
											default: '',
											placeholder: 'e.g. name',
										},
										{
											displayName: 'Value',
											name: 'value',
											type: 'string',
											default: '',
											placeholder: 'e.g. John',
										},
									],
								},
							],
						},
					],
				},
			],
		},
		{
			displayName: 'Recipients (JSON)',
			name: 'recipientsJson',
			type: 'json',
			default: '[\n  { "whatsappNumber": "14155551234", "parameters": { "name": "John" } }\n]',
			required: true,
			description: 'A list of objects with the number and the variables of each recipient',
			displayOptions: { show: { recipientsFrom: ['json'] } },
		},
		apiVersion,
		optionsOf(broadcastName, channelNumber),
	],
};
