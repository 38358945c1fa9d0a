import { prepare } from '../../requests/prepare';
import {
	apiVersionInPath,
	parametersInBody,
	templateInBody,
} from '../../requests/template-parameters';
import { numberInQuery } from '../../requests/whatsapp-number';
import { accepted } from '../../responses/readers';
import { sendMessage } from '../../transport/send-message';
import { channelNumber } from '../channel-fields';
import {
	apiVersion,
	broadcastName,
	contactNumber,
	optionsOf,
	template,
	templateParameters,
} from '../fields';
import type { Operation } from '../operation';

/** POST /api/v2 or v1/sendTemplateMessage (spec A, "Send Template Message"; spec E, "send_template_message"). */
export const send: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send template',
		description: 'Send an approved template to one contact, which also starts a conversation',
		routing: {
			request: { method: 'POST', url: '/api/{apiVersion}/sendTemplateMessage' },
			operations: { pagination: sendMessage },
			send: {
				preSend: [prepare(apiVersionInPath, numberInQuery, templateInBody, parametersInBody)],
			},
			output: { postReceive: [accepted] },
		},
	},
	fields: [
		contactNumber,
		template,
		...templateParameters,
		apiVersion,
		optionsOf(broadcastName, channelNumber),
	],
};
