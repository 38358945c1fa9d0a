import type { INodeProperties } from 'n8n-workflow';

import { ANSWERING_NUMBER_HINT } from '../../shared/fields/fields';
import { takeNumberWrittenTo, takeWhereWritten, takeWhoWrote } from '../../shared/items/who-wrote';
import {
	additionalParameters,
	buildTemplateTextField,
	buildTemplateVariablesField,
	templateBy,
} from '../../shared/templates/template-fields';

/** The account whose numbers and templates are meant. */
export const businessAccount: INodeProperties = {
	displayName: 'Business Account',
	name: 'businessAccountId',
	type: 'resourceLocator',
	default: { __rl: true, mode: 'id', value: '' },
	description:
		'The WhatsApp Business Account (WABA) with the numbers and templates. Leave empty for the one of the connection or credential.',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 102290129340398',
			hint: 'Shown in the WhatsApp Manager under Account tools',
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://business.facebook.com/…',
			hint: 'Address of a page of the WhatsApp Manager',
		},
	],
};

/** The account in Options, for connections that do not tell theirs, and for another one that the token reaches. */
export const accountForLists: INodeProperties = {
	...businessAccount,
	description:
		'The WhatsApp Business Account (WABA), for the lists to pick from. Needed only where neither the connection nor the credential tells it.',
};

const phoneNumber: INodeProperties = {
	displayName: 'Business Phone Number',
	name: 'phoneNumberId',
	type: 'resourceLocator',
	default: { __rl: true, mode: 'list', value: '' },
	description:
		"Your number at Meta. Leave empty for the account's only number or the one in the Maton key.",
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchPhoneNumbers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 106540352242922',
		},
	],
};

/** One of the account's numbers, by picking or by ID. */
export const ownNumber: INodeProperties[] = [phoneNumber];

/** Who gets a message. */
export const recipient: INodeProperties = {
	displayName: 'Contact Number',
	name: 'whatsappNumber',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. +14155551234',
	hint: 'Include the country code',
	description:
		'Number with country code, or the bsuid that the trigger returns for customers who hide their number',
};

/** What every message begins with, where empty fields mean who wrote, and the number that was written to. */
export const answerEnvelope: INodeProperties[] = [
	{
		...phoneNumber,
		description:
			"Your number to send from. Leave empty for the number the customer wrote to, the account's only number or the one in the Maton key.",
	},
	{
		...recipient,
		required: false,
		hint: ANSWERING_NUMBER_HINT,
		description: `${recipient.description}. Leave empty to answer the customer whose message started the workflow.`,
	},
];

/** The same of a message that may also go to a group. */
export const chatEnvelope: INodeProperties[] = answerEnvelope.map((field) =>
	field.name === recipient.name
		? {
				...field,
				description:
					'Number with country code, the bsuid that the trigger returns for customers who hide their number, or, for texts, files and templates, the groupId of a group. Leave empty to answer in the chat that started the workflow.',
			}
		: field,
);

/** A message answers in the chat: of two, or of a group. */
export const answersInChat = {
	phoneNumberId: takeNumberWrittenTo('Business Phone Number'),
	whatsappNumber: takeWhereWritten('Contact Number'),
};

/** A question asks one person. */
export const answersPerson = {
	...answersInChat,
	whatsappNumber: takeWhoWrote('Contact Number'),
};

/** What a question begins with. */
export const envelope: INodeProperties[] = [...ownNumber, recipient];

/** The message that this one answers. */
export const replyTo: INodeProperties = {
	displayName: 'Reply To Message ID',
	name: 'replyToMessageId',
	type: 'string',
	default: '',
	placeholder: 'e.g. wamid.HBgLMTQxNTU1NTEyMzQVAgARGBI5',
	description: 'WhatsApp message ID of the message to quote',
};

/** What tells one's own record of a message. */
export const callbackData: INodeProperties = {
	displayName: 'Callback Data',
	name: 'callbackData',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-4711',
	description:
		'Text that Meta sends back with each status of the message, up to 512 characters. The trigger returns it as callbackData.',
};

/** A message that something is done with. */
export const messageId: INodeProperties = {
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. wamid.HBgLMTQxNTU1NTEyMzQVAgARGBI5',
	description: 'WhatsApp message ID, as the trigger and sends return it',
};

/** A file at Meta. */
export const mediaId: INodeProperties = {
	displayName: 'Media ID',
	name: 'mediaId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1013859600285441',
	description: 'ID of an uploaded file or of a file from a customer',
};

/** A change of one of these empties the form, in which a sender chosen late must not. */
const FORM_DEPENDS_ON = [
	'template.value',
	'authentication',
	'options.businessAccountId.value',
	'options.connection.value',
];

/** Which approved template to send, its text, and its variables as a form. */
export const templateFields: INodeProperties[] = [
	templateBy({
		placeholder: 'e.g. order_update|en_US',
		hint: 'Name and language, separated by a bar',
	}),
	buildTemplateTextField([...FORM_DEPENDS_ON, 'phoneNumberId.value']),
	buildTemplateVariablesField(FORM_DEPENDS_ON),
	additionalParameters,
];

/** The version of Meta's API, which goes on while workflows stay. */
export const graphVersion: INodeProperties = {
	displayName: 'Graph API Version',
	name: 'graphVersion',
	type: 'string',
	default: '',
	placeholder: 'e.g. v26.0',
	description:
		"Version of Meta's API. Leave empty for v26.0. Nodes from before that version keep v21.0, which ends on 2027-01-21.",
};
