import { contactToAnswer } from '../fields';
import type { Operation } from '../../../shared/fields/operation';
import {
	alsoFrom,
	furtherMessages,
	questionFields,
	questionOptions,
} from '../../../shared/waiting/question/question-fields';
import { eventsElsewhere } from '../../../shared/waiting/wait-fields';
import { buildOptionsField } from '../../../shared/fields/fields';
import { runSendAndWait as runAllItems } from '../../operations/waiting/send-and-wait';
import { send as sendTemplate } from '../template/send.operation';
import { looks } from './look-up-fields';
import { sendButtons } from './sendButtons.operation';
import { sendList } from './sendList.operation';
import { sendText } from './sendText.operation';

const QUESTIONS = { buttons: sendButtons, list: sendList, template: sendTemplate, text: sendText };

/**
 * Sends a question and puts the execution to sleep until the customer has answered in the chat. Runs in
 * operations/waiting/send-and-wait.ts; the questions go out by the routes of the operations that send.
 */
export const sendAndWaitForReply: Operation = {
	option: {
		name: 'Send and Wait for Reply',
		value: 'sendAndWaitForReply',
		action: 'Send a message and wait for the reply',
		description:
			'Ask each contact a question in the chat, wait until all have answered or the time is up, and continue with the answers',
	},
	run: runAllItems,
	fields: [
		...questionFields([contactToAnswer], QUESTIONS),
		buildOptionsField(
			...questionOptions(QUESTIONS),
			alsoFrom,
			eventsElsewhere,
			furtherMessages,
			looks('Chat'),
		),
	],
};
