import { randomUUID } from 'crypto';

/** Begins the IDs that this package gives texts. */
const OWN = 'n8n-';

/** Begins those of a process that announces to the triggers whom it sends something without an ID of its own. */
const ANNOUNCED = 'n8n-a-';

/** An ID for a text, of a length by which WATI finds it again (10 to 64 characters). */
export function createOwnMark(isAnnounced: boolean): string {
	return `${isAnnounced ? ANNOUNCED : OWN}${randomUUID()}`;
}

/** Whether the process that gave a text its ID announces what it sends; null for IDs of somebody else. */
export function readOwnMark(localMessageId: string | null): { isAnnounced: boolean } | null {
	if (!localMessageId?.startsWith(OWN)) return null;
	return { isAnnounced: localMessageId.startsWith(ANNOUNCED) };
}
