import { prepare } from '../../../shared/parameters/pre-send';
import { sessionOptions, sessionText } from '../../requests/message/session-text';
import { numberInPath } from '../../requests/contact/recipient';
import { accepted } from '../../responses/readers';
import { sendLongText } from '../../operations/send-text';
import { channelPhoneNumber } from '../channel/channel-fields';
import { formattingFields } from '../../../shared/fields/formatting-fields';
import { buildOptionsField } from '../../../shared/fields/fields';
import { answersInChat, contactToAnswer, localMessageId } from '../fields';
import { takeAgentOutput } from '../../../shared/items/who-wrote';
import type { Operation } from '../../../shared/fields/operation';
import { windowOption } from './window-fields';

/** POST /api/v1/sendSessionMessage/{whatsappNumber} (spec A, "Send Session Message"; spec E, "send_session_message"). */
export const sendText: Operation = {
	option: {
		name: 'Send Text',
		value: 'sendText',
		action: 'Send a text message',
		description: 'Send a text to a contact who wrote within the last 24 hours',
		routing: {
			request: { method: 'POST', url: '/api/v1/sendSessionMessage/{whatsappNumber}' },
			send: { preSend: [prepare(numberInPath, sessionOptions, sessionText)] },
			output: { postReceive: [accepted] },
		},
	},
	steps: sendLongText,
	whenEmpty: { ...answersInChat, messageText: takeAgentOutput },
	fields: [
		contactToAnswer,
		{
			displayName: 'Text',
			name: 'messageText',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Hello, your order is ready.',
			description: 'The text to send. Leave empty to send the output of an AI Agent.',
		},
		buildOptionsField(windowOption, ...formattingFields, channelPhoneNumber, localMessageId, {
			displayName: 'Reply To Message ID',
			name: 'replyContextId',
			type: 'string',
			default: '',
			placeholder: 'e.g. wamid.HBgLMTQxNTU1NTEyMzQVAgARGBI5',
			description: 'WhatsApp message ID of the message to quote',
		}),
	],
};
