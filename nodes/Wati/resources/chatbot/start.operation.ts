import { chatbotInBody } from '../../requests/account/chatbot';
import { prepare } from '../../../shared/parameters/pre-send';
import { targetInBody } from '../../requests/message/target';
import { startedChatbot } from '../../responses/v3-readers';
import { writeOnce } from '../../operations/single-write';
import { chat, chatOptions } from '../conversation/chat-fields';
import type { Operation } from '../../../shared/fields/operation';

const startOnce = writeOnce(
	'Check in the chat in WATI whether the chatbot began before you start it again.',
);

/** POST /api/ext/v3/chatbots/start (official OpenAPI, "Start chatbot"). */
export const start: Operation = {
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start a chatbot',
		description: 'Have a chatbot take over the chat with a contact',
		routing: {
			request: { method: 'POST', url: '/api/ext/v3/chatbots/start' },
			send: { preSend: [prepare(targetInBody, chatbotInBody)] },
			output: { postReceive: [startedChatbot] },
		},
	},
	steps: startOnce,
	fields: [
		chat,
		{
			displayName: 'Chatbot',
			name: 'chatbotId',
			type: 'resourceLocator',
			default: { __rl: true, mode: 'list', value: '' },
			required: true,
			description: 'The chatbot to start',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchChatbots', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 66f0aa000000000000000070',
				},
			],
		},
		chatOptions,
	],
};
