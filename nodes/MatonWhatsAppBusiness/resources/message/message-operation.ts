import type { INodeProperties } from 'n8n-workflow';

import { prepare, type Step } from '../../../shared/parameters/pre-send';
import { buildOptionsField } from '../../../shared/fields/fields';
import type { Operation } from '../../../shared/fields/operation';
import { graphPath } from '../../requests/own-path';
import { accepted } from '../../responses/readers';
import { uploadFirst } from '../../operations/upload-first';
import { answersInChat, callbackData, chatEnvelope, replyTo } from '../fields';

/**
 * An operation that sends one message.
 *
 * @param steps make the body
 * @param options entries of its options, besides the message to answer
 */
export function messageOperation(
	{ name, value, action, description }: Operation['option'],
	steps: Step[],
	fields: INodeProperties[],
	options: INodeProperties[] = [],
): Operation {
	return {
		option: {
			name,
			value,
			action,
			description,
			routing: {
				request: { method: 'POST', url: '/{version}/{phoneNumberId}/messages' },
				send: { preSend: [prepare(...steps, graphPath)] },
				output: { postReceive: [accepted] },
			},
		},
		steps: uploadFirst,
		whenEmpty: answersInChat,
		fields: [...chatEnvelope, ...fields, buildOptionsField(callbackData, ...options, replyTo)],
	};
}
