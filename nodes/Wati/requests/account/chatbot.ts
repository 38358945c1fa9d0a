import type { IDataObject } from 'n8n-workflow';

import type { Step } from '../../../shared/parameters/pre-send';
import { recordId } from '../../../shared/parameters/record-id';
import type { ParameterSource } from '../../../shared/parameters/input';

/** The chosen chatbot. @throws InputError when none is chosen */
export function readChatbot(context: ParameterSource): string {
	return recordId(context, 'chatbotId', 'Chatbot');
}

/** POST /chatbots/start (official OpenAPI, "Start chatbot"). */
export const chatbotInBody: Step = function (options) {
	options.body = { ...(options.body as IDataObject), chatbot_id: readChatbot(this) };
	return options;
};
