import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { EmptyField } from '../../shared/fields/operation';
import { isObject } from '../../shared/parameters/json';
import { takeOfEvent, takeWhoWrote } from '../../shared/items/who-wrote';
import { ANSWERING_NUMBER_HINT, pairRows } from '../../shared/fields/fields';
import {
	additionalParameters,
	buildTemplateTextField,
	buildTemplateVariablesField,
	templateBy,
} from '../../shared/templates/template-fields';

/** Who a request is about. The list searches WATI's contacts by name; new people are entered by number. */
export const contactNumber: INodeProperties = {
	displayName: 'Contact Number',
	name: 'whatsappNumber',
	type: 'resourceLocator',
	default: { __rl: true, mode: 'number', value: '' },
	required: true,
	description: 'Number with country code, e.g. +14155551234, or a contact from the list',
	modes: [
		{
			displayName: 'Number',
			name: 'number',
			type: 'string',
			placeholder: 'e.g. +14155551234',
			hint: 'Include the country code',
		},
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchContacts', searchable: true },
		},
	],
};

/** Who a message goes to, where an empty field means whoever wrote. */
export const contactToAnswer: INodeProperties = {
	...contactNumber,
	required: false,
	modes: contactNumber.modes!.map((mode) =>
		mode.name === 'number' ? { ...mode, hint: ANSWERING_NUMBER_HINT } : mode,
	),
	description:
		'Number with country code, e.g. +14155551234, or a contact from the list. Leave empty to answer the customer whose message started the workflow.',
};

export const answersWhoWrote = { whatsappNumber: takeWhoWrote('Contact Number') };

/** WATI's event names the channel by an ID, which is null for the default number (support.wati.io 11968611). */
const takeFurtherChannel = takeOfEvent('Channel Number', ({ raw, channelNumber }) =>
	isObject(raw) && typeof raw.channelId === 'string' ? channelNumber : '',
);

/** Takes the channel that the customer wrote to, unless the node names another recipient or channel itself. */
const takeChannelWrittenTo: EmptyField = (context, item) => {
	const { whatsappNumber: chosen, options } = context.getNode().parameters as IDataObject;
	const recipient = isObject(chosen) ? chosen.value : chosen;
	const isChosen = isObject(options) && options.channelPhoneNumber !== undefined;
	return (recipient ?? '') === '' && !isChosen ? takeFurtherChannel(context, item) : '';
};

/** Who wrote, through the number that they wrote to. */
export const answersInChat = {
	...answersWhoWrote,
	'options.channelPhoneNumber': takeChannelWrittenTo,
};

export const apiVersion: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	default: 'v2',
	description: 'Version of the WATI endpoint to send through',
	options: [
		{ name: 'V1', value: 'v1', description: 'For accounts where v2 is not available' },
		{ name: 'V2', value: 'v2', description: 'Returns an ID for each message' },
	],
};

/** What decides which account a form is filled from. */
const ROUTE = ['authentication', 'options.connection.value'];

export const attributes: INodeProperties[] = [
	{
		displayName: 'Attributes',
		name: 'attributes',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ROUTE,
			resourceMapper: {
				resourceMapperMethod: 'contactAttributes',
				mode: 'add',
				valuesLabel: 'Attributes',
				fieldWords: { singular: 'attribute', plural: 'attributes' },
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap: false,
				noFieldsError: 'No contact has attributes yet. Use Additional Attributes below.',
			},
		},
	},
	{
		displayName: 'Additional Attributes',
		name: 'additionalAttributes',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Attribute',
		default: {},
		description: 'Attributes that no contact has yet, or whose names come from an expression',
		options: pairRows,
	},
];

/** What a message is called, so that it is found again. */
export const localMessageId: INodeProperties = {
	displayName: 'Local Message ID',
	name: 'localMessageId',
	type: 'string',
	default: '',
	placeholder: 'e.g. order-4711-shipped',
	description: 'Your own ID for this message, 10 to 64 characters, to find it again later',
};

export const broadcastName: INodeProperties = {
	displayName: 'Broadcast Name',
	name: 'broadcastName',
	type: 'string',
	default: '',
	placeholder: 'e.g. autumn_campaign',
	description:
		'Name that groups the messages in WATI reports. Leave empty to use the template name.',
};

/** An approved template of WATI's, named without its language. */
export const template = templateBy({ placeholder: 'e.g. order_update' });

const FORM_DEPENDS_ON = ['template.value', ...ROUTE];

/** The text of the chosen template, and where its values come from. */
export const templateText = buildTemplateTextField([
	...FORM_DEPENDS_ON,
	'operation',
	'recipientsFrom',
]);

export const templateParameters = [
	buildTemplateVariablesField(FORM_DEPENDS_ON),
	additionalParameters,
];
