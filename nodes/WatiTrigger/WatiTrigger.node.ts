import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { testMatonKey } from '../../credentials/maton-key-test';
import { testWatiToken } from '../../credentials/wati-token-test';
import { N8N_CREDENTIAL } from '../shared/waiting/hand-over/n8n-api';
import { properties } from './fields';
import { events, page } from './lifecycle';
import { answerBrowser } from './setup-page';
import { receive } from './wati-source';

/** Starts workflows on WhatsApp events of WATI: genuine, wanted and new ones only. */
export class WatiTrigger implements INodeType {
	/**
	 * The version is not 1 and the webhooks hold plain values: otherwise n8n starts its expression engine for
	 * each call, which costs many times the call itself.
	 */
	description: INodeTypeDescription = {
		displayName: 'WATI Trigger',
		name: 'watiTrigger',
		icon: { light: 'file:../../icons/wati.svg', dark: 'file:../../icons/wati.dark.svg' },
		group: ['trigger'],
		version: 2,
		subtitle:
			'={{ $parameter["events"].join(", ").replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()) }}',
		description:
			'Starts the workflow on WhatsApp messages, delivery statuses and other WATI events',
		defaults: { name: 'WATI Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'matonApi',
				testedBy: 'testMatonKey',
				displayOptions: { show: { authentication: ['matonApi'] } },
			},
			{
				name: 'watiApi',
				required: true,
				testedBy: 'testWatiToken',
				displayOptions: { show: { authentication: ['watiApi'] } },
			},
			{
				name: N8N_CREDENTIAL,
				displayName: 'Credential for n8n API',
				required: true,
				displayOptions: { show: { '/options.useN8nApi': [true] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Empty, so that n8n answers with what `webhook()` says instead of the first item.
				responseData: '',
				path: 'wati',
			},
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'wati',
				ndvHideUrl: true,
			},
		],
		eventTriggerDescription: 'Write a WhatsApp message to your business number',
		activationMessage: 'Events from WATI start this workflow if its webhook is in WATI. With a WATI access token, publishing adds it. Otherwise, follow the steps in the trigger.',
		triggerPanel: {
			header: 'Listen for events from WATI',
			executionsHelp: {
				inactive:
					'<b>While building</b>, click the button, then write to your business number. If you add the webhook by hand, enter the Test URL in WATI first.<br /><br /><b>When ready</b>, publish the workflow. Events then show up in the <a data-key="executions">executions list</a>.',
				active:
					'<b>While building</b>, click the button, then write to your business number. The published workflow receives the same event through its own address.<br /><br /><b>Published</b>: events start executions automatically, see the <a data-key="executions">executions list</a>.',
			},
			activationHint:
				'Publish the workflow to receive events continuously. With a WATI access token, that adds the webhook in WATI. With a Maton key, follow the steps in the form.',
		},
		properties,
	};

	methods = { credentialTest: { testMatonKey, testWatiToken } };

	webhookMethods = { default: events, setup: page };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return this.getWebhookName() === 'setup' ? answerBrowser(this) : await receive(this);
	}
}
