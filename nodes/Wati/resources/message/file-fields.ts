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

export const caption: INodeProperties = {
	displayName: 'Caption',
	name: 'caption',
	type: 'string',
	default: '',
	placeholder: 'e.g. Your invoice for May',
	description: 'Text below the file, up to 1,024 characters',
};
