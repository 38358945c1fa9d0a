import type { INodeProperties } from 'n8n-workflow';

import { buttonValues } from './create-fields';

/** The parts of a template that few have, as entries of its options. */
export const furtherParts: INodeProperties[] = [
	{
		displayName: 'Carousel Cards',
		name: 'templateCards',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Card',
		default: {},
		description: 'Two to ten cards with the same parts, to swipe through below the body',
		options: [
			{
				displayName: 'Card',
				name: 'card',
				values: [
					{
						displayName: 'Body',
						name: 'bodyText',
						type: 'string',
						default: '',
						placeholder: 'e.g. {{1}}, now at half the price',
						description: 'Up to 160 characters',
					},
					{
						displayName: 'Buttons',
						name: 'buttons',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true, sortable: true },
						placeholder: 'Add Button',
						default: {},
						description: 'One or two buttons',
						options: [{ displayName: 'Button', name: 'button', values: buttonValues }],
					},
					{
						displayName: 'Example Handle',
						name: 'handle',
						type: 'string',
						default: '',
						placeholder: 'e.g. 4::aW1hZ2UvcG5n:ARb...',
						description: "Handle of an example file, uploaded with Meta's Resumable Upload API",
					},
					{
						displayName: 'Examples',
						name: 'examples',
						type: 'string',
						default: '',
						placeholder: 'e.g. Blue vase',
						description: 'Example values of the variables in the body, in order, separated by commas',
					},
					{
						displayName: 'Header',
						name: 'format',
						type: 'options',
						default: 'IMAGE',
						options: [
							{ name: 'Image', value: 'IMAGE' },
							{ name: 'Video', value: 'VIDEO' },
						],
					},
				],
			},
		],
	},
	{
		displayName: 'Limited-Time Offer',
		name: 'offerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Expiring offer!',
		description:
			'Name of a limited-time offer, up to 16 characters. Each message sets its end. The template then has no footer and a body of up to 600 characters.',
	},
	{
		displayName: 'Request Call Permission',
		name: 'callPermission',
		type: 'boolean',
		default: true,
		description: 'Whether to ask the customer below the body if the business may call',
	},
];

/** How long messages of a template are worth being delivered. */
export const timeToLive: INodeProperties = {
	displayName: 'Time to Live',
	name: 'timeToLive',
	type: 'number',
	default: 600,
	description:
		'Seconds for which Meta tries to deliver messages of this template: 30 to 900 for authentication, 30 to 43,200 for utility, 43,200 to 2,592,000 for marketing by the Marketing Messages API',
};
