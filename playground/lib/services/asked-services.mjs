import { randomUUID } from 'node:crypto';

import { handoverWorkflow, preparePeople } from '../workflows/conversation.mjs';
import { PACKAGE_NAME } from '../paths.mjs';

/** The first number of the sandbox's account at Meta. */
export const PHONE_NUMBER_ID = '100200300400601';

/** The connection at Maton that leads there. */
export const CONNECTION_ID = '33333333-4444-4555-8666-777777777777';

/**
 * A service whose customers are asked in the checks of conversations: its node and credentials, how replies come back,
 * and what its customers do and get.
 * @typedef {{ name: string, node: string, canLook: boolean, credentialTypes: string[],
 *   envelope: (number: string) => object, options: object, publishReplies: (session: object, name: string) => Promise<object>,
 *   unpublishReplies: (session: object, workflow: object) => Promise<void>,
 *   prepare: (session: object, people: object[], script: (place: number) => object[]) => Promise<void>,
 *   says: (session: object, number: string, message: object) => Promise<void>,
 *   textsTo: (session: object, number: string) => Promise<string[]> }} AskedService
 */

/** @type {AskedService} */
export const WATI = {
	name: 'WATI',
	node: 'wati',
	canLook: true,
	options: {},
	credentialTypes: ['watiApi'],
	envelope: (number) => ({
		authentication: 'watiApi',
		whatsappNumber: { __rl: true, mode: 'number', value: number },
	}),
	publishReplies: async ({ api, credentials }, name) =>
		await api.publishNew(handoverWorkflow(credentials, name, ['messageReceived'])),
	unpublishReplies: async ({ api }, workflow) => await api.unpublish(workflow),
	prepare: preparePeople,
	says: async ({ sandbox }, whatsappNumber, message) =>
		await sandbox.control('POST', 'customer', { whatsappNumber, ...message }),
	async textsTo({ sandbox }, number) {
		const messages = await sandbox.control('GET', `messages?whatsappNumber=${number}`);
		return messages.map(({ text }) => text);
	},
};

/** A published trigger of Meta's webhooks, and what Meta is told to call. */
async function publishMetaReplies(session, name) {
	const { api, credentials, sandbox, metaApp, url, address = url } = session;
	const webhookId = randomUUID();
	const trigger = {
		id: randomUUID(),
		webhookId,
		name: 'WhatsApp Business Trigger',
		type: `${PACKAGE_NAME}.matonWhatsAppBusinessTrigger`,
		typeVersion: 2,
		position: [0, 0],
		parameters: { events: ['messageReceived'], options: { useN8nApi: true } },
		credentials: {
			matonWhatsAppBusinessWebhookApi: credentials.matonWhatsAppBusinessWebhookApi,
			n8nApi: credentials.n8nApi,
		},
	};
	const workflow = await api.publishNew({ name, nodes: [trigger], connections: {} });
	const callbackUrl = `${address}/webhook/${webhookId}/whatsapp-business`;
	await sandbox.control('PUT', 'business/subscription', { callbackUrl, ...metaApp });
	return workflow;
}

/** @type {AskedService} */
export const META = {
	name: 'WhatsApp Business',
	node: 'matonWhatsAppBusiness',
	canLook: false,
	options: { connection: { __rl: true, mode: 'id', value: CONNECTION_ID } },
	credentialTypes: ['matonApi'],
	envelope: (number) => ({
		phoneNumberId: { __rl: true, mode: 'id', value: PHONE_NUMBER_ID },
		whatsappNumber: number,
	}),
	publishReplies: publishMetaReplies,
	async unpublishReplies({ api, sandbox }, workflow) {
		await sandbox.control('DELETE', 'business/subscription');
		await api.unpublish(workflow);
	},
	/** Each has written before, which opens the window, and Meta has nowhere to post it yet. */
	async prepare({ sandbox }, people, script) {
		await sandbox.control('DELETE', 'business/subscription');
		for (const { number: whatsappNumber } of people) {
			await sandbox.control('POST', 'business/customer', { whatsappNumber, text: 'Hello' });
		}
		await sandbox.control(
			'POST',
			'business/customer-script',
			people.map(({ number }, place) => ({ whatsappNumber: number, answers: script(place) })),
		);
	},
	says: async ({ sandbox }, whatsappNumber, { text, title }) => {
		const tapped = {
			type: 'interactive',
			content: { type: 'button_reply', button_reply: { id: '0', title } },
		};
		const message = title === undefined ? { text } : tapped;
		await sandbox.control('POST', 'business/customer', { whatsappNumber, ...message });
	},
	async textsTo({ sandbox }, number) {
		const messages = await sandbox.control('GET', `business/messages?whatsappNumber=${number}`);
		return messages.map(({ text }) => text);
	},
};
