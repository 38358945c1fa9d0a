import type { INodeProperties } from 'n8n-workflow';

import { deliveryFields, matonConnectionField } from '../../shared/fields/delivery-fields';
import { message } from './message';

/** Operations that messages go out by. */
const operations = message.operations
	.map(({ option }) => String(option.value))
	.filter((value) => value.startsWith('send'));

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
