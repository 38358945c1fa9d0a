import { locationMessage } from '../../requests/message';
import { messageOperation } from './message-operation';

/** POST /{phone_number_id}/messages (spec D, "Send Location Message"). */
export const sendLocation = messageOperation(
	{
		name: 'Send Location',
		value: 'sendLocation',
		action: 'Send a location',
		description: 'Send a place on the map to a customer who wrote within the last 24 hours',
	},
	[locationMessage],
	[
		{
			displayName: 'Latitude',
			name: 'latitude',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 37.7749',
			description: 'Degrees north, negative for south',
		},
		{
			displayName: 'Longitude',
			name: 'longitude',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. -122.4194',
			description: 'Degrees east, negative for west',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Example Shop',
			description: 'Name of the place',
		},
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			default: '',
			placeholder: 'e.g. 123 Business St, San Francisco',
			description: 'Address of the place, shown when it has a name',
		},
	],
);
