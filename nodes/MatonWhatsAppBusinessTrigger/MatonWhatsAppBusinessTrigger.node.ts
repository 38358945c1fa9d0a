import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { META_CREDENTIAL } from '../services/meta/graph/token-credential';
import { testMatonKey } from '../../credentials/maton-key-test';
import { N8N_CREDENTIAL } from '../shared/waiting/hand-over/n8n-api';
import { properties } from './fields';
import { answerHandshake } from './handshake';
import { addressOfMeta, addressOfVerification } from './lifecycle';
import { receive } from './meta-source';
import { APP_CREDENTIAL, testWebhookSecrets } from './secrets';

/** Starts workflows on webhooks of Meta's Cloud API: signed, wanted and new ones only. */
export class MatonWhatsAppBusinessTrigger implements INodeType {
	/** Version 2 and plain values in the webhooks for the same reason as in the WATI Trigger. */
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Business Trigger',
		name: 'matonWhatsAppBusinessTrigger',
		icon: {
			light: 'file:../../icons/whatsapp-business.svg',
			dark: 'file:../../icons/whatsapp-business.dark.svg',
		},
		group: ['trigger'],
		version: 2,
		subtitle:
			'={{ $parameter["events"].join(", ").replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()) }}',
		description:
			"Starts the workflow on WhatsApp messages, delivery statuses and other events of Meta's Cloud API",
		defaults: { name: 'WhatsApp Business Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// `hide`, since n8n's editor folds a field into the Credential drop-down when credentials are shown for each of its values.
		credentials: [
			{
				name: 'matonWhatsAppBusinessWebhookApi',
				required: true,
				testedBy: 'testWebhookSecrets',
				displayOptions: { hide: { registration: ['app', 'account', 'number'] } },
			},
			{
				name: APP_CREDENTIAL,
				displayName: 'Credential for WhatsApp OAuth API',
				required: true,
				displayOptions: { hide: { registration: ['manual'] } },
			},
			{
				name: META_CREDENTIAL,
				displayName: 'Credential for WhatsApp API',
				required: true,
				displayOptions: { hide: { registration: ['manual', 'app'] } },
			},
			{
				name: 'matonApi',
				displayName: 'Credential for Downloads (Maton Key)',
				required: true,
				testedBy: 'testMatonKey',
				displayOptions: {
					show: { '/options.downloadMedia': [true] },
					hide: { '/options.downloadWith': [META_CREDENTIAL] },
				},
			},
			{
				name: META_CREDENTIAL,
				displayName: 'Credential for Downloads (WhatsApp API)',
				required: true,
				displayOptions: {
					show: { '/options.downloadMedia': [true], '/options.downloadWith': [META_CREDENTIAL] },
					hide: { registration: ['account', 'number'] },
				},
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
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'whatsapp-business',
				ndvHideUrl: true,
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'whatsapp-business',
			},
		],
		eventTriggerDescription: 'Write a WhatsApp message to your business number',
		activationMessage: 'Events from Meta start this workflow if Meta has its URL. If Registration is By Hand, follow the steps in the trigger.',
		triggerPanel: {
			header: 'Listen for events from Meta',
			executionsHelp: {
				inactive:
					'<b>While building</b>, click the button, then write to your business number. If Registration is By Hand, first enter the Test URL in your app at Meta.<br /><br /><b>When ready</b>, publish the workflow. If Registration is By Hand, then enter the Production URL at Meta. Events show up in the <a data-key="executions">executions list</a>.',
				active:
					'<b>Published</b>: events start executions automatically, see the <a data-key="executions">executions list</a>. If Registration is By Hand or The App, the Test URL receives nothing while the workflow is published, because Meta calls one address per app.',
			},
			activationHint:
				'Publish the workflow to receive events continuously. If Registration is By Hand, then enter the Production URL at Meta.',
		},
		properties,
	};

	methods = { credentialTest: { testMatonKey, testWebhookSecrets } };

	webhookMethods = { default: addressOfMeta, setup: addressOfVerification };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return this.getWebhookName() === 'setup' ? await answerHandshake(this) : await receive(this);
	}
}
