import { buttonsInBody } from '../../requests/message/interactive';
import { prepare } from '../../../shared/parameters/pre-send';
import { sessionOptions } from '../../requests/message/session-text';
import { numberInQuery } from '../../requests/contact/recipient';
import { accepted } from '../../responses/readers';
import { channelPhoneNumber } from '../channel/channel-fields';
import { buildOptionsField } from '../../../shared/fields/fields';
import { answersInChat, contactToAnswer } from '../fields';
import type { Operation } from '../../../shared/fields/operation';
import {
	bodyText,
	buildButtonsField,
	footerText,
	headerFields,
} from '../../../shared/fields/interactive-fields';
import { windowOption } from './window-fields';

/** POST /api/v1/sendInteractiveButtonsMessage (spec A, "Send Interactive Buttons Message"). */
export const sendButtons: Operation = {
	option: {
		name: 'Send Buttons',
		value: 'sendButtons',
		action: 'Send a message with buttons',
		description:
			'Send a message with one to three reply buttons to a contact who wrote within the last 24 hours',
		routing: {
			request: { method: 'POST', url: '/api/v1/sendInteractiveButtonsMessage' },
			send: { preSend: [prepare(numberInQuery, buttonsInBody, sessionOptions)] },
			output: { postReceive: [accepted] },
		},
	},
	whenEmpty: answersInChat,
	fields: [
		contactToAnswer,
		...headerFields,
		bodyText,
		footerText,
		buildButtonsField(),
		buildOptionsField(windowOption, channelPhoneNumber),
	],
};
