import type { INodeProperties } from 'n8n-workflow';

import { bodyText, footerText, headerText } from '../../../../shared/fields/interactive-fields';
import { addressRequest } from '../../../requests/interactive/customer-requests';
import { messageOperation } from '../message-operation';

/** What Meta's form asks for (Meta, "Address messages", 2026-07-02; of Singapore an older page). */
const ADDRESS_FIELDS: Array<[name: string, value: string]> = [
	['Address', 'address'],
	['Building Name', 'building_name'],
	['City', 'city'],
	['Flat or House Number (India)', 'house_number'],
	['Floor Number (India)', 'floor_number'],
	['Landmark or Area (India)', 'landmark_area'],
	['Name', 'name'],
	['Phone Number', 'phone_number'],
	['Pin Code (India)', 'in_pin_code'],
	['Post Code (Singapore)', 'sg_post_code'],
	['State (India)', 'state'],
	['Tower Number (India)', 'tower_number'],
	['Unit Number (Singapore)', 'unit_number'],
];

const addressFields: INodeProperties[] = [
	{
		displayName: 'Country',
		name: 'country',
		type: 'options',
		default: 'IN',
		description: 'Country of the business and of the customer',
		options: [
			{ name: 'India', value: 'IN' },
			{
				name: 'Singapore',
				value: 'SG',
				description: "Since July 2026, Meta's documentation names only India",
			},
		],
	},
	{
		displayName: 'Known Values',
		name: 'addressValues',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Value',
		default: {},
		description: 'What the form is filled in with',
		options: [
			{
				displayName: 'Value',
				name: 'value',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'options',
						default: 'name',
						options: ADDRESS_FIELDS.map(([name, value]) => ({ name, value })),
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Mumbai',
					},
				],
			},
		],
	},
];

/** POST /{phone_number_id}/messages (Meta, "Address messages", 2026-07-02). */
export const sendAddressRequest = messageOperation(
	{
		name: 'Request Address',
		value: 'sendAddressRequest',
		action: 'Request an address',
		description:
			'Send a form for an address in India or Singapore to a customer who wrote within the last 24 hours',
	},
	[addressRequest],
	[
		headerText,
		{ ...bodyText, placeholder: 'e.g. Which address should we deliver to?' },
		footerText,
		...addressFields,
	],
);
