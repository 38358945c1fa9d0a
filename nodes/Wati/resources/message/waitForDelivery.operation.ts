import { contactNumber } from '../fields';
import { type Operation } from '../../../shared/fields/operation';
import { buildDeliveryWaitFields, eventsElsewhere } from '../../../shared/waiting/wait-fields';
import { buildOptionsField } from '../../../shared/fields/fields';
import { channelNumber } from '../channel/channel-fields';
import { looks } from './look-up-fields';
import { runWaitForDelivery as runAllItems } from '../../operations/waiting/wait-for-delivery';

/**
 * Puts the execution to sleep until a message was delivered or has failed. Runs in
 * operations/waiting/wait-for-delivery.ts.
 */
export const waitForDelivery: Operation = {
	option: {
		name: 'Wait for Delivery',
		value: 'waitForDelivery',
		action: 'Wait for the delivery of a message',
		description:
			'Wait until each message was sent, delivered or read, has failed, or the time is up',
	},
	run: runAllItems,
	fields: [
		contactNumber,
		...buildDeliveryWaitFields(
			{
				default: '={{ $json.localMessageId || $json.messageId }}',
				placeholder: 'e.g. 38aca0c0-0000-4000-8000-000000000002',
				description: 'Local or WhatsApp ID of the message, as the sending operation returned it',
			},
			'WATI sent it',
		),
		buildOptionsField(
			{
				...channelNumber,
				description:
					'Your own number. With it, the node reads the status record of the message, which also says why it failed.',
				displayOptions: { show: { '/authentication': ['watiApi'] } },
			},
			eventsElsewhere,
			looks('Chat'),
		),
	],
};
