import type { INodeProperties } from 'n8n-workflow';

export const contactName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. John Doe',
	description: 'Name of the contact as your team sees it in WATI',
};
