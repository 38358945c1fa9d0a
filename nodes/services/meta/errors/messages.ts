import type { MessageOverrides } from '../../../shared/errors/catalogue';

/** Rows of the catalogue of failures, as they are said of Meta. */
export const META_MESSAGES: MessageOverrides = {
	'credential-refused': {
		advice:
			"Open the credential and test it. If the key is right, Meta's permission in the Maton connection has expired: create a new connection (resource Connection, operation Create) and open its link.",
	},
	'no-connection': {
		message: 'Maton has no active WhatsApp Business connection for this key',
		advice:
			'Create a connection (resource Connection, operation Create) and open its link. If the credential names the connection of another app, choose a WhatsApp Business one in the field Connection.',
	},
	'not-allowed': {
		message: 'Meta does not allow this',
		advice:
			'Check in the WhatsApp Manager that the account and the number are active, and that the Maton connection has access to them.',
	},
	'not-found': {
		advice:
			'Check the IDs of the number, account, media or template, and that the Maton connection has access to them. IDs are valid only within their own account.',
	},
	'outcome-unknown': {
		message: 'It is unknown whether Meta accepted this',
		advice:
			'The request left, but no clear answer came back, so it was not repeated. Before you send again, look for a delivery status of the message or ask the customer.',
	},
	'rate-limited': {
		advice:
			'The request was not accepted, even after waiting. Another program may use the same account; the limits of the number are shown in the WhatsApp Manager.',
	},
	'recipient-refused': { message: 'Meta did not accept this recipient' },
	'request-refused': {
		message: 'Meta did not accept the request',
		advice: "Meta's answer says which field to correct.",
	},
	'template-refused': {
		message: 'Meta did not accept the template',
		advice:
			"Check the fields 'Template' and 'Template Parameters': the template must exist in this language and be approved, and each of its variables needs a value.",
	},
	'window-closed': {
		advice:
			'WhatsApp allows free messages only within 24 hours after the customer last wrote. Send a template instead (resource Message, operation Send Template).',
	},
};

/**
 * The same for requests with a token of Meta, where there is no connection of Maton. Tokens of the page API Setup end
 * after a day, those of system users do not (Meta, "Access tokens", 2026).
 */
export const DIRECT_MESSAGES: MessageOverrides = {
	'credential-refused': {
		advice:
			"Meta no longer accepts the access token. Open the credential WhatsApp API and enter a new one. The token on the API Setup page of a Meta app expires after a day. Use the token of a system user instead: create it in Meta's Business Settings with the permissions whatsapp_business_messaging and whatsapp_business_management.",
	},
	'not-allowed': {
		advice:
			'Check in the WhatsApp Manager that the account and the number are active, that the token has the permissions whatsapp_business_messaging and whatsapp_business_management, and that its system user is assigned to the account.',
	},
	'not-found': {
		advice:
			'Check the IDs of the number, account, media or template, and that the system user of the token is assigned to the account. IDs of one account are unknown to another.',
	},
	'not-reachable': {
		advice:
			"Check the n8n server's network connection: it must reach graph.facebook.com. Nothing was sent for this item.",
	},
	'answer-unreadable': {
		advice:
			"A proxy or firewall between n8n and graph.facebook.com may have replaced it. Check the n8n server's network connection.",
	},
};
