import { buttonsInBody } from '../../requests/interactive';
import { prepare } from '../../requests/prepare';
import { sessionOptions } from '../../requests/session-text';
import { numberInQuery } from '../../requests/whatsapp-number';
import { accepted } from '../../responses/readers';
import { sendMessage } from '../../transport/send-message';
import { channelPhoneNumber } from '../channel-fields';
import { contactNumber, optionsOf } from '../fields';
import type { Operation } from '../operation';
import { bodyText, buttonsOf, footerText, headerFields } from './interactive-fields';
import { windowFields } from './window-fields';

/** POST /api/v1/sendInteractiveButtonsMessage (spec A, "Send Interactive Buttons Message"). */
export const sendButtons: Operation = {
	option: {
		name: 'Send Buttons',
		value: 'sendButtons',
		action: 'Send message with buttons',
		description:
			'Send a message with one to three reply buttons to a contact who wrote within the last 24 hours',
		routing: {
			request: { method: 'POST', url: '/api/v1/sendInteractiveButtonsMessage' },
			operations: { pagination: sendMessage },
			send: { preSend: [prepare(numberInQuery, buttonsInBody, sessionOptions)] },
			output: { postReceive: [accepted] },
		},
	},
	fields: [
		contactNumber,
		...headerFields,
		bodyText,
		footerText,
		buttonsOf(),
		...windowFields,
		optionsOf(channelPhoneNumber),
	],
};
