import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { metaWaitingNode } from '../services/meta/waiting-node';
import { routesOf } from '../shared/items/each-item';
import { connectionOf } from '../shared/maton/connection';
import { throughTransport } from '../Wati/resources/node-fields';
import {
	createOutputs,
	DELIVERY_OUTPUTS,
	REPLY_OUTPUTS,
	resumeWebhooks,
} from '../shared/waiting/node-outputs';
import { resumeWithEvents } from '../shared/waiting/resume';
import { listSearch, resourceMapping } from './methods';
import { sendAndWait } from './operations/send-and-wait';
import { waitForDelivery } from './operations/wait-for-delivery';
import { businessProfile } from './resources/business-profile';
import { graphVersion } from './resources/fields';
import { media } from './resources/media';
import { message, sends } from './resources/message';
import { deliveryOptions, matonConnection } from './resources/node-fields';
import { phoneNumber } from './resources/phone-number';
import { template } from './resources/template';
import { meta, transport } from './service';

/** WhatsApp by Meta's Cloud API, through the Maton gateway. */
export class MatonWhatsAppBusiness implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Business (Maton)',
		name: 'matonWhatsAppBusiness',
		icon: {
			light: 'file:../../icons/whatsapp-business.svg',
			dark: 'file:../../icons/whatsapp-business.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: "Send WhatsApp messages and manage templates and media by Meta's Cloud API",
		defaults: { name: 'WhatsApp Business' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: createOutputs({
			sendAndWaitForReply: REPLY_OUTPUTS,
			waitForDelivery: DELIVERY_OUTPUTS,
		}),
		webhooks: resumeWebhooks,
		credentials: [{ name: 'matonApi', required: true }],
		requestDefaults: {
			headers: { Accept: 'application/json' },
			ignoreHttpStatusErrors: true,
		},
		requestOperations: { pagination: transport },
		properties: [
			throughTransport,
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'message',
				options: [
					{ name: 'Business Profile', value: 'businessProfile' },
					{ name: 'Connection', value: 'connection' },
					{ name: 'Media', value: 'media' },
					{ name: 'Message', value: 'message' },
					{ name: 'Phone Number', value: 'phoneNumber' },
					{ name: 'Template', value: 'template' },
				],
			},
			...businessProfile,
			...connectionOf(meta),
			...media,
			...message,
			...phoneNumber,
			...template,
			graphVersion,
			matonConnection,
			deliveryOptions,
		],
	};

	customOperations = {
		message: {
			...routesOf(transport, sends),
			sendAndWaitForReply: sendAndWait,
			waitForDelivery,
		},
	};

	methods = { listSearch, resourceMapping };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return resumeWithEvents(this, metaWaitingNode);
	}
}
