import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * What Meta's webhooks are verified with (Meta, "Webhooks: verification requests" and "validating payloads").
 * Nothing is sent with it: both values come in.
 */
export class MatonWhatsAppBusinessWebhookApi implements ICredentialType {
	name = 'matonWhatsAppBusinessWebhookApi';

	displayName = 'WhatsApp Business App Secret API';

	icon: Icon = {
		light: 'file:../icons/whatsapp-business.svg',
		dark: 'file:../icons/whatsapp-business.dark.svg',
	};

	documentationUrl =
		'https://github.com/maton-wati/n8n-nodes-maton-wati/blob/main/docs/whatsapp-business-trigger.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'The App Secret is in your app at developers.facebook.com under App settings, Basic. Make up the Verify Token yourself.',
			name: 'source',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: "Found in Meta's app dashboard under App settings, Basic. Meta signs with it.",
		},
		{
			displayName: 'Verify Token',
			name: 'verifyToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 24 random letters and digits',
			description:
				"A text of your choice with at least 12 characters. Enter the same one next to the Callback URL in Meta's dashboard.",
		},
	];
}
