/** Names that say the same, in the order they arrive: the old one, its `_v2`, their BSUID twins. */
function sent(name: string): string[] {
	return [name, `${name}_v2`, `${name}_bsuid`, `${name}_v2_bsuid`];
}

function status(name: string): string[] {
	return [name, `${name}_v2`];
}

function withBsuid(name: string): string[] {
	return [name, `${name}_bsuid`];
}

const FAMILIES = {
	message: withBsuid('message'),
	newContactMessageReceived: withBsuid('newContactMessageReceived'),
	sessionMessageSent: sent('sessionMessageSent'),
	templateMessageSent: sent('templateMessageSent'),
	sentMessageDELIVERED: status('sentMessageDELIVERED'),
	sentMessageREAD: status('sentMessageREAD'),
	sentMessageREPLIED: status('sentMessageREPLIED'),
	templateMessageFailed: ['templateMessageFailed'],
	sessionMessageFailed: ['sessionMessageFailed'],
	templateReviewed: ['templateReviewed'],
	templateQualityUpdated: ['templateQualityUpdated'],
	templateCategoryUpdated: ['templateCategoryUpdated'],
	wabaStatusReviewUpdate: ['wabaStatusReviewUpdate'],
	PhoneNumberQualityUpdatedEvent: ['PhoneNumberQualityUpdatedEvent'],
	accountDeleted: ['accountDeleted'],
	accountUpdated: ['accountUpdated'],
	phoneNumberDeleted: ['phoneNumberDeleted'],
	businessCapabilityUpdated: ['businessCapabilityUpdated'],
	chatbotTriggered: withBsuid('chatbotTriggered'),
	ctaUrlClicked: withBsuid('ctaUrlClicked'),
	'call.status': withBsuid('call.status'),
	contactRequestTyping: ['contactRequestTyping'],
} satisfies Record<string, string[]>;

/** One kind of fact, by its oldest name. */
export type Family = keyof typeof FAMILIES;

/** Every event name of WATI's webhook pages (docs.wati.io, "Webhooks"). */
export const EVENT_TYPES: readonly string[] = Object.values(FAMILIES).flat();

/** Names the create API takes: all but one, which only the dashboard can choose. */
export const CREATABLE_EVENT_TYPES: readonly string[] = EVENT_TYPES.filter(
	(name) => name !== 'templateReviewed',
);

/** The family of an event name. */
export function getFamily(eventType: string): Family | undefined {
	return (Object.keys(FAMILIES) as Family[]).find((name) => FAMILIES[name].includes(eventType));
}

/** The subscribed names a fact is posted under: all of them, or without twins the newest. */
export function namesFor(family: Family, subscribed: readonly string[], twins: boolean): string[] {
	const names = FAMILIES[family].filter((name) => subscribed.includes(name));
	if (twins) return names;
	const plain = names.filter((name) => !name.endsWith('_bsuid'));
	return (plain.length > 0 ? plain : names).slice(-1);
}
