import { watiWaitingNode } from '../../../services/wati/waiting-node';
import type { Operation } from '../../../shared/fields/operation';
import { resumeBot as resume, resumeBotOptions } from '../../../shared/waiting/triggers/resume-bot';
import { readRecipient } from '../../requests/contact/recipient';
import { answersWhoWrote, contactToAnswer } from '../fields';

/** No endpoint: what a trigger keeps silent is known to this n8n alone. */
export const resumeBot: Operation = {
	option: {
		name: 'Resume Bot',
		value: 'resumeBot',
		action: 'Resume the bot in a conversation',
		description:
			'Let messages of a contact start workflows again whose trigger pauses while a person answers',
	},
	steps: resume(watiWaitingNode, readRecipient),
	whenEmpty: answersWhoWrote,
	fields: [contactToAnswer, resumeBotOptions],
};
