import type { INodeProperties } from 'n8n-workflow';

/** Of the number of whom a message goes to, where nobody has to be named. */
export const ANSWERING_NUMBER_HINT =
	'Include the country code, or leave empty to answer the sender';

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	default: 50,
	typeOptions: { minValue: 1 },
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** Which records are meant. */
export function buildFiltersField(...filters: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: filters,
	};
}

/** The head of a list: how much of it, and which records. */
export function listFields(...filters: INodeProperties[]): INodeProperties[] {
	return [returnAll, limit, buildFiltersField(...filters)];
}

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const binaryInput: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the input field containing the binary file data to be sent',
};

export const caption: INodeProperties = {
	displayName: 'Caption',
	name: 'caption',
	type: 'string',
	default: '',
	placeholder: 'e.g. Your invoice for May',
	description: 'Text below the file, up to 1,024 characters',
};

/** One name-and-value row, used wherever pairs are entered. */
export const pairRows: INodeProperties['options'] = [
	{
		displayName: 'Pair',
		name: 'pair',
		values: [
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. member',
			},
			{
				displayName: 'Value',
				name: 'value',
				type: 'string',
				default: '',
				placeholder: 'e.g. VIP',
			},
		],
	},
];

/** A collection of optional settings of one operation. */
export function buildOptionsField(...options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options,
	};
}

/** For templates: whether values are brought on one line, which WhatsApp wants. */
export const oneLineValues: INodeProperties = {
	displayName: 'Single-Line Values',
	name: 'oneLineValues',
	type: 'boolean',
	default: true,
	description:
		'Whether to replace line breaks, tabs and repeated spaces in the template values with one space. WhatsApp does not accept them.',
};
