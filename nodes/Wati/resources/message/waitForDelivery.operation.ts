import { channelNumber } from '../channel/channel-fields';
import { contactNumber } from '../../../shared/fields/fields';
import { directOnly, type Operation } from '../../../shared/fields/operation';
import { arrival, lookAtEnd, timeLimit } from './wait-fields';

/** Puts the execution to sleep until a message was delivered or has failed. Runs in waiting/follow.ts. */
export const waitForDelivery: Operation = {
	option: {
		name: 'Wait for Delivery',
		value: 'waitForDelivery',
		action: 'Wait for delivery of a message',
		description:
			'Sleep until the message of each item was sent, delivered or read, has failed, or the time is up',
	},
	fields: [
		contactNumber,
		{
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			default: '={{ $json.localMessageId || $json.whatsappMessageId }}',
			required: true,
			placeholder: 'e.g. 38aca0c0-0000-4000-8000-000000000002',
			description: 'Local or WhatsApp ID of the message, as the send gave it out',
		},
		{
			displayName: 'Wait Until',
			name: 'waitUntil',
			type: 'options',
			default: 'delivered',
			description: 'A later step counts as well. A failure ends the wait in any case.',
			options: [
				{ name: 'Delivered', value: 'delivered', description: 'It is on the phone' },
				{
					name: 'Read',
					value: 'read',
					description: 'Never comes from people who hide it, unless they answer',
				},
				{ name: 'Sent', value: 'sent', description: 'It left WATI' },
			],
		},
		...timeLimit(1, 'hours'),
		...arrival('Statuses'),
		{
			...channelNumber,
			description:
				'Your own number. With it, looking reads the status record of the message, which also tells why it failed.',
			...directOnly,
		},
		{
			displayName: 'Wait Options',
			name: 'waitOptions',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					...lookAtEnd,
					description:
						'Whether to look for the status at the start and before the time limit ends the wait. Costs one call per message each time.',
				},
			],
		},
	],
};
