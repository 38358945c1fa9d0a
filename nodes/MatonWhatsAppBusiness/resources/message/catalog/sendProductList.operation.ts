import { bodyText, footerText, headerText } from '../../../../shared/fields/interactive-fields';
import { productListMessage } from '../../../requests/interactive/catalog';
import { messageOperation } from '../message-operation';
import { catalogId } from './catalog-fields';

/** POST /{phone_number_id}/messages (Meta, "Multi-product messages", 2026-03-03). */
export const sendProductList = messageOperation(
	{
		name: 'Send Product List',
		value: 'sendProductList',
		action: 'Send a list of products',
		description:
			'Send up to 30 products of the catalog to a customer who wrote within the last 24 hours',
	},
	[productListMessage],
	[
		catalogId,
		{ ...headerText, required: true },
		{ ...bodyText, placeholder: 'e.g. Here are the products you asked about.' },
		footerText,
		{
			displayName: 'Sections',
			name: 'productSections',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Section',
			default: {},
			description: 'Up to 10 sections with 30 products in total',
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
							placeholder: 'e.g. Drinks',
							description: 'Up to 24 characters. Required if there is more than one section.',
						},
						{
							displayName: 'Product IDs',
							name: 'products',
							type: 'string',
							default: '',
							required: true,
							placeholder: 'e.g. sku-1, sku-2',
							description: 'IDs of the products in the catalog, separated by commas',
						},
					],
				},
			],
		},
	],
);
