import { getPersonKey } from '../../shared/parameters/phone-number/person';
import { toAwaitedEvent, type AwaitedEvent } from '../../shared/waiting/awaited-event';
import type { WaitingNode } from '../../shared/waiting/waiting-node';
import type { WhatsAppEvent } from '../../shared/webhooks/event';
import { getValue, toDigits } from '../../shared/webhooks/payload';
import { readEventName, normalize } from './normalize';

/** What a wait needs of an event of WATI. */
export function fromWatiEvent(event: WhatsAppEvent): AwaitedEvent {
	const { localMessageId, watiId, raw } = event;
	const digits = toDigits(getValue(raw, 'channelPhoneNumber'));
	const channel = digits === null ? null : getPersonKey(digits);
	return toAwaitedEvent(event, { localMessageId, recordId: watiId, channel });
}

/** The node WATI, whose operations wait for what WATI posts. */
export const watiWaitingNode: WaitingNode = {
	serviceName: 'WATI',
	nodeName: 'wati',
	triggerName: 'WATI Trigger',
	triggerPath: 'wati',
	operations: ['sendAndWait', 'sendAndWaitForReply', 'waitForDelivery'],
	toTellTaps:
		'To keep taps apart, give each question its own button texts, or let a WATI Trigger in another workflow receive Session Message Sent and Template Message Sent (Events, Other).',
	storedAs: 'watiWaiting',
	readEvents(body) {
		const name = readEventName(body);
		return name === null ? undefined : [fromWatiEvent(normalize(body, name))];
	},
};
