import type { INodeProperties } from 'n8n-workflow';

export const fileUrl: INodeProperties = {
	displayName: 'File URL',
	name: 'fileUrl',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. https://www.example.com/invoice.pdf',
	description: 'Public address of the file to send',
};
