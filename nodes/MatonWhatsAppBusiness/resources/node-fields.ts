import type { INodeProperties } from 'n8n-workflow';

import { deliveryFields, matonConnectionField } from '../../shared/fields/delivery-fields';
import { sends } from './message';

const operations = sends.map(({ option }) => String(option.value));

export const matonConnection = matonConnectionField({ hide: { resource: ['connection'] } });

/** How requests leave, whatever the operation. */
export const deliveryOptions: INodeProperties = {
	displayName: 'Delivery Options',
	name: 'delivery',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { hide: { resource: ['connection'] } },
	options: deliveryFields({
		sends: operations,
		byNumber: [{ show: { '/operation': operations } }],
	}),
};
