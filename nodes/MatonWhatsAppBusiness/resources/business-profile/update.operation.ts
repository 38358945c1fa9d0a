import { prepare } from '../../../shared/parameters/pre-send';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { profileChanges } from '../../requests/profile';
import { answered } from '../../responses/readers';
import { ownNumber } from '../fields';

/** Meta, "Business profiles" (2026-06-16), and its OpenAPI, v23.0, "WhatsAppBusinessVertical": what a business may call itself. */
const VERTICALS: Array<[name: string, value: string]> = [
	['Alcohol', 'ALCOHOL'],
	['Apparel', 'APPAREL'],
	['Automotive', 'AUTO'],
	['Beauty', 'BEAUTY'],
	['Education', 'EDU'],
	['Entertainment', 'ENTERTAIN'],
	['Event Planning', 'EVENT_PLAN'],
	['Finance', 'FINANCE'],
	['Government', 'GOVT'],
	['Grocery', 'GROCERY'],
	['Health', 'HEALTH'],
	['Hotel', 'HOTEL'],
	['Nonprofit', 'NONPROFIT'],
	['Not a Business', 'NOT_A_BIZ'],
	['Online Gambling', 'ONLINE_GAMBLING'],
	['Other', 'OTHER'],
	['Over-the-Counter Drugs', 'OTC_DRUGS'],
	['Physical Gambling', 'PHYSICAL_GAMBLING'],
	['Professional Services', 'PROF_SERVICES'],
	['Restaurant', 'RESTAURANT'],
	['Retail', 'RETAIL'],
	['Travel', 'TRAVEL'],
];

/** POST /{phone_number_id}/whatsapp_business_profile (spec D, "Update Business Profile"). */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a business profile',
		description: 'Change what customers see of a business number',
		routing: {
			request: {
				method: 'POST',
				url: '/{version}/{phoneNumberId}/whatsapp_business_profile',
			},
			send: { preSend: [prepare(profileChanges, graphPath)] },
			output: { postReceive: [answered] },
		},
	},
	fields: [
		...ownNumber,
		{
			displayName: 'Profile',
			name: 'profile',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'Fields to change; the others stay as they are',
			options: [
				{
					displayName: 'About',
					name: 'about',
					type: 'string',
					default: '',
					placeholder: 'e.g. Your trusted partner',
					description: 'Up to 139 characters',
				},
				{
					displayName: 'Address',
					name: 'address',
					type: 'string',
					default: '',
					placeholder: 'e.g. 123 Business St',
					description: 'Up to 256 characters',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					placeholder: 'e.g. We provide excellent services',
					description: 'Up to 512 characters',
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'e.g. contact@example.com',
					description: 'Up to 128 characters',
				},
				{
					displayName: 'Profile Picture Handle',
					name: 'profilePictureHandle',
					type: 'string',
					default: '',
					placeholder: 'e.g. 4::aW1hZ2UvcG5n:ARb...',
					description: "Handle of a picture, uploaded with Meta's Resumable Upload API",
				},
				{
					displayName: 'Vertical',
					name: 'vertical',
					type: 'options',
					default: 'OTHER',
					description: 'What kind of business it is',
					options: VERTICALS.map(([name, value]) => ({ name, value })),
				},
				{
					displayName: 'Websites',
					name: 'websites',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Website' },
					default: [],
					placeholder: 'e.g. https://www.example.com',
					description: 'Up to two addresses',
				},
			],
		},
	],
};
