import type { Settings } from '../settings';
import type { StoredItem } from './shapes';

/**
 * An item of a chat with the status it has by now: what the business sent is delivered and read after a
 * while, at the times at which the webhooks tell so.
 */
export function asOfNow(
	item: StoredItem,
	{ deliveredAfterMs, readAfterMs }: Settings,
	now = Date.now(),
): StoredItem {
	const isSent =
		item.eventType === 'broadcastMessage' || (item.eventType === 'message' && item.owner);
	if (!isSent || item.statusString === 'FAILED') return item;
	const age = now - Date.parse(item.created);
	if (age < deliveredAfterMs) return item;
	return { ...item, statusString: age < deliveredAfterMs + readAfterMs ? 'DELIVERED' : 'READ' };
}
