import type { Registration } from '../../shared/webhooks/memory/trigger-memory';
import { findAddressProblem } from '../../shared/webhooks/public-address';
import { isOfSameTrigger } from '../../shared/webhooks/registration/address';
import {
	RegistrationRefused,
	type Warn,
} from '../../shared/webhooks/registration/refused-registration';
import type { Callback, CallbackPlace, CurrentCallback } from './callback-place';
import { GraphRefusal } from './graph-call';
import { USUAL_FIELDS } from './webhook-fields';

const BY_HAND = "Set 'Registration' to By Hand: the node then shows the steps.";

/** Number of Meta for an address that did not answer with the challenge (seen in several clients' issues, 2026). */
const NOT_VERIFIED = 2200;

/** Meta is down or limits the calls (Meta, "Error codes", 2026). */
const PASSING = [2, 4, 17, 80007];

/** What Meta's numbers mean here. */
function explain({ by, status, code, subcode }: GraphRefusal, { url }: Callback): [string, string] {
	if (code === NOT_VERIFIED) {
		const problem = findAddressProblem(url);
		const reason = problem === undefined ? '' : ` It cannot: ${problem}.`;
		return [
			'Meta could not verify the address of this trigger',
			`Meta must be able to reach n8n from the internet.${reason} Set the environment variable N8N_WEBHOOK_URL (WEBHOOK_URL in older versions of n8n) to the public https address, and publish again.`,
		];
	}
	if (status >= 500 || status === 429 || (code !== undefined && PASSING.includes(code))) {
		return [
			"Meta could not register this trigger's address for the moment",
			'Publish the workflow again in a few minutes.',
		];
	}
	if (code === undefined) {
		return [
			"The answer did not come from Meta's API",
			'Publish the workflow again. If that does not help, check for a proxy between n8n and graph.facebook.com.',
		];
	}
	if ([1, 101].includes(code) || (by === 'app' && [0, 190].includes(code))) {
		return [
			'Meta did not accept the Client ID or the Client Secret',
			"Copy both from Meta's app dashboard, App settings, Basic, into the credential WhatsApp OAuth API.",
		];
	}
	if ([0, 190].includes(code)) {
		return [
			'Meta did not accept the access token',
			"Enter a new one in the credential WhatsApp API: a system user's token does not expire.",
		];
	}
	const isNotAllowed = [3, 10].includes(code) || (code >= 200 && code <= 299);
	if (isNotAllowed && by === 'app') {
		return [
			'The app may not change webhooks',
			"Check in Meta's app dashboard that the app is active and has the WhatsApp product. Check its restrictions under App settings, Advanced.",
		];
	}
	if (isNotAllowed) {
		return [
			'The access token may not change webhooks',
			'It needs the permission whatsapp_business_management, and its system user must be assigned to the account.',
		];
	}
	if (code === 100 && subcode === 33) {
		return [
			'Meta does not know the app, account or number, or the token may not see it',
			'Check the IDs in the credentials and in the field Phone Number ID.',
		];
	}
	return ['Meta did not register the address of this trigger', BY_HAND];
}

async function explained<Result>(callback: Callback, work: () => Promise<Result>): Promise<Result> {
	return await work().catch((thrown: unknown) => {
		if (!(thrown instanceof GraphRefusal)) throw thrown;
		const [message, advice] = explain(thrown, callback);
		throw new RegistrationRefused(`${message}: ${thrown.message}`, advice);
	});
}

function hasAll(present: readonly string[], wanted: readonly string[]): boolean {
	return wanted.every((name) => present.includes(name));
}

/** Whether Meta calls this trigger already, with all it wants. It reads only: n8n asks at each of its starts. */
export async function isRegistered(
	place: CallbackPlace,
	callback: Callback,
	known: Registration | null,
): Promise<boolean> {
	if (known?.url !== callback.url || known.id !== place.id) return false;
	if (!hasAll([...known.eventTypes, ...(known.refusedTypes ?? [])], callback.fields)) return false;
	const { url, fields } = await explained(callback, place.read);
	if (url !== callback.url) return false;
	const coming = fields ?? (await explained(callback, async () => await place.readFields?.()));
	return coming === undefined || hasAll(coming, known.eventTypes);
}

/** Meta refuses all fields for one that an app cannot have. Who chose Any gets those that every app has. */
async function writeFields(
	place: CallbackPlace,
	callback: Callback,
	isAny: boolean,
	warn: Warn,
): Promise<readonly string[]> {
	const write = async (fields: readonly string[]) => {
		await place.write({ ...callback, fields });
		return fields;
	};
	return await write(callback.fields).catch(async (thrown: unknown) => {
		const isField = thrown instanceof GraphRefusal && thrown.code === 100 && thrown.subcode !== 33;
		if (!isField || !isAny) throw thrown;
		const fields = callback.fields.filter((field) => USUAL_FIELDS.includes(field));
		await write(fields);
		const left = callback.fields.filter((field) => !fields.includes(field));
		warn(`The node did not register these webhook fields, because Meta refused one: ${left.join(', ')}`);
		return fields;
	});
}

/** What registers a trigger besides its address. */
export interface RegisterOptions {
	isTest: boolean;
	/** Whether all events are wanted, so that fewer are better than none. */
	isAny: boolean;
	warn: Warn;
	now: number;
}

/** Whether an address is this trigger's: a test run never takes the place of the published trigger. */
function isOwn(
	{ url = '' }: CurrentCallback,
	callback: Callback,
	known: Registration | null,
	isTest: boolean,
): boolean {
	if (url === '' || url === callback.url) return true;
	return !isTest && (url === known?.url || isOfSameTrigger(url, callback.url));
}

/**
 * Has Meta call this trigger. An address of somebody else stays.
 *
 * @param known what the trigger registered before
 * @throws RegistrationRefused with what to do; whatever the network throws
 */
export async function register(
	place: CallbackPlace,
	callback: Callback,
	known: Registration | null,
	{ isTest, isAny, warn, now }: RegisterOptions,
): Promise<Registration> {
	const current = await explained(callback, place.read);
	if (!isOwn(current, callback, known, isTest)) {
		throw new RegistrationRefused(
			`${place.name} sends its events to another address: ${current.url}`,
			place.whenTaken,
		);
	}
	const coming = await explained(callback, async () => await place.prepare?.(callback, isAny));
	// What the app has already may be there for an account with an address of its own.
	const fields = [...new Set([...(current.fields ?? []), ...(coming ?? callback.fields)])];
	const written = await explained(
		callback,
		async () => await writeFields(place, { ...callback, fields }, isAny, warn),
	);
	const eventTypes = callback.fields.filter((field) => written.includes(field));
	const refusedTypes = callback.fields.filter((field) => !written.includes(field));
	if (coming && refusedTypes.length > 0) {
		warn(
			`These webhook fields don't reach the trigger, because the app is not subscribed to them: ${refusedTypes.join(', ')}`,
		);
	}
	return {
		secret: null,
		changedAt: now,
		id: place.id,
		url: callback.url,
		phoneNumber: null,
		eventTypes,
		...(refusedTypes.length > 0 ? { refusedTypes } : {}),
	};
}

/**
 * Has Meta no longer call this trigger. An address that somebody else put there since stays.
 *
 * @returns whether it is gone for sure
 */
export async function unregister(
	place: CallbackPlace,
	known: Registration,
	warn: Warn,
): Promise<boolean> {
	try {
		const { url } = await place.read();
		if (url === known.url) await place.remove();
		return true;
	} catch (error) {
		const isTold = error instanceof GraphRefusal || error instanceof RegistrationRefused;
		const words = isTold ? `: ${error.message}` : '';
		warn(
			`Meta did not remove the address of a trigger${words}. ${place.name} keeps calling it until you remove it at Meta.`,
		);
		return false;
	}
}
