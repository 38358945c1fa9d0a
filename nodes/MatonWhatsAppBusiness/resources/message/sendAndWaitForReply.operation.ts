import { buildOptionsField } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import {
	alsoFrom,
	furtherMessages,
	questionFields,
	questionOptions,
} from '../../../shared/waiting/question/question-fields';
import { eventsElsewhere } from '../../../shared/waiting/wait-fields';
import { answerEnvelope } from '../fields';
import { sendButtons } from './interactive/sendButtons.operation';
import { sendList } from './interactive/sendList.operation';
import { sendTemplate } from './sendTemplate.operation';
import { sendText } from './sendText.operation';
import { runSendAndWait as runAllItems } from '../../operations/send-and-wait';

const QUESTIONS = { buttons: sendButtons, list: sendList, template: sendTemplate, text: sendText };

/**
 * Sends a question and puts the execution to sleep until the customer has answered in the chat. Runs in
 * operations/send-and-wait.ts; the questions go out by the routes of the operations that send.
 */
export const sendAndWaitForReply: Operation = {
	option: {
		name: 'Send and Wait for Reply',
		value: 'sendAndWaitForReply',
		action: 'Send a message and wait for the reply',
		description:
			'Ask each customer a question in the chat, wait until all have answered or the time is up, and continue with the answers',
	},
	run: runAllItems,
	fields: [
		...questionFields(answerEnvelope, QUESTIONS),
		buildOptionsField(...questionOptions(QUESTIONS), alsoFrom, eventsElsewhere, furtherMessages),
	],
};
