import type { Operation } from '../../../shared/fields/operation';
import { buildOptionsField } from '../../../shared/fields/fields';
import { buildDeliveryWaitFields, eventsElsewhere } from '../../../shared/waiting/wait-fields';
import { runWaitForDelivery as runAllItems } from '../../operations/wait-for-delivery';

/** Puts the execution to sleep until a message was delivered or has failed. Runs in operations/wait-for-delivery.ts. */
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
		...buildDeliveryWaitFields(
			{
				placeholder: 'e.g. wamid.HBgLMTQxNTU1NTEyMzQVAgARGBI5',
				description: 'WhatsApp message ID that the sending operation returned',
			},
			'Meta sent it',
		),
		buildOptionsField(eventsElsewhere),
	],
};
