import { isPayload, objectOf, objectsOf, textOf, type Payload } from '../WatiTrigger/payload';
import { ECHOES } from './events';

/** The object that webhooks of WhatsApp are about (Meta, "Webhooks overview"). */
export const OBJECT = 'whatsapp_business_account';

/** One thing that happened: a message, a status, or a change of the account. */
export interface Fact {
	businessAccountId: string | null;
	/** Webhook field that it came in. */
	field: string;
	/** What the change says besides messages and statuses: numbers, contacts, or all of it. */
	value: Payload;
	/** When Meta made the entry, where it says so. */
	time: unknown;
	message?: Payload;
	status?: Payload;
	call?: Payload;
	preference?: Payload;
}

/** Lists of a change of which each entry is a fact of its own. */
const LISTS = [
	['messages', 'message'],
	['message_echoes', 'message'],
	['statuses', 'status'],
	['calls', 'call'],
	['user_preferences', 'preference'],
] as const;

function factsIn(entry: Payload, change: Payload): Fact[] {
	const field = textOf(change, 'field');
	const value = objectOf(change, 'value');
	if (field === null || value === null) return [];
	const common = {
		businessAccountId: textOf(entry, 'id'),
		field,
		value,
		time: entry.time,
	};
	const listed = LISTS.flatMap(([list, part]) =>
		objectsOf(value, list).map((one): Fact => ({ ...common, [part]: one })),
	);
	if (listed.length > 0) return listed;
	// A change of messages without any message tells of trouble only, e.g. `errors`: one fact as well.
	return [common];
}

/** All facts of one call, in the order in which Meta wrote them: entries and changes may be many. */
export function factsOf(body: Payload): Fact[] {
	return objectsOf(body, 'entry').flatMap((entry) =>
		objectsOf(entry, 'changes').flatMap((change) => factsIn(entry, change)),
	);
}

/** Whether a body is one of Meta's about WhatsApp. */
export function isAboutWhatsApp(body: Payload): boolean {
	return textOf(body, 'object') === OBJECT && Array.isArray(body.entry);
}

/** Whether a message left from the own side. */
export function isEcho({ field }: Fact): boolean {
	return field === ECHOES;
}

/** The change as it came, with this fact alone in its lists. */
export function rawOf({ businessAccountId, field, value, ...parts }: Fact): Payload {
	const alone: Payload = { ...value };
	for (const [list, part] of LISTS) {
		if (!Array.isArray(alone[list])) continue;
		const one = parts[part];
		alone[list] = one !== undefined && (alone[list] as unknown[]).includes(one) ? [one] : [];
	}
	for (const [list] of LISTS) if (isPayload(alone) && emptyList(alone[list])) delete alone[list];
	return { businessAccountId, field, value: alone };
}

function emptyList(list: unknown): boolean {
	return Array.isArray(list) && list.length === 0;
}
