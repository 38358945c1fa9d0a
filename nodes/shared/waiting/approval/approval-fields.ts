import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../fields/operation';
import { timeLimit } from '../wait-fields';

/** n8n's name of the operation, by which it lists a node for human review of an agent's tools. */
export const APPROVAL_OPERATION = 'sendAndWait';

/** Kind of message that names the address of a page with the two buttons. */
export const LINK = 'link';

/** The operations that a request for approval goes out by. */
export interface ApprovalOperations {
	buttons: Operation;
	/** For requests with a link. */
	link: Operation;
	template: Operation;
}

/**
 * Whom to ask, in which kind of message, and how long to wait. n8n puts a field of its own in place of `message` where
 * an agent's tool waits for approval (n8n 2.41, `hitl-tools`).
 *
 * @param recipient fields that both kinds of messages begin with
 */
export function approvalFields(
	recipient: INodeProperties[],
	{ template }: ApprovalOperations,
): INodeProperties[] {
	const shown = new Set(['options', ...recipient.map(({ name }) => name)]);
	const templateFields = template.fields.filter(({ name }) => !shown.has(name));
	return [
		...recipient,
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. May order 4711 be refunded?',
			description: 'What to approve, up to 1,024 characters',
			displayOptions: { show: { messageType: ['buttons', LINK] } },
		},
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			default: 'buttons',
			description:
				'How the request is sent. Only a template reaches people at any time. Buttons become a link if no trigger of this n8n receives the messages of the chat.',
			options: [
				{ name: 'Buttons', value: 'buttons' },
				{ name: 'Link', value: LINK, description: 'To a page of n8n with the two buttons' },
				{ name: 'Template', value: 'template' },
			],
		},
		...updateDisplayOptions({ show: { messageType: ['template'] } }, templateFields),
		{
			displayName: 'Approve Button',
			name: 'approveLabel',
			type: 'string',
			default: 'Approve',
			required: true,
			description:
				'Text of the button that approves, up to 20 characters; of a template, of its quick reply',
		},
		{
			displayName: 'Decline Button',
			name: 'declineLabel',
			type: 'string',
			default: 'Decline',
			required: true,
			description:
				'Text of the button that declines, up to 20 characters; of a template, of its quick reply',
		},
		...timeLimit(24, 'hours').map((field) =>
			field.name === 'limitAmount'
				? {
						...field,
						description:
							'How long to wait. If nobody answers in time, the request is not approved.',
					}
				: field,
		),
	];
}
