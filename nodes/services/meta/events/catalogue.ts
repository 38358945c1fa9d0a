import { buildOptOutRows } from '../../../shared/webhooks/opt-out/opt-out-events';
import { ACCOUNT_EVENTS } from './account-events';
import { MESSAGES, STANDBY, type BusinessEventRow } from './event-rows';
import { CHAT_EVENTS } from './chat-events';

/**
 * The events of the object `whatsapp_business_account` (Meta, "Webhooks reference"), sorted by label. Fields
 * that are not here come out as events named like them.
 */
export const BUSINESS_EVENTS: readonly BusinessEventRow[] = [
	...ACCOUNT_EVENTS,
	...CHAT_EVENTS,
].sort((one, other) => one.label.localeCompare(other.label, 'en'));

/** What messages and preferences mean for opting out. */
export const OPT_OUT_ROWS = buildOptOutRows({
	out: ', or stopped marketing messages in WhatsApp',
	in: ', or resumed marketing messages in WhatsApp',
});

/** What tells the events of one field apart. */
type Distinction = Pick<BusinessEventRow, 'status' | 'type' | 'action'>;

function toKey(field: string, { status, type, action }: { [key in keyof Distinction]?: string }) {
	return [field, status, type, action].join('|');
}

const ROWS = new Map(BUSINESS_EVENTS.map((row) => [toKey(row.field, row), row]));

/** Statuses of what Meta's agent sent are statuses like any other. */
function readField(field: string, { status }: { status?: string }): string {
	return field === STANDBY && status !== undefined ? MESSAGES : field;
}

/** The row of a change in a field of Meta's webhooks: of a status, a type of message or an action where it is one. */
export function findEventRow(
	field: string,
	{ status, type, action }: { status?: string; type?: string; action?: string } = {},
): BusinessEventRow | undefined {
	const place = readField(field, { status });
	if (status !== undefined) return ROWS.get(toKey(place, { status }));
	if (action !== undefined) return ROWS.get(toKey(place, { action }));
	return ROWS.get(toKey(place, { type })) ?? ROWS.get(toKey(place, {}));
}

const CHOSEN_BY_NAME = new Set(
	BUSINESS_EVENTS.filter((row) => row.byName).map(({ value }) => value),
);

/** Whether an event starts nothing where Any is chosen, but only by its name. */
export function isBusinessEventByName(event: string): boolean {
	return CHOSEN_BY_NAME.has(event);
}

/** `message_template_status_update` as `messageTemplateStatusUpdate`. */
export function camelCased(name: string): string {
	return name.replace(/_+([a-z\d])/gi, (_all, letter: string) => letter.toUpperCase());
}
