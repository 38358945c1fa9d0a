import { metaWaitingNode } from '../../../services/meta/waiting-node';
import type { Operation } from '../../../shared/fields/operation';
import { resumeBot as resume, resumeBotOptions } from '../../../shared/waiting/triggers/resume-bot';
import { readPerson } from '../../requests/recipient';
import { answersPerson, recipient } from '../fields';

/** No endpoint: what a trigger keeps silent is known to this n8n alone. */
export const resumeBot: Operation = {
	option: {
		name: 'Resume Bot',
		value: 'resumeBot',
		action: 'Resume the bot in a conversation',
		description: 'Let messages of a customer start workflows again after a person has answered',
	},
	steps: resume(metaWaitingNode, readPerson),
	whenEmpty: { whatsappNumber: answersPerson.whatsappNumber },
	fields: [
		{
			...recipient,
			required: false,
			description:
				'Number with country code, or the bsuid that the trigger returns for customers who hide their number. Leave empty to use the customer whose message started the workflow.',
		},
		resumeBotOptions,
	],
};
