import {
	toDigits,
	getObject,
	getObjects,
	getText,
	type Payload,
} from '../../shared/webhooks/payload';
import { CALLS, ECHOES, HISTORY, STANDBY } from './events/event-rows';

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
	/** The list of the change that it comes from, and its entry there as it came; absent where it is all of the change. */
	source?: { list: string; entry: Payload };
	message?: Payload;
	status?: Payload;
	call?: Payload;
	/** What a customer is or wants from now on: a preference, a new ID. */
	preference?: Payload;
	/** Something that a customer did besides writing, such as opening a link. */
	action?: Payload;
	/** Something about a group. */
	group?: Payload;
	/** Whether a message left from the own side. */
	isOwn?: boolean;
}

/** Lists of a change of which each entry is a fact of its own. */
const LISTS = [
	['messages', 'message'],
	['message_echoes', 'message'],
	['statuses', 'status'],
	['calls', 'call'],
	['user_preferences', 'preference'],
	['user_id_update', 'preference'],
	['user_actions', 'action'],
	['groups', 'group'],
] as const;

/** States of calls come in a list of the same name as those of messages (Meta, "Business-initiated calls"). */
function getPart(field: string, list: string, part: (typeof LISTS)[number][1]) {
	return field === CALLS && list === 'statuses' ? 'call' : part;
}

/** Where the lists of a change are. */
export function listsIn(value: Payload): Payload {
	return getObject(value, STANDBY) ?? value;
}

/** An echo to those who stand by has its content one level deeper than other messages. */
function flattened(one: Payload): Payload {
	const { message, ...rest } = one;
	return message === undefined ? one : { ...getObject(one, 'message'), ...rest };
}

function isFromBusiness(field: string, value: Payload, message: Payload): boolean {
	if (field !== HISTORY) return false;
	const own = toDigits(getText(getObject(value, 'metadata') ?? {}, 'displayPhoneNumber'));
	return own !== null && toDigits(getText(message, 'from')) === own;
}

function factsIn(entry: Payload, change: Payload): Fact[] {
	const field = getText(change, 'field');
	const value = getObject(change, 'value');
	if (field === null || value === null) return [];
	const common = {
		businessAccountId: getText(entry, 'id'),
		field,
		value,
		time: entry.time,
	};
	const lists = listsIn(value);
	const listed = LISTS.flatMap(([list, part]) =>
		getObjects(lists, list).map(
			(one): Fact => ({
				...common,
				source: { list, entry: one },
				[getPart(field, list, part)]: part === 'message' ? flattened(one) : one,
				isOwn: list === 'message_echoes' || field === ECHOES || isFromBusiness(field, value, one),
			}),
		),
	);
	if (listed.length > 0) return listed;
	// A change of messages without any message tells of errors only, e.g. `errors`: one fact as well.
	return [common];
}

/** All facts of one call, in the order in which Meta wrote them: entries and changes may be many. */
export function readFacts(body: Payload): Fact[] {
	return getObjects(body, 'entry').flatMap((entry) =>
		getObjects(entry, 'changes').flatMap((change) => factsIn(entry, change)),
	);
}

/** Whether a body is one of Meta's about WhatsApp. */
export function isAboutWhatsApp(body: Payload): boolean {
	return getText(body, 'object') === OBJECT && Array.isArray(body.entry);
}

/** Whether a message left from the own side. */
export function isEcho({ isOwn = false }: Fact): boolean {
	return isOwn;
}

const LIST_NAMES = new Set<string>(LISTS.map(([list]) => list));

/** What changes say besides their lists, read once for the thousands of facts that one may tell of. */
const COMMON_PARTS = new WeakMap<Payload, Payload>();

function readCommonParts(lists: Payload): Payload {
	let common = COMMON_PARTS.get(lists);
	if (!common) {
		const isList = ([name, part]: [string, unknown]) => LIST_NAMES.has(name) && Array.isArray(part);
		common = Object.fromEntries(Object.entries(lists).filter((entry) => !isList(entry)));
		COMMON_PARTS.set(lists, common);
	}
	return common;
}

/**
 * The change as it came, with this fact alone in its lists.
 *
 * @param contact the entry of `contacts` about its customer, which a change of many facts has for each of them
 */
export function toRaw(fact: Fact, contact?: Payload): Payload {
	const { businessAccountId, field, value, source } = fact;
	const nested = getObject(value, STANDBY);
	const common = readCommonParts(nested ?? value);
	const own = source ? { [source.list]: [source.entry] } : {};
	const lists = { ...common, ...(contact && source ? { contacts: [contact] } : {}), ...own };
	return { businessAccountId, field, value: nested ? { ...value, [STANDBY]: lists } : lists };
}
