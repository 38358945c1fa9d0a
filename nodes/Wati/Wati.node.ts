import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { testMatonKey } from '../../credentials/maton-key-test';
import { testWatiToken } from '../../credentials/wati-token-test';
import { listSearch, loadOptions, resourceMapping } from './methods';
import { authentication } from './resources/node-fields';
import { requestOptions } from '../shared/fields/request-options';
import { toProperties } from '../shared/fields/operation';
import { runOperations } from '../shared/items/run-operations';
import { RESOURCES } from './resources';
import { watiNode } from './service';
import { watiWaitingNode } from '../services/wati/waiting-node';
import {
	createOutputs,
	DELIVERY_OUTPUTS,
	REPLY_OUTPUTS,
	resumeWebhooks,
} from '../shared/waiting/node-outputs';
import { WAITING_TOOLTIP } from '../shared/waiting/progress';
import { resumeWithEvents } from '../shared/waiting/resume';

/** WhatsApp through WATI, by the Maton gateway or directly. */
export class Wati implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WATI',
		name: 'wati',
		icon: { light: 'file:../../icons/wati.svg', dark: 'file:../../icons/wati.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter["operation"] + ": " + $parameter["resource"]).replace("getAll", "getMany").replace(/[A-Z]/g, " $&").replace(/ (And|As|For|To|Via)(?= )/g, (word) => word.toLowerCase()).replace(/(^|: )./g, (start) => start.toUpperCase()) }}',
		description: 'Send WhatsApp messages and manage contacts, templates and media in WATI',
		defaults: { name: 'WATI' },
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
			{
				name: 'watiApi',
				required: true,
				testedBy: 'testWatiToken',
				displayOptions: { show: { authentication: ['watiApi'] } },
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
					{ name: 'Account', value: 'account' },
					{ name: 'Campaign', value: 'campaign' },
					{ name: 'Channel', value: 'channel' },
					{ name: 'Chatbot', value: 'chatbot' },
					{ name: 'Connection', value: 'connection' },
					{ name: 'Contact', value: 'contact' },
					{ name: 'Conversation', value: 'conversation' },
					{ name: 'Media', value: 'media' },
					{ name: 'Message', value: 'message' },
					{ name: 'Template', value: 'template' },
					{ name: 'Webhook', value: 'webhook' },
				],
			},
			...RESOURCES.flatMap(toProperties),
		],
	};

	execute = runOperations(watiNode, RESOURCES);

	methods = {
		credentialTest: { testMatonKey, testWatiToken },
		listSearch,
		loadOptions,
		resourceMapping,
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return resumeWithEvents(this, watiWaitingNode);
	}
}
