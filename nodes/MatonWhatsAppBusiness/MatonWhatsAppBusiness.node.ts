import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { testMatonKey } from '../../credentials/maton-key-test';
import { metaWaitingNode } from '../services/meta/waiting-node';
import { META_CREDENTIAL } from '../services/meta/graph/token-credential';
import { requestOptions } from '../shared/fields/request-options';
import { toProperties } from '../shared/fields/operation';
import { runOperations } from '../shared/items/run-operations';
import {
	createOutputs,
	DELIVERY_OUTPUTS,
	REPLY_OUTPUTS,
	resumeWebhooks,
} from '../shared/waiting/node-outputs';
import { WAITING_TOOLTIP } from '../shared/waiting/progress';
import { resumeWithEvents } from '../shared/waiting/resume';
import { listSearch, resourceMapping } from './methods';
import { authentication } from './resources/authentication';
import { RESOURCES } from './resources';
import { metaNode } from './service';

/** WhatsApp by Meta's Cloud API, through the Maton gateway or directly. */
export class MatonWhatsAppBusiness implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Business (Maton)',
		name: 'matonWhatsAppBusiness',
		icon: {
			light: 'file:../../icons/whatsapp-business.svg',
			dark: 'file:../../icons/whatsapp-business.dark.svg',
		},
		group: ['output'],
		version: [1, 2],
		defaultVersion: 2,
		subtitle:
			'={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace("getAll", "getMany").replace(/[A-Z]/g, " $&").replace(/ (And|As|For|To|Via)(?= )/g, (word) => word.toLowerCase()).replace(/(^|: )./g, (start) => start.toUpperCase()) }}',
		description: "Send WhatsApp messages and manage templates and media through Meta's Cloud API",
		defaults: { name: 'WhatsApp Business' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: createOutputs({
			sendAndWaitForReply: REPLY_OUTPUTS,
			waitForDelivery: DELIVERY_OUTPUTS,
		}),
		webhooks: resumeWebhooks,
		waitingNodeTooltip: WAITING_TOOLTIP,
		credentials: [
			{
				name: 'matonApi',
				required: true,
				testedBy: 'testMatonKey',
				displayOptions: { show: { authentication: ['matonApi'] } },
			},
			// n8n's own type brings its own test, which n8n prefers to any that a node names.
			{
				name: META_CREDENTIAL,
				required: true,
				displayOptions: { show: { authentication: [META_CREDENTIAL] } },
			},
		],
		properties: [
			requestOptions,
			authentication,
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'message',
				options: [
					{ name: 'Analytics', value: 'analytics' },
					{ name: 'Blocked User', value: 'blockedUser' },
					{ name: 'Business Profile', value: 'businessProfile' },
					{ name: 'Connection', value: 'connection' },
					{ name: 'Conversation', value: 'conversation' },
					{ name: 'Media', value: 'media' },
					{ name: 'Message', value: 'message' },
					{ name: 'Phone Number', value: 'phoneNumber' },
					{ name: 'QR Code', value: 'qrCode' },
					{ name: 'Template', value: 'template' },
				],
			},
			...RESOURCES.flatMap(toProperties),
		],
	};

	execute = runOperations(metaNode, RESOURCES);

	methods = { credentialTest: { testMatonKey }, listSearch, resourceMapping };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return resumeWithEvents(this, metaWaitingNode);
	}
}
