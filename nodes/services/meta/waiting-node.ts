import { toAwaitedEvent, type AwaitedEvent } from '../../shared/waiting/awaited-event';
import type { WaitingNode } from '../../shared/waiting/waiting-node';
import { getObject, getText, type Payload } from '../../shared/webhooks/payload';
import { readFacts, isAboutWhatsApp, type Fact } from './facts';
import type { BusinessEvent } from './business-event';
import { normalizeFact } from './normalize';

/** The facts in a call of Meta, or in one change as the trigger gives it out. */
function readPassedOnFacts(body: Payload): Fact[] | undefined {
	if (isAboutWhatsApp(body)) return readFacts(body);
	if (getText(body, 'field') === null || getObject(body, 'value') === null) return undefined;
	return readFacts({ entry: [{ id: body.businessAccountId, changes: [body] }] });
}

/**
 * What a wait needs of an event of Meta. Questions are asked in chats of two, so what a person writes in a group answers
 * none: it comes without the person.
 */
export function fromMetaEvent(event: BusinessEvent): AwaitedEvent {
	const isInGroup = event.kind === 'message' && event.groupId !== null;
	const heard = isInGroup ? { ...event, whatsappNumber: null, bsuid: null } : event;
	return toAwaitedEvent(heard, { channel: event.phoneNumberId });
}

/** The node WhatsApp Business, whose operations wait for what Meta posts. */
export const metaWaitingNode: WaitingNode = {
	serviceName: 'Meta',
	nodeName: 'matonWhatsAppBusiness',
	triggerName: 'WhatsApp Business Trigger',
	triggerPath: 'whatsapp-business',
	operations: ['sendAndWait', 'sendAndWaitForReply', 'waitForDelivery'],
	storedAs: 'whatsAppBusinessWaiting',
	readEvents: (body) => readPassedOnFacts(body)?.map((fact) => fromMetaEvent(normalizeFact(fact))),
};
