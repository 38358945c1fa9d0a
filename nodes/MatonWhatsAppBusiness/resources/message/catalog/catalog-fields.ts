import type { INodeProperties } from 'n8n-workflow';

/** The catalog that products are in. */
export const catalogId: INodeProperties = {
	displayName: 'Catalog ID',
	name: 'catalogId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 194836987003835',
	description:
		'ID of the catalog that is connected to the business account, as the Commerce Manager shows it',
};
