import type { Environment } from '../server/dispatch';
import type { Sandbox } from '../interface';
import { createInbound } from '../state/wati/inbound';
import type { Tenant } from '../state/wati/tenant';
import { buildAddress } from '../state/world';
import { isWebAddress } from '../wati/endpoints/webhook-endpoints';
import type { Webhook } from '../state/wati/webhook-store';
import { EVENT_TYPES } from './names';

type Methods = Pick<
	Sandbox,
	| 'customerWrites'
	| 'operatorWrites'
	| 'webhooks'
	| 'registerWebhook'
	| 'removeWebhook'
	| 'sampleCallback'
	| 'replayConversation'
	| 'postEvent'
	| 'repeatDelivery'
	| 'webhooksSettled'
>;

/** What people do around the main account: customers, operators, and the dashboard's user. */
export function webhookMethods(environment: () => Environment, tenantNow: () => Tenant): Methods {
	return {
		customerWrites(whatsappNumber, given) {
			const { world, origin } = environment();
			const tenant = tenantNow();
			const known = tenant.contacts.find(whatsappNumber);
			const phone = world.messagesTo(known ? buildAddress(known) : whatsappNumber);
			const message = typeof given === 'string' ? { kind: 'text' as const, text: given } : given;
			const inbound = createInbound(tenant, origin, phone, message);
			// WATI learns of a new customer by WhatsApp's ID alone.
			const contact = known ?? tenant.contactOf(world.numbering.idOf(whatsappNumber));
			return world.customerWrites(tenant, contact, inbound, known === undefined);
		},
		operatorWrites(whatsappNumber, message, email) {
			const tenant = tenantNow();
			const operator = tenant.operators.find((one) => email === undefined || one.email === email);
			if (!operator) throw new Error(`No operator ${email ?? ''}.`);
			const contact = tenant.contacts.find(whatsappNumber);
			if (!contact) throw new Error(`No contact ${whatsappNumber}.`);
			const written = typeof message === 'string' ? { text: message } : message;
			return environment().world.operatorWrites(tenant, contact, written, operator);
		},
		webhooks: () => [...tenantNow().webhooks.all()],
		registerWebhook(entry) {
			if (!isWebAddress(entry.url)) throw new Error(`${entry.url} is not a URL.`);
			const unknown = entry.eventTypes.filter((name) => !EVENT_TYPES.includes(name));
			if (unknown.length > 0) throw new Error(`No event ${unknown.join(', ')}.`);
			return tenantNow().webhooks.add(entry);
		},
		removeWebhook(id) {
			const tenant = tenantNow();
			tenant.webhooks.remove(webhookIn(tenant, id));
		},
		sampleCallback(webhookId, eventType) {
			environment().webhooks.sample(tenantNow(), webhookId, eventType);
		},
		replayConversation(webhookId) {
			environment().webhooks.replay(tenantNow(), webhookId);
		},
		postEvent(body, webhookId) {
			environment().webhooks.postBody(tenantNow(), body, webhookId);
		},
		repeatDelivery(number) {
			environment().postQueue.repeat(number);
		},
		webhooksSettled: async () => await environment().postQueue.settled(),
	};
}

function webhookIn(tenant: Tenant, id: string): Webhook {
	const webhook = tenant.webhooks.find(id);
	if (!webhook) throw new Error(`No webhook ${id}.`);
	return webhook;
}
