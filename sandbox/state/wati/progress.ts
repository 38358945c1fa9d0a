import type { Settings } from '../../settings';
import type { PhoneHabits } from '../phone-habits';
import type { StoredItem } from './shapes';

type Timing = Pick<Settings, 'deliveredAfterMs' | 'readAfterMs'>;

/**
 * An item of a chat with the status it has by now: what the business sent is delivered and read after a
 * while, at the times at which the webhooks tell so, as far as the customer's phone lets it.
 */
export function asOfNow(
	item: StoredItem,
	{ deliveredAfterMs, readAfterMs }: Timing,
	{ delivered = true, read = true, failure }: PhoneHabits = {},
): StoredItem {
	const isSent =
		item.eventType === 'broadcastMessage' || (item.eventType === 'message' && item.owner);
	if (!isSent || item.statusString === 'FAILED') return item;
	const age = Date.now() - Date.parse(item.created);
	const waits = failure !== undefined || !delivered;
	if (age < deliveredAfterMs || waits) {
		const hasFailed = failure !== undefined && age >= deliveredAfterMs;
		if (hasFailed) return { ...item, statusString: 'FAILED', failedDetail: failure.detail };
		return waits ? { ...item, statusString: 'SENT' } : item;
	}
	const isRead = read && age >= deliveredAfterMs + readAfterMs;
	return { ...item, statusString: isRead ? 'READ' : 'DELIVERED' };
}
