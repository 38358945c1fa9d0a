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

/** What stands above the body of a message with buttons. */
export const headerFields: INodeProperties[] = [
	{
		displayName: 'Header',
		name: 'headerType',
		type: 'options',
		default: 'none',
		description: 'Header above the body',
		options: [
			{ name: 'Document', value: 'document' },
			{ name: 'Image', value: 'image' },
			{ name: 'None', value: 'none' },
			{ name: 'Text', value: 'text' },
			{ name: 'Video', value: 'video' },
		],
	},
	{ ...headerText, required: true, displayOptions: { show: { headerType: ['text'] } } },
	{
		displayName: 'Header Media URL',
		name: 'headerMediaUrl',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. https://www.example.com/photo.jpg',
		description: 'Public address of the image, video or document',
		displayOptions: { show: { headerType: ['document', 'image', 'video'] } },
	},
	{
		displayName: 'Header File Name',
		name: 'headerFileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice.pdf',
		description: 'Name of the document as the customer sees it',
		displayOptions: { show: { headerType: ['document'] } },
	},
];

/**
 * Reply buttons.
 *
 * @param more further fields of each button
 */
export function buildButtonsField(...more: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Button',
		default: { button: [{ text: '' }] },
		description: 'One to three buttons with different texts',
		options: [
			{
				displayName: 'Button',
				name: 'button',
				values: [
					...more,
					{
						displayName: 'Text',
						name: 'text',
						type: 'string',
						default: '',
						placeholder: 'e.g. Track order',
						description: 'Up to 20 characters',
					},
				],
			},
		],
	};
}

export const listButtonText: INodeProperties = {
	displayName: 'Button Text',
	name: 'buttonText',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. View options',
	description: 'Text of the button that opens the list, up to 20 characters',
};

/**
 * Sections of a list.
 *
 * @param more further fields of each row
 */
export function buildSectionsField(...more: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Sections',
		name: 'sections',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Section',
		default: {},
		description: 'Up to 10 sections with 10 rows in total',
		options: [
			{
				displayName: 'Section',
				name: 'section',
				values: [
					{
						displayName: 'Title',
						name: 'title',
						type: 'string',
						default: '',
						placeholder: 'e.g. Products',
						description: 'Up to 24 characters. Required if there is more than one section.',
					},
					{
						displayName: 'Rows',
						name: 'rows',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true, sortable: true },
						placeholder: 'Add Row',
						default: {},
						options: [
							{
								displayName: 'Row',
								name: 'row',
								values: [
									...more,
									{
										displayName: 'Title',
										name: 'title',
										type: 'string',
										default: '',
										required: true,
										placeholder: 'e.g. Product A',
										description: 'Up to 24 characters',
									},
									{
										displayName: 'Description',
										name: 'description',
										type: 'string',
										default: '',
										placeholder: 'e.g. Best seller',
										description: 'Up to 72 characters',
									},
								],
							},
						],
					},
				],
			},
		],
	};
}
