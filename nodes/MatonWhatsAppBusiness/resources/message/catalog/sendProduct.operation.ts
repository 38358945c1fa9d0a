import { bodyText, footerText } from '../../../../shared/fields/interactive-fields';
import { productMessage } from '../../../requests/interactive/catalog';
import { messageOperation } from '../message-operation';
import { catalogId } from './catalog-fields';

/** POST /{phone_number_id}/messages (Meta, "Single product messages", 2026-03-03). */
export const sendProduct = messageOperation(
	{
		name: 'Send Product',
		value: 'sendProduct',
		action: 'Send a product',
		description: 'Send a product of the catalog to a customer who wrote within the last 24 hours',
	},
	[productMessage],
	[
		catalogId,
		{
			displayName: 'Product ID',
			name: 'productId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. sku-1',
			description: 'ID of the product in the catalog (content ID)',
		},
		{
			...bodyText,
			required: false,
			placeholder: 'e.g. This is the model you asked about.',
		},
		footerText,
	],
);
