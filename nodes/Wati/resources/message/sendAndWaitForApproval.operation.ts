import { contactNumber } from '../fields';
import { buildOptionsField } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import {
	APPROVAL_OPERATION,
	approvalFields,
} from '../../../shared/waiting/approval/approval-fields';
import { questionOptions } from '../../../shared/waiting/question/question-fields';
import { eventsElsewhere } from '../../../shared/waiting/wait-fields';
import { runApproval } from '../../operations/waiting/send-and-wait';
import { send as sendTemplate } from '../template/send.operation';
import { looks } from './look-up-fields';
import { sendButtons } from './sendButtons.operation';
import { sendText } from './sendText.operation';

const REQUESTS = { buttons: sendButtons, link: sendText, template: sendTemplate };

/** Asks for approval by the routes of the operations that send; runs as Send and Wait for Reply does. */
export const sendAndWaitForApproval: Operation = {
	option: {
		name: 'Send and Wait for Approval',
		value: APPROVAL_OPERATION,
		action: 'Send a request and wait for approval',
		description:
			'Ask a person in the chat for approval, for the first input item only, and wait until they answer or the time is up',
	},
	run: runApproval,
	fields: [
		...approvalFields([contactNumber], REQUESTS),
		buildOptionsField(...questionOptions(REQUESTS), eventsElsewhere, looks('Chat')),
	],
};
