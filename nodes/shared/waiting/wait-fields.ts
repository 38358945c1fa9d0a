import type { INodeProperties } from 'n8n-workflow';

/** How long to wait. */
export function timeLimit(amount: number, unit: 'minutes' | 'hours'): INodeProperties[] {
	return [
		{
			displayName: 'Time Limit',
			name: 'limitAmount',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: amount,
			description: 'How long to wait. Items without a result then go to the second output.',
		},
		{
			displayName: 'Time Limit Unit',
			name: 'limitUnit',
			type: 'options',
			default: unit,
			options: [
				{ name: 'Days', value: 'days' },
				{ name: 'Hours', value: 'hours' },
				{ name: 'Minutes', value: 'minutes' },
			],
		},
	];
}

/** Set where no trigger of the process brings the events. */
export const eventsElsewhere: INodeProperties = {
	displayName: 'External Events',
	name: 'eventsElsewhere',
	type: 'boolean',
	default: true,
	description:
		'Whether to wait even if no trigger is published in this n8n process, for example in queue mode or if your own workflow posts the events',
};

/**
 * The message whose delivery is waited for, and the stage that ends the wait.
 *
 * @param messageId what differs in the field `Message ID`
 * @param leftService description of the stage `Sent`
 */
export function buildDeliveryWaitFields(
	messageId: Partial<INodeProperties>,
	leftService: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			default: '={{ $json.messageId }}',
			required: true,
			...messageId,
		},
		{
			displayName: 'Wait Until',
			name: 'waitUntil',
			type: 'options',
			default: 'delivered',
			description: 'A later step counts too. A failure always ends the wait.',
			options: [
				{ name: 'Delivered', value: 'delivered', description: 'It reached the phone' },
				{
					name: 'Read',
					value: 'read',
					description: 'People who turn off read receipts send it only by answering',
				},
				{ name: 'Sent', value: 'sent', description: leftService },
			],
		},
		...timeLimit(1, 'hours'),
	];
}
