import type { DeliveredMessage } from '../interface';
import type { Contact, NameValue, Template } from '../state/shapes';
import { canBeReached, readTarget } from '../state/targets';
import { addressOf } from '../state/world';
import type { WatiCall } from './call';
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

/**
 * Sends an approved template to one receiver, adding the contact when it is new. The window plays
 * no part. A number that cannot exist is accepted all the same and fails later.
 */
export function sendToReceiver(
	call: WatiCall,
	template: Template,
	broadcastName: string,
	receiver: Receiver,
): SendResult {
	const { world, tenant } = call;
	const localMessageId = receiver.localMessageId ?? world.ids.uuid();
	const target = readTarget(tenant, receiver.target);
	const known = target.kind === 'contact' ? target.contact : undefined;
	if ((!known && target.kind !== 'newNumber') || known?.contactStatus === 'INVALID') {
		const error = target.kind === 'unknown' ? 'Invalid Contact' : 'Invalid WhatsApp number';
		return { waId: receiver.target, localMessageId, sent: false, validNumber: false, error };
	}
	const error = parameterFailure(template, receiver.parameters);
	if (error !== undefined) {
		return { waId: receiver.target, localMessageId, sent: false, validNumber: true, error };
	}
	const contact = known ?? tenant.contactOf(receiver.target);
	const itemId = deliver(call, template, broadcastName, { ...receiver, localMessageId }, contact);
	const { phone: waId, bsuid } = contact;
	const identity = bsuid === undefined ? { waId } : { waId, bsuid };
	return { ...identity, localMessageId, sent: true, contact, itemId };
}

/** One receiver in a v2 answer. A contact without a number has `waId: null` and its BSUID. */
export function receiverOf(result: SendResult) {
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
	call: WatiCall,
	template: Template,
	broadcastName: string,
	receiver: Required<Receiver>,
	contact: Contact,
): string {
	const { world, tenant } = call;
	const { localMessageId, parameters } = receiver;
	const whatsappNumber = addressOf(contact);
	const arrives = canBeReached(whatsappNumber);
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
		id: world.ids.wamid(whatsappNumber),
		at: Date.now(),
		kind: 'template',
		...rendered,
		template: { name: template.elementName, broadcastName, localMessageId, parameters },
	};
	if (arrives) world.deliver(delivered);
	call.tookEffect();
	world.events.emit('templateSent', { tenantId: tenant.id, contact, item, delivered });
	return item.id;
}
