import { prepare } from '../../../shared/parameters/pre-send';
import {
	apiVersionInPath,
	parametersInBody,
	templateInBody,
} from '../../requests/template/template-parameters';
import { throughChannel } from '../../requests/template/through-channel';
import { numberInQuery } from '../../requests/contact/recipient';
import { accepted } from '../../responses/readers';
import { sendingChannel } from '../channel/channel-fields';
import { oneLineValues, buildOptionsField } from '../../../shared/fields/fields';
import {
	apiVersion,
	broadcastName,
	contactNumber,
	template,
	templateText,
	templateParameters,
} from '../fields';
import type { Operation } from '../../../shared/fields/operation';

/**
 * POST /api/v2 or v1/sendTemplateMessage (spec A, "Send Template Message"; spec E, "send_template_message"); with a channel
 * POST /api/ext/v3/messageTemplates/send.
 */
export const send: Operation = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a template',
		description: 'Send an approved template to one contact, which also starts a conversation',
		routing: {
			request: { method: 'POST', url: '/api/{apiVersion}/sendTemplateMessage' },
			send: {
				preSend: [
					prepare(
						apiVersionInPath,
						numberInQuery,
						templateInBody,
						parametersInBody,
						throughChannel,
					),
				],
			},
			output: { postReceive: [accepted] },
		},
	},
	fields: [
		contactNumber,
		template,
		templateText,
		...templateParameters,
		buildOptionsField(apiVersion, broadcastName, ...sendingChannel, oneLineValues),
	],
};
