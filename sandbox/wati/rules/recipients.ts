import type { DeliveredMessage } from '../../state/delivered-message';
import type { Conversation } from '../../state/wati/conversation';
import type { Contact, SessionItem } from '../../state/wati/shapes';
import { readTarget } from '../../state/wati/targets';
import { failure } from '../answers';
import type { WatiCall } from '../call';

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
	if (channel && !call.tenant.hasChannel(channel)) return 'Channel not found';
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

/**
 * Sends a session message and notes that the account changed. Session messages of v1 leave from the channel in the query
 * (docs.wati.io, "sendSessionMessage").
 */
export function sendInSession(
	call: WatiCall,
	session: { contact: Contact },
	item: Partial<SessionItem>,
	onPhone: Pick<DeliveredMessage, 'kind' | 'text'> & Partial<DeliveredMessage>,
): { item: SessionItem; whatsappMessageId: string } {
	call.tookEffect();
	const channel = call.request.query.get('channelPhoneNumber');
	const from = channel ? { from: channel } : {};
	const sent = call.world.sendInSession(call.tenant, session.contact, item, {
		...from,
		...onPhone,
	});
	return { item: sent.item, whatsappMessageId: sent.delivered.id };
}
