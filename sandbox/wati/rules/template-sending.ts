import type { DeliveredMessage } from '../../state/delivered-message';
import type { Broadcast, BroadcastRecipient } from '../../state/wati/broadcast-store';
import type { BroadcastItem, Contact, NameValue, Template } from '../../state/wati/shapes';
import { readTarget } from '../../state/wati/targets';
import type { Tenant } from '../../state/wati/tenant';
import { buildAddress } from '../../state/world';
import type { WatiCall } from '../call';
import { parameterFailure, renderTemplate } from './template-rules';

/** One receiver of a template as the request names it. */
export interface Receiver {
	target: string;
	parameters: NameValue[];
	localMessageId?: string;
}

/** What became of one receiver. */
export type SendResult = { waId: string | null; bsuid?: string; localMessageId: string } & (
	| { sent: true; contact: Contact; itemId: string }
	| { sent: false; validNumber: boolean; error: string }
);

/** v2's words for a number that WhatsApp does not know. */
export const INVALID_NUMBER = 'Invalid WhatsApp number';

/** Where a template goes out from. */
export type Sender = Pick<WatiCall, 'world' | 'tenant' | 'tookEffect'>;

/** Why a receiver cannot get a template. */
export interface Obstacle {
	validNumber: boolean;
	error: string;
}

/** What keeps a receiver from getting a template; undefined when nothing does. */
export function findObstacle(
	tenant: Tenant,
	template: Template,
	receiver: Receiver,
): Obstacle | undefined {
	const target = readTarget(tenant, receiver.target);
	const known = target.kind === 'contact' ? target.contact : undefined;
	if ((!known && target.kind !== 'newNumber') || known?.contactStatus === 'INVALID') {
		const error = target.kind === 'unknown' ? 'Invalid Contact' : INVALID_NUMBER;
		return { validNumber: false, error };
	}
	const error = parameterFailure(template, receiver.parameters);
	return error === undefined ? undefined : { validNumber: true, error };
}

/**
 * Sends an approved template to one receiver, adding the contact when it is new. The window plays
 * no part. A number that cannot exist is accepted all the same and fails later.
 */
export function sendToReceiver(
	call: Sender,
	template: Template,
	broadcast: Broadcast,
	receiver: Receiver,
): SendResult {
	const { world, tenant } = call;
	const localMessageId = receiver.localMessageId ?? world.ids.uuid();
	const obstacle = findObstacle(tenant, template, receiver);
	if (obstacle) return { waId: receiver.target, localMessageId, sent: false, ...obstacle };
	const { target, parameters } = receiver;
	const recipient = tenant.broadcasts.join(broadcast, { target, localMessageId, parameters });
	const { contact, item } = sendToRecipient(call, broadcast, recipient);
	const { wAid: waId, bsuid } = contact;
	const identity = bsuid === undefined ? { waId } : { waId, bsuid };
	return { ...identity, localMessageId, sent: true, contact, itemId: item.id };
}

/** Sends a broadcast to one of its recipients, whose time has come. */
export function sendToRecipient(call: Sender, broadcast: Broadcast, recipient: BroadcastRecipient) {
	const target = readTarget(call.tenant, recipient.target);
	const contact =
		target.kind === 'contact' ? target.contact : call.tenant.contactOf(recipient.target);
	const item = deliver(call, broadcast, recipient, contact);
	Object.assign(recipient, { contact, item });
	return { contact, item };
}

/** One receiver in a v2 answer. A contact without a number has `waId: null` and its BSUID. */
export function toReceiver(result: SendResult) {
	const { localMessageId, waId, bsuid } = result;
	return {
		localMessageId,
		waId,
		...(bsuid === undefined ? {} : { bsuid }),
		isValidWhatsAppNumber: result.sent || result.validNumber,
		errors: result.sent ? [] : [result.error],
	};
}

function deliver(
	{ world, tenant, tookEffect }: Sender,
	{ name: broadcastName, template, channelId }: Broadcast,
	{ localMessageId, parameters }: BroadcastRecipient,
	contact: Contact,
): BroadcastItem {
	const whatsappNumber = buildAddress(contact);
	const arrives = world.numbering.canBeReached(whatsappNumber);
	const rendered = renderTemplate(template, parameters);
	const { header } = rendered;
	const item = tenant.conversation(contact).addBroadcast(template.elementName, {
		finalText: rendered.text,
		mediaHeaderLink: header && header.kind !== 'text' ? header.value : null,
		statusString: arrives ? 'DELIVERED' : 'FAILED',
		failedDetail: arrives ? null : 'Message undeliverable',
		localMessageId,
	});
	const delivered: DeliveredMessage = {
		whatsappNumber,
		tenantId: tenant.id,
		from: tenant.channelOf(channelId).phoneNumber,
		id: world.ids.wamid(whatsappNumber),
		at: Date.now(),
		kind: 'template',
		...rendered,
		template: { name: template.elementName, broadcastName, localMessageId, parameters },
	};
	if (arrives) world.deliver(delivered);
	tookEffect();
	world.events.emit('templateSent', { tenantId: tenant.id, contact, item, delivered });
	return item;
}
