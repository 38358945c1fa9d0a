import type { DeliveredMessage } from '../interface';
import type { Conversation } from '../state/conversation';
import type { Contact, SessionItem } from '../state/shapes';
import { canBeReached, readTarget } from '../state/targets';
import { failure } from './answers';
import type { WatiCall } from './call';

/** Why a session message cannot go out. */
export type SessionObstacle = 'Invalid Contact' | 'Channel not found' | 'Ticket has been expired.';

/** The contact behind a target with its conversation, or the first obstacle. */
export function sessionWith(
	call: WatiCall,
	rawTarget: string,
): { contact: Contact; conversation: Conversation } | SessionObstacle {
	const target = readTarget(call.tenant, rawTarget);
	const channel = call.request.query.get('channelPhoneNumber');
	if (target.kind === 'noChannel') return 'Channel not found';
	if (channel && channel !== call.tenant.channelPhoneNumber) return 'Channel not found';
	if (target.kind !== 'contact') return 'Invalid Contact';
	const conversation = call.tenant.conversation(target.contact);
	if (!conversation.isOpen()) return 'Ticket has been expired.';
	return { contact: target.contact, conversation };
}

/** The v1 body of an obstacle for sendSessionMessage and sendSessionFile. */
export function sessionFailure(call: WatiCall, obstacle: SessionObstacle) {
	if (obstacle === 'Ticket has been expired.') {
		return failure(call, { result: false, message: obstacle, ticketStatus: 'CLOSED' });
	}
	return failure(call, { result: false, info: obstacle });
}

/** Where a contact's messages arrive: its number, or its BSUID when it has none. */
export function addressOf(contact: Contact): string {
	return contact.phone ?? contact.bsuid ?? contact.id;
}

/** Stores a session message, puts it on the phone and tells the listeners. */
export function sendInSession(
	call: WatiCall,
	session: { contact: Contact; conversation: Conversation },
	item: Partial<SessionItem>,
	onPhone: Pick<DeliveredMessage, 'kind' | 'text'> & Partial<DeliveredMessage>,
): { item: SessionItem; whatsappMessageId: string } {
	const { world, tenant } = call;
	const whatsappNumber = addressOf(session.contact);
	const arrives = canBeReached(whatsappNumber);
	const stored = session.conversation.addMessage({
		localMessageId: world.ids.uuid(),
		...(arrives ? {} : { statusString: 'FAILED', failedDetail: 'Message undeliverable' }),
		...item,
	});
	const delivered: DeliveredMessage = {
		whatsappNumber,
		tenantId: tenant.id,
		id: world.ids.wamid(whatsappNumber),
		at: Date.now(),
		...onPhone,
	};
	if (arrives) world.deliver(delivered);
	call.tookEffect();
	world.events.emit('messageSent', {
		tenantId: tenant.id,
		contact: session.contact,
		item: stored,
		delivered,
	});
	return { item: stored, whatsappMessageId: delivered.id };
}
