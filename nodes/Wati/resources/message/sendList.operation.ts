import { listInBody } from '../../requests/message/interactive';
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
	footerText,
	headerText,
	listButtonText,
	buildSectionsField,
} from '../../../shared/fields/interactive-fields';
import { windowOption } from './window-fields';

/** POST /api/v1/sendInteractiveListMessage (spec A, "Send Interactive List Message"). */
export const sendList: Operation = {
	option: {
		name: 'Send List',
		value: 'sendList',
		action: 'Send a message with a list',
		description:
			'Send a message with a list to choose from to a contact who wrote within the last 24 hours',
		routing: {
			request: { method: 'POST', url: '/api/v1/sendInteractiveListMessage' },
			send: { preSend: [prepare(numberInQuery, listInBody, sessionOptions)] },
			output: { postReceive: [accepted] },
		},
	},
	whenEmpty: answersInChat,
	fields: [
		contactToAnswer,
		headerText,
		bodyText,
		footerText,
		listButtonText,
		buildSectionsField(),
		buildOptionsField(windowOption, channelPhoneNumber),
	],
};
