import type { HeardOptOut } from '../../shared/webhooks/memory/opt-outs';
import { isNamedOptOut } from '../../shared/webhooks/opt-out/opt-out-events';
import { STOPPED_MARKETING } from '../whatsapp/message-codes';
import type { BusinessEvent } from './business-event';

/** Whether somebody opted out (`true`) or in (`false`) by an event, whatever the user chose; null for any other. */
function readChoice(event: BusinessEvent): boolean | null {
	if (event.failure?.code === String(STOPPED_MARKETING)) return true;
	// Of words the user wants to hear only where the events were chosen.
	return event.kind === 'message' && !isNamedOptOut(event) ? null : event.optedOut;
}

/**
 * What an event of Meta says of somebody who opted out, or of both names of one person: a preference, a stop word, or a delivery that failed for that
 * reason. Meta keeps it for marketing messages of one business number, and tells nobody who asks.
 */
export function readHeardOptOut(event: BusinessEvent): HeardOptOut | null {
	const { phoneNumberId, whatsappNumber, bsuid, timestamp } = event;
	const isOut = readChoice(event);
	const people = [whatsappNumber, bsuid].filter((name) => name !== null);
	if (phoneNumberId === null || people.length === 0) return null;
	if (isOut === null && people.length === 1) return null;
	const isPreference = event.kind !== 'message' && event.optedOut !== null;
	const at = timestamp === null ? Date.now() : Date.parse(timestamp);
	return { account: phoneNumberId, people, isOut, isPreference, at };
}
