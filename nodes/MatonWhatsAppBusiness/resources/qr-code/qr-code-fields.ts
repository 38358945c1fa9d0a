import type { INodeProperties } from 'n8n-workflow';

/** Which code. */
export const code: INodeProperties = {
	displayName: 'QR Code',
	name: 'qrCode',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 4O4YGZEG3RIVE1',
	description: 'The code itself, as Get Many and Create return it',
};

/** What the customer's message begins with. */
export const prefilledMessage: INodeProperties = {
	displayName: 'Prefilled Message',
	name: 'prefilledMessage',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. I would like to order',
	description: 'Prefilled message for the customer to send, up to 140 characters',
};

/** How the picture is made. */
export const imageFormat: INodeProperties = {
	displayName: 'Image Format',
	name: 'imageFormat',
	type: 'options',
	default: 'SVG',
	description: 'Format of the picture with the code',
	options: [
		{ name: 'PNG', value: 'PNG' },
		{ name: 'SVG', value: 'SVG', description: 'For print, in any size' },
	],
};
