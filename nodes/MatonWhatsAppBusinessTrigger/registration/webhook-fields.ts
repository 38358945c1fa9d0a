import { BUSINESS_EVENTS } from '../../services/meta/events/catalogue';
import { ECHOES, MESSAGES } from '../../services/meta/events/event-rows';
import { OPT_OUT_EVENTS } from '../../shared/webhooks/opt-out/opt-out-events';
import { ANY } from '../../shared/webhooks/events';
import {
	RegistrationRefused,
	type Warn,
} from '../../shared/webhooks/registration/refused-registration';

/**
 * Fields that an address of its own for an account or number leads there. Meta sends all others to the app's address
 * (Meta, "Webhook overrides", 2026-06-28; `standby` in a later state of the page).
 */
const OVERRIDDEN = new Set([
	'messages',
	'message_echoes',
	'calls',
	'consumer_profile',
	'messaging_handovers',
	'standby',
	'group_lifecycle_update',
	'group_participants_update',
	'group_settings_update',
	'group_status_update',
	'smb_message_echoes',
	'smb_app_state_sync',
	'history',
	'account_settings_update',
]);

/** Fields that every app has: those of n8n's own trigger (n8n-nodes-base 2.41.3). */
export const USUAL_FIELDS: readonly string[] = [
	'account_review_update',
	'account_update',
	'business_capability_update',
	'message_template_quality_update',
	'message_template_status_update',
	'messages',
	'phone_number_name_update',
	'phone_number_quality_update',
	'security',
	'template_category_update',
];

/** Opting out shows in messages and in preferences. */
const OF_OPT_OUTS = [MESSAGES, 'user_preferences'];

/** Who answers a chat shows in these. */
const TELLING_WHO_ANSWERS = [ECHOES, 'messaging_handovers'];

/** A field that came after this package, by the name of its event: `newThing` as `new_thing`. */
function toFieldName(event: string): string {
	return event.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Events that came after this package. */
function findNewer(events: readonly string[]): string[] {
	const known = new Set([ANY, ...OPT_OUT_EVENTS, ...BUSINESS_EVENTS.map(({ value }) => value)]);
	return events.filter((event) => !known.has(event));
}

/** The webhook fields of Meta that the chosen events come in. */
export function listFields(events: readonly string[], pauses: boolean): string[] {
	const isAny = events.includes(ANY);
	const ofRows = BUSINESS_EVENTS.filter(({ value, byName }) =>
		isAny && !byName ? true : events.includes(value),
	).map(({ field }) => field);
	const others = findNewer(events).map(toFieldName);
	const ofOptOuts = events.some((event) => OPT_OUT_EVENTS.includes(event)) ? OF_OPT_OUTS : [];
	const fields = [...ofRows, ...others, ...ofOptOuts, ...(pauses ? TELLING_WHO_ANSWERS : [])];
	return [...new Set(fields)].sort();
}

/**
 * The fields that an address of its own for an account or number gets.
 *
 * @param warn told what Meta sends elsewhere, of events that come in several fields
 * @throws RegistrationRefused where an event was chosen by its name that never comes there
 */
export function listOverridden(
	fields: readonly string[],
	events: readonly string[],
	warn: Warn,
): string[] {
	const others = fields.filter((field) => !OVERRIDDEN.has(field));
	const ofRows = BUSINESS_EVENTS.filter(
		({ value, field }) => events.includes(value) && others.includes(field),
	).map(({ label }) => label);
	const newer = findNewer(events).filter((event) => !OVERRIDDEN.has(toFieldName(event)));
	const lost = [...ofRows, ...newer];
	if (lost.length > 0) {
		throw new RegistrationRefused(
			`Meta sends these events only to the app's address: ${lost.join(', ')}`,
			"Leave them out of 'Events', or set 'Registration' to The App.",
		);
	}
	if (others.length > 0) {
		warn(
			`Meta sends these webhook fields only to the app's address: ${others.join(', ')}. To receive them as well, publish another trigger with 'Registration' set to The App.`,
		);
	}
	return fields.filter((field) => OVERRIDDEN.has(field));
}
