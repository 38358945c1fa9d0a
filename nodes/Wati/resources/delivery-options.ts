import type { INodeProperties } from 'n8n-workflow';

import { deliveryFields } from '../../shared/fields/delivery-fields';

/** Operations that send one message to one contact. */
const SINGLE_SENDS = [
	'send',
	'sendAndWaitForReply',
	'sendButtons',
	'sendFile',
	'sendFileByUrl',
	'sendList',
	'sendText',
];

/** Operations of the WATI node that messages go out by. */
const SENDS = [...SINGLE_SENDS, 'schedule', 'sendToMany', 'sendViaCsv'];

/** Operations on one contact, besides Message: Get Many. */
const BY_NUMBER = [
	...SINGLE_SENDS,
	'add',
	'assign',
	'schedule',
	'sendToMany',
	'sendViaCsv',
	'updateAttributes',
	'upsert',
	'waitForDelivery',
];

const verify: INodeProperties = {
	displayName: 'Verify Before Failing',
	name: 'verify',
	type: 'boolean',
	default: false,
};

/** How requests leave, whatever the operation. */
export const deliveryOptions: INodeProperties = {
	displayName: 'Delivery Options',
	name: 'delivery',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { hide: { resource: ['account', 'connection'] } },
	options: [
		...deliveryFields({
			sends: SENDS,
			templateNames: 'getTemplateNames',
			byNumber: [
				{ show: { '/operation': BY_NUMBER } },
				{ show: { '/resource': ['message'], '/operation': ['getAll'] } },
				{ show: { '/resource': ['contact'], '/operation': ['assignTeams', 'delete', 'get'] } },
				{ show: { '/resource': ['conversation'] } },
				{ show: { '/resource': ['chatbot'], '/operation': ['start'] } },
			],
		}),
		{
			...verify,
			description:
				'Whether to look in the chat for the message when no clear answer came back. Costs up to three calls; nothing is sent again.',
			displayOptions: {
				show: { '/operation': SINGLE_SENDS },
			},
		},
		{
			...verify,
			description:
				'Whether to look in the chats of the first ten recipients when a call got no clear answer. Costs up to 20 calls; the other recipients stay unknown, and nothing is sent again.',
			displayOptions: { show: { '/operation': ['sendToMany'] } },
		},
		{
			displayName: 'WATI Plan',
			name: 'plan',
			type: 'options',
			default: 'growth',
			description: 'Decides how many template sends may start within ten seconds',
			options: [
				{ name: 'Business', value: 'business', description: '100 in ten seconds' },
				{ name: 'Growth', value: 'growth', description: '30 in ten seconds, the safe choice' },
				{ name: 'Pro', value: 'pro', description: '60 in ten seconds' },
			],
		},
	],
};
