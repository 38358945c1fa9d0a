import { listInBody } from '../../requests/interactive';
import { prepare } from '../../requests/prepare';
import { sessionOptions } from '../../requests/session-text';
import { numberInQuery } from '../../requests/whatsapp-number';
import { accepted } from '../../responses/readers';
import { sendMessage } from '../../transport/send-message';
import { channelPhoneNumber } from '../channel-fields';
import { contactNumber, optionsOf } from '../fields';
import type { Operation } from '../operation';
import { bodyText, footerText, headerText, listButtonText, sectionsOf } from './interactive-fields';
import { windowFields } from './window-fields';

/** POST /api/v1/sendInteractiveListMessage (spec A, "Send Interactive List Message"). */
export const sendList: Operation = {
	option: {
		name: 'Send List',
		value: 'sendList',
		action: 'Send message with a list',
		description:
			'Send a message with a list to choose from to a contact who wrote within the last 24 hours',
		routing: {
			request: { method: 'POST', url: '/api/v1/sendInteractiveListMessage' },
			operations: { pagination: sendMessage },
			send: { preSend: [prepare(numberInQuery, listInBody, sessionOptions)] },
			output: { postReceive: [accepted] },
		},
	},
	fields: [
		contactNumber,
		headerText,
		bodyText,
		footerText,
		listButtonText,
		sectionsOf(),
		...windowFields,
		optionsOf(channelPhoneNumber),
	],
};
