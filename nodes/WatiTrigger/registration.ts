import { chosenRows, EVENTS, findEventRow } from '../services/wati/events';
import { toDigits } from '../shared/webhooks/payload';
import type { Registration } from '../shared/webhooks/memory/trigger-memory';
import {
	RegistrationRefused,
	type Warn,
} from '../shared/webhooks/registration/refused-registration';
import { SECRET_PARAMETER } from './verify';
import type {
	Created,
	Refused,
	RemoteWebhook,
	WatiWebhooks,
	DesiredWebhook,
} from './wati-webhooks';
import { ANY, UNKNOWN, type EventKind } from '../shared/webhooks/events';

/** What the node wants to have at WATI. */
export interface Wanted {
	/** The webhook address with its secret. */
	url: string;
	/** The business number as the user wrote it; empty for the only one of the account. */
	channelNumber: string;
	/** Values of the catalogue. */
	events: readonly string[];
}

/** Kinds of events that every account may subscribe to. */
const COMMON_KINDS: readonly EventKind[] = ['message', 'status'];

/** The address with its secret, as it goes to WATI. */
export function addressWithSecret(webhookUrl: string, secret: string): string {
	const url = new URL(webhookUrl);
	url.searchParams.set(SECRET_PARAMETER, secret);
	return url.toString();
}

/** The address for logs: enough to find the webhook in WATI, too little to use it. */
export function maskedAddress(address: string): string {
	return address.replace(
		new RegExp(`([?&]${SECRET_PARAMETER}=)[^&]*?([^&]{0,4})(?=&|$)`),
		'$1...$2',
	);
}

function hasAll(present: readonly string[], wanted: readonly string[]): boolean {
	return wanted.every((name) => present.includes(name));
}

/**
 * Names to subscribe to: one family of each chosen event. BSUID twins and names that the documentation leaves
 * open are added where WATI offers them.
 *
 * @param offered names the account may subscribe to; null when WATI does not tell
 * @throws RegistrationRefused when nothing that was chosen can be subscribed to
 */
export function namesFor(events: readonly string[], offered: readonly string[] | null): string[] {
	const rows = chosenRows(events);
	const rowsOrAll = rows.length > 0 ? rows : EVENTS;
	const names = rowsOrAll.flatMap(({ subscribe, also }) => {
		if (offered === null) return [...subscribe];
		const main = subscribe.filter((name) => offered.includes(name));
		const twins = also.filter((name) => offered.includes(name) && name.includes('_bsuid'));
		const rest = also.filter((name) => offered.includes(name));
		return main.length > 0 ? [...main, ...twins] : rest.slice(0, 1);
	});
	if (names.length > 0) return [...new Set(names)];
	throw new RegistrationRefused(
		'WATI does not offer the chosen events through its API',
		"Choose other events, or set 'Registration' to By Hand and subscribe in WATI's dashboard.",
	);
}

const BY_HAND =
	"Set 'Registration' to By Hand: the node then shows the steps and where to find the address.";

function advice(refused: Refused): [message: string, next: string] {
	switch (refused) {
		case 'authentication':
			return ['WATI did not accept the access token', 'Open the credential and test it.'];
		case 'plan':
			return [
				'WATI does not let this account register webhooks through its API',
				`The plan may not include webhooks, or the token lacks the scope webhooks:create. ${BY_HAND}`,
			];
		case 'method':
			return [
				'WATI does not offer the registration of webhooks at this endpoint',
				`Check the endpoint URL in the credential. ${BY_HAND}`,
			];
		case 'limit':
			return [
				'The WATI account has reached its limit of webhooks',
				'Remove an unused one in WATI under Connector, Webhooks, and publish again.',
			];
		case 'exists':
			return [
				'WATI has a webhook with this address already and does not let the node change it',
				'Remove it in WATI under Connector, Webhooks, and publish again.',
			];
		case 'events':
			return [
				'WATI does not offer all of the chosen events through its API',
				`Choose fewer events, or add the rest by hand. ${BY_HAND}`,
			];
		default:
			return ['WATI did not register the webhook', `Publish again later. ${BY_HAND}`];
	}
}

/** WATI may repeat the address in its words, and messages end up in logs. */
function refusal(refused: Refused, words: string): RegistrationRefused {
	const [message, next] = advice(refused);
	return new RegistrationRefused(words ? `${message}: ${maskedAddress(words)}` : message, next);
}

/** WATI's own spelling of the number: a number without its hyphens may be unknown to it. */
function spelled(number: string, listed: readonly string[] | null): string | undefined {
	return listed?.find((entry) => toDigits(entry) === toDigits(number));
}

function unknownNumber(listed: readonly string[] | null): RegistrationRefused {
	const known = listed?.length ? ` WATI has these: ${listed.join(', ')}.` : '';
	return new RegistrationRefused(
		"WATI does not know the number in the field 'Channel Number'",
		`Use the business number as WATI shows it, not the number of a customer.${known}`,
	);
}

async function firstNumber(webhooks: WatiWebhooks, given: string): Promise<string> {
	if (given.trim() !== '') return given.trim();
	const listed = await webhooks.phoneNumbers();
	if (listed?.length === 1) return listed[0]!;
	throw new RegistrationRefused(
		"The field 'Channel Number' is empty",
		listed?.length
			? `Choose one of the account's numbers: ${listed.join(', ')}.`
			: 'Enter the business number that receives the messages.',
	);
}

function buildRegistration(
	{ url, phoneNumber, eventTypes }: DesiredWebhook,
	id: string | null,
	now: number,
	refusedTypes: string[],
): Registration {
	const known = { secret: null, changedAt: now, id, url, phoneNumber, eventTypes };
	return refusedTypes.length > 0 ? { ...known, refusedTypes } : known;
}

/**
 * Brings a webhook that exists up to date, and writes only where something is to change: n8n asks at each of its
 * starts. Where WATI refuses the change, one that is switched on stays as the node registered it.
 *
 * @returns whether it has all events now, as far as WATI lists them
 */
async function adopt(
	webhooks: WatiWebhooks,
	found: RemoteWebhook,
	desired: DesiredWebhook,
	known: Registration | null,
): Promise<boolean> {
	const isListed = found.eventTypes.length > 0;
	const isSame = known?.url === desired.url && hasAll(known.eventTypes, desired.eventTypes);
	const hasEvents = isListed ? hasAll(found.eventTypes, desired.eventTypes) : isSame;
	if (found.isEnabled && hasEvents) return true;
	return (await webhooks.update(found.id, desired)) || (found.isEnabled && isSame);
}

/**
 * Whether WATI has this trigger's webhook, with all events and switched on. Where the account may not list
 * webhooks, what the node registered earlier counts. Nothing but the trigger's own webhook is changed.
 */
export async function isRegistered(
	webhooks: WatiWebhooks,
	wanted: Wanted,
	known: Registration | null,
): Promise<boolean> {
	if (known?.url !== wanted.url) return false;
	const listed = await webhooks.list();
	if (listed === null) {
		const had = [...known.eventTypes, ...(known.refusedTypes ?? [])];
		return hasAll(had, namesFor(wanted.events, null));
	}
	const found = listed.find(({ url }) => url === wanted.url);
	if (found === undefined) return false;
	const names = namesFor(wanted.events, await webhooks.eventTypes());
	const eventTypes = names.filter((name) => !known.refusedTypes?.includes(name));
	const phoneNumber = known.phoneNumber ?? wanted.channelNumber;
	return await adopt(webhooks, found, { phoneNumber, url: wanted.url, eventTypes }, known);
}

/**
 * WATI refuses the whole list for one name that an account does not have. Who chose Any gets the names that
 * every account has; who chose events by name is told instead.
 */
async function withoutRareNames(
	webhooks: WatiWebhooks,
	wanted: Wanted,
	desired: DesiredWebhook,
	refused: Created,
	warn: Warn,
): Promise<Created> {
	if (!wanted.events.includes(ANY)) return refused;
	const all = desired.eventTypes;
	desired.eventTypes = all.filter((name) =>
		COMMON_KINDS.includes(findEventRow(name)?.kind ?? UNKNOWN),
	);
	const left = all.filter((name) => !desired.eventTypes.includes(name));
	warn(
		`WATI was not asked for these events, add them by hand if you need them: ${left.join(', ')}`,
	);
	return await webhooks.create(desired);
}

/** WATI has the address already: it is the trigger's own, since nobody else knows its secret. */
async function takeOver(
	webhooks: WatiWebhooks,
	desired: DesiredWebhook,
	known: Registration | null,
): Promise<string | null> {
	const found = (await webhooks.list())?.find(({ url }) => url === desired.url);
	if (found && (await adopt(webhooks, found, desired, known))) return found.id;
	const isSame = known?.url === desired.url && hasAll(known.eventTypes, desired.eventTypes);
	if (!found && isSame) return known.id;
	throw refusal('exists', '');
}

/**
 * Creates the webhook, or adopts the trigger's own earlier one.
 *
 * @param known what the node registered before
 * @throws RegistrationRefused with what to do by hand; whatever the network throws
 */
export async function register(
	webhooks: WatiWebhooks,
	wanted: Wanted,
	known: Registration | null,
	warn: Warn,
	now: number,
): Promise<Registration> {
	const offered = await webhooks.eventTypes();
	const desired: DesiredWebhook = {
		phoneNumber: await firstNumber(webhooks, wanted.channelNumber),
		url: wanted.url,
		eventTypes: namesFor(wanted.events, offered),
	};
	const asked = desired.eventTypes;
	let created = await webhooks.create(desired);
	if ('refused' in created && created.refused === 'channel') {
		const listed = await webhooks.phoneNumbers();
		const number = spelled(desired.phoneNumber, listed);
		if (number === undefined || number === desired.phoneNumber) throw unknownNumber(listed);
		desired.phoneNumber = number;
		created = await webhooks.create(desired);
	}
	if ('refused' in created && created.refused === 'events') {
		created = await withoutRareNames(webhooks, wanted, desired, created, warn);
	}
	const old = known !== null && known.url !== null && known.url !== wanted.url ? known : null;
	const refusedTypes = asked.filter((name) => !desired.eventTypes.includes(name));
	const kept = (id: string | null) => buildRegistration(desired, id, now, refusedTypes);
	if ('refused' in created && created.refused === 'limit' && old) {
		// Its old webhook is moved rather than deleted first: if WATI refuses, nothing is lost.
		if (old.id !== null && (await webhooks.update(old.id, desired))) return kept(old.id);
		if (await unregister(webhooks, old, warn)) created = await webhooks.create(desired);
	} else if (!('refused' in created) && old) {
		await unregister(webhooks, old, warn);
	}
	if (!('refused' in created)) return kept(created.id);
	if (created.refused !== 'exists') throw refusal(created.refused, created.words);
	return kept(await takeOver(webhooks, desired, known));
}

/**
 * Removes the trigger's own webhook. A refusal is a warning with the address, so that nobody believes it gone.
 *
 * @returns whether it is gone for sure
 */
export async function unregister(
	webhooks: WatiWebhooks,
	known: Registration,
	warn: Warn,
): Promise<boolean> {
	if (known.url === null) return true;
	const listed = known.id === null ? await webhooks.list() : null;
	const id = known.id ?? listed?.find(({ url }) => url === known.url)?.id;
	if (id === undefined && listed !== null) return true;
	if (id !== undefined && (await webhooks.remove(id))) return true;
	warn(
		`WATI did not remove the webhook ${maskedAddress(known.url)}. Remove it by hand in WATI under Connector, Webhooks, or WATI keeps calling it.`,
	);
	return false;
}
