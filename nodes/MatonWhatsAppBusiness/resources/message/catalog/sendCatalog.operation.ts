import { bodyText, footerText } from '../../../../shared/fields/interactive-fields';
import { catalogMessage } from '../../../requests/interactive/catalog';
import { messageOperation } from '../message-operation';

/** POST /{phone_number_id}/messages (Meta, "Catalog messages", 2026-03-03). */
export const sendCatalog = messageOperation(
	{
		name: 'Send Catalog',
		value: 'sendCatalog',
		action: 'Send the catalog',
		description:
			'Send a message with a button that opens the catalog to a customer who wrote within the last 24 hours',
	},
	[catalogMessage],
	[{ ...bodyText, placeholder: 'e.g. Browse everything we have in stock.' }, footerText],
	[
		{
			displayName: 'Thumbnail Product ID',
			name: 'thumbnailProductId',
			type: 'string',
			default: '',
			placeholder: 'e.g. sku-1',
			description: "Product whose picture appears, instead of the catalog's first product",
		},
	],
);
