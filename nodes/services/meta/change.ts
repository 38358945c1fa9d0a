import { getObject, getObjects, getText, type Payload } from '../../shared/webhooks/payload';
import type { Change } from '../../shared/webhooks/event';
import type { Fact } from './facts';

/** What a change of an account, a number, a template, a group or a customer says. */
export interface MetaChange extends Change {
	/** Meta's word for what changed: an event, an alert, a category of preferences. */
	what: string | null;
	/** What Meta says about it in a sentence. */
	detail: string | null;
}

/** Parts of a change that hold more of it; an event has the one of its kind. */
const PARTS = [
	'alertInfo',
	'banInfo',
	'violationInfo',
	'rejectionInfo',
	'disableInfo',
	'otherInfo',
	'disconnectionInfo',
	'volumeTierInfo',
];

const WHAT = ['event', 'alertType', 'type'];
const FROM = ['previousQualityScore', 'previousCategory', 'oldLimit', 'oldStatus'];
const TO = [
	'newQualityScore',
	'newCategory',
	'currentLimit',
	'maxDailyConversationsPerBusiness',
	'newStatus',
	'decision',
	'solutionStatus',
	'status',
	'country',
	'tier',
	'event',
	'alertType',
];
const REASON = [
	'reason',
	'rejectionReason',
	'violationType',
	'wabaBanState',
	'disconnectionReason',
	'alertStatus',
];

const DETAIL = ['alertDescription', 'description', 'message', 'restrictionType'];

/** A change that stands in parts of its own, or in a list of restrictions, beside the words of the change. */
function getParts(value: Payload): Payload[] {
	const named = PARTS.map((name) => getObject(value, name)).filter((part) => part !== null);
	return [value, ...named, ...getObjects(value, 'restrictionInfo').slice(0, 1)];
}

function firstText(parts: Payload[], names: string[]): string | null {
	for (const part of parts) {
		const text = getText(part, ...names);
		if (text !== null) return text;
	}
	return null;
}

/** What is to come: `correct_category` (Meta, "Template category changes", 2026). */
function impendingIn(value: Payload): Pick<MetaChange, 'from' | 'to'> | null {
	const to = getText(value, 'correctCategory');
	return to === null ? null : { from: getText(value, 'newCategory'), to };
}

function changeOfValue(field: string, value: Payload): MetaChange {
	const parts = getParts(value);
	const rejection = getObject(value, 'rejectionInfo') ?? {};
	const details = [
		getText(rejection, 'reason') ?? firstText(parts, DETAIL),
		getText(rejection, 'recommendation'),
	];
	return {
		what: firstText(parts, WHAT) ?? field,
		from: firstText(parts, FROM),
		to: firstText(parts, TO),
		reason: firstText(parts, REASON),
		detail: details.filter((part) => part !== null).join(' ') || null,
		...impendingIn(value),
	};
}

/** Who has the chat now (Meta, "Conversation handovers": the part that has the name of the type). */
function changeOfHandover(value: Payload): MetaChange {
	const what = getText(value, 'type');
	const part = (what === null ? null : getObject(value, what)) ?? {};
	return {
		what,
		from: getText(part, 'previousOwnerAppRole', 'previousOwnerAppId'),
		to: getText(part, 'newOwnerAppRole', 'newOwnerAppId'),
		reason: getText(part, 'metadata'),
		detail: null,
	};
}

/** A customer stops or resumes marketing, or has a new BSUID with the one before. */
function changeOfPreference(preference: Payload): MetaChange {
	const id = getObject(preference, 'userId');
	return {
		what: id ? 'user_id' : getText(preference, 'category'),
		from: id && getText(id, 'previous'),
		to: id ? getText(id, 'current') : getText(preference, 'value'),
		reason: null,
		detail: getText(preference, 'detail'),
	};
}

/** A notice about the customer: of a new number with the one before, which the message is from. */
function changeOfNotice(message: Payload): MetaChange {
	const part = getObject(message, 'system') ?? {};
	const to = getText(part, 'waId', 'newWaId', 'userId');
	return {
		what: getText(part, 'type'),
		from: to === null ? null : getText(message, 'from', 'fromUserId'),
		to,
		reason: null,
		detail: getText(part, 'body'),
	};
}

function changeOfGroup(group: Payload): MetaChange {
	return {
		what: getText(group, 'type'),
		from: null,
		to: getText(group, 'subject'),
		reason: getText(group, 'reason', 'initiatedBy'),
		detail: getText(group, 'description'),
	};
}

function readParts(fact: Fact, kind: string): MetaChange | null {
	const { message, preference, group, value, source } = fact;
	if (preference) return changeOfPreference(preference);
	if (group) return changeOfGroup(group);
	if (message) return getObject(message, 'system') ? changeOfNotice(message) : null;
	if (fact.field === 'messaging_handovers') return changeOfHandover(value);
	return source === undefined && (kind === 'template' || kind === 'account')
		? changeOfValue(fact.field, value)
		: null;
}

/** What changed, from what to what and why, as far as Meta says; null for events that tell of no change. */
export function readChange(fact: Fact, kind: string): MetaChange | null {
	const change = readParts(fact, kind);
	const isEmpty = change === null || Object.values(change).every((part) => part === null);
	return isEmpty ? null : change;
}
