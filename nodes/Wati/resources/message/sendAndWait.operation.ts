import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import { contactNumber } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { send as sendTemplate } from '../template/send.operation';
import { answerFields } from './answer-fields';
import { sendButtons } from './sendButtons.operation';
import { sendList } from './sendList.operation';
import { sendText } from './sendText.operation';
import { arrival, lookAtEnd, timeLimit } from './wait-fields';

/** The fields of another operation, for questions that it sends. */
function askedBy(messageType: string, { fields }: Operation): INodeProperties[] {
	const own = fields.filter(({ name }) => name !== contactNumber.name);
	return updateDisplayOptions({ show: { messageType: [messageType] } }, own);
}

/**
 * Sends a question and puts the execution to sleep until the customer has answered in the chat. Runs in
 * waiting/ask.ts; the questions go out by the routes of the operations that send.
 */
export const sendAndWait: Operation = {
	option: {
		name: 'Send and Wait for Reply',
		value: 'sendAndWait',
		action: 'Send message and wait for reply',
		description:
			'Ask each contact a question in the chat, sleep until all have answered or the time is up, and go on with the answers',
	},
	fields: [
		contactNumber,
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			default: 'text',
			description: 'How the question is sent. Only a template reaches people at any time.',
			options: [
				{ name: 'Buttons', value: 'buttons' },
				{ name: 'List', value: 'list' },
				{ name: 'Template', value: 'template' },
				{ name: 'Text', value: 'text' },
			],
		},
		...askedBy('text', sendText),
		...askedBy('buttons', sendButtons),
		...askedBy('list', sendList),
		...askedBy('template', sendTemplate),
		...answerFields,
		...timeLimit(24, 'hours'),
		...arrival('Replies'),
		{
			displayName: 'Wait Options',
			name: 'waitOptions',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Also Accept From',
					name: 'alsoFrom',
					type: 'string',
					default: '',
					placeholder: 'e.g. 14155550101, 14155550102',
					description: 'Further numbers that may answer, separated by commas',
				},
				{
					displayName: 'Further Messages',
					name: 'furtherMessages',
					type: 'options',
					default: 'first',
					description: 'What counts when a customer writes more than one accepted message',
					options: [
						{ name: 'First Counts', value: 'first', description: 'Later ones are ignored' },
						{
							name: 'Last Counts',
							value: 'last',
							description: 'Waits for the whole time limit and takes the last one; all are listed',
						},
					],
				},
				lookAtEnd,
			],
		},
	],
};
