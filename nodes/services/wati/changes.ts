import type { Change } from '../../shared/webhooks/event';
import type { EventKind } from '../../shared/webhooks/events';
import { getObject, getText, type Payload } from '../../shared/webhooks/payload';

/**
 * WATI numbers the states of a template. The numbers are those of several of its clients; the old and the new
 * quality are numbered differently.
 */
const STATE_NAMES: Record<string, readonly string[]> = {
	templateStatus: [
		'UNKNOWN',
		'DRAFT',
		'PENDING',
		'APPROVED',
		'REJECTED',
		'DELETED',
		'PENDING_INTERNAL',
		'DISABLED',
		'PAUSED',
	],
	oldQuality: ['UNKNOWN', 'GREEN', 'RED', 'YELLOW'],
	newQuality: ['YELLOW', 'UNKNOWN', 'GREEN', 'RED'],
};

/** The word for a state; a number without one, and a word of WATI's own, stay as they came. */
function worded(value: string | null, list: keyof typeof STATE_NAMES): string | null {
	return value !== null && /^\d+$/.test(value)
		? (STATE_NAMES[list]?.[Number(value)] ?? value)
		: value;
}

export function readChange(raw: Payload, kind: EventKind): Change | null {
	if (kind !== 'template' && kind !== 'account') return null;
	const violation = getObject(raw, 'violationInfo') ?? {};
	const ban = getObject(raw, 'banInfo') ?? {};
	const change = {
		from:
			worded(getText(raw, 'oldTemplateStatus'), 'templateStatus') ??
			worded(getText(raw, 'oldTemplateQuality'), 'oldQuality') ??
			getText(raw, 'oldTemplateCategory', 'oldLimit'),
		to:
			worded(getText(raw, 'newTemplateStatus'), 'templateStatus') ??
			worded(getText(raw, 'newTemplateQuality'), 'newQuality') ??
			getText(raw, 'newTemplateCategory', 'currentLimit', 'accountReviewStatus'),
		reason:
			getText(raw, 'reason') ??
			(kind === 'account' ? getText(raw, 'event') : null) ??
			getText(violation, 'violationType') ??
			getText(ban, 'wabaBanState'),
	};
	return Object.values(change).every((part) => part === null) ? null : change;
}
