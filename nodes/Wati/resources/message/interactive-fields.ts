import type { INodeProperties } from 'n8n-workflow';

export const bodyText: INodeProperties = {
	displayName: 'Body',
	name: 'bodyText',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	required: true,
	placeholder: 'e.g. Your order is ready. What would you like to do?',
	description: 'The text of the message, up to 1,024 characters',
};

export const footerText: INodeProperties = {
	displayName: 'Footer',
	name: 'footerText',
	type: 'string',
	default: '',
	placeholder: 'e.g. Reply within 24 hours',
	description: 'Small text below the body, up to 60 characters',
};

export const headerText: INodeProperties = {
	displayName: 'Header Text',
	name: 'headerText',
	type: 'string',
	default: '',
	placeholder: 'e.g. Order status',
	description: 'Bold line above the body, up to 60 characters',
};
