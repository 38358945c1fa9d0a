import type { IDataObject } from 'n8n-workflow';

import { isObject, objectsIn } from '../../shared/parameters/json';
import { RegistrationRefused } from '../../shared/webhooks/registration/refused-registration';
import { GraphRefusal, type GraphCaller } from './graph-call';

/** What Meta is to call. */
export interface Callback {
	url: string;
	verifyToken: string;
	/** Webhook fields to have posted. */
	fields: readonly string[];
}

/** What Meta calls now, with the webhook fields where Meta tells them here. */
export interface CurrentCallback {
	url?: string;
	fields?: readonly string[];
}

/** A place at Meta that keeps one address to call: an app, an account of an app, or a number. */
export interface CallbackPlace {
	/** Tells places apart, also after a restart. */
	id: string;
	/** As messages name it, e.g. `The app 1234`. */
	name: string;
	/** What to do where the place has the address of somebody else. */
	whenTaken: string;
	read(): Promise<CurrentCallback>;
	/** The webhook fields that come there, if {@link read} leaves them out. */
	readFields?(): Promise<readonly string[]>;
	/**
	 * Checks what the place needs before its first address.
	 *
	 * @param isAny whether all events are wanted, so that fewer are better than none
	 * @returns the webhook fields that come there
	 */
	prepare?(callback: Callback, isAny: boolean): Promise<readonly string[]>;
	write(callback: Callback): Promise<void>;
	remove(): Promise<void>;
}

const OBJECT = 'whatsapp_business_account';

/** Meta, "Webhook overrides", 2026-06-28. */
const LONGEST_ADDRESS = 200;

/** What an app is subscribed to (Meta, "Graph API: App subscriptions", v25.0). */
async function readApp(app: GraphCaller, appId: string): Promise<CurrentCallback> {
	const { data } = await app({ method: 'GET', path: `/${appId}/subscriptions` });
	const found = objectsIn(data).find(({ object }) => object === OBJECT);
	if (!found || found.active === false) return {};
	const fields = (Array.isArray(found.fields) ? found.fields : []).map((field: unknown) =>
		String(isObject(field) ? field.name : field),
	);
	return { url: String(found.callback_url ?? ''), fields };
}

/** The app as a whole: Meta keeps one address for all its accounts and numbers. */
export function buildAppPlace(app: GraphCaller, appId: string): CallbackPlace {
	const path = `/${appId}/subscriptions`;
	return {
		id: `app:${appId}`,
		name: `The app ${appId}`,
		whenTaken:
			"Meta keeps one address per app. Set 'Registration' to One Account or One Phone Number, which have separate addresses, or remove the other one in Meta's app dashboard under WhatsApp, Configuration.",
		read: async () => await readApp(app, appId),
		async write({ url, verifyToken, fields }) {
			const body = {
				object: OBJECT,
				callback_url: url,
				verify_token: verifyToken,
				include_values: true,
			};
			await app({ method: 'POST', path, body: { ...body, fields: [...fields].join(',') } });
		},
		async remove() {
			await app({ method: 'DELETE', path, body: { object: OBJECT } });
		},
	};
}

/** What all places below an app have in common. */
interface Override {
	app: GraphCaller;
	appId: string;
	/** Calls with the token of the account. */
	account: GraphCaller;
	/** The token of the account. */
	token: string;
}

async function readAppFields({ app, appId }: Pick<Override, 'app' | 'appId'>) {
	const { fields = [] } = await readApp(app, appId);
	return fields;
}

/** Meta posts only the fields of the app, also to an address of its own for an account or number. */
async function checkOverride(
	{ app, appId }: Override,
	{ url, fields }: Callback,
	isAny: boolean,
): Promise<readonly string[]> {
	if (url.length > LONGEST_ADDRESS) {
		throw new RegistrationRefused(
			`The address of this trigger has more than ${LONGEST_ADDRESS} characters`,
			"Meta accepts only shorter ones. Set 'Registration' to The App.",
		);
	}
	const subscribed = await readAppFields({ app, appId });
	const missing = fields.filter((field) => !subscribed.includes(field));
	const present = fields.filter((field) => subscribed.includes(field));
	if (missing.length === 0 || (isAny && present.length > 0)) return present;
	throw new RegistrationRefused(
		`The app ${appId} is not subscribed to these webhook fields: ${missing.join(', ')}`,
		"Subscribe to them in Meta's app dashboard under WhatsApp, Configuration, or publish a trigger with 'Registration' set to The App and the same events.",
	);
}

const OVERRIDE_TAKEN =
	'Meta keeps one override for each number and account. Unpublish the trigger that has it, or use another number, such as a test number.';

const TOKEN_ADVICE =
	"Make the token in Meta's Business Settings for the app whose Client ID and Client Secret the trigger has.";

/**
 * Meta would change the override of the app that the token belongs to, and sign with the secret of that app. Of a
 * token of another app Meta tells nothing but that (code 100; seen in several clients' issues, 2026).
 */
async function checkToken({ app, appId, token }: Override): Promise<void> {
	const call = { method: 'GET', path: '/debug_token', qs: { input_token: token } } as const;
	const { data } = await app(call).catch((thrown: unknown) => {
		if (!(thrown instanceof GraphRefusal) || thrown.code !== 100) throw thrown;
		throw new RegistrationRefused(
			`The access token does not belong to the app ${appId}: ${thrown.message}`,
			TOKEN_ADVICE,
		);
	});
	const told = isObject(data) ? data : {};
	if (String(told.app_id) === appId) return;
	const problem =
		told.app_id === undefined
			? `Meta does not show whether the access token belongs to the app ${appId}`
			: `The access token belongs to the app ${String(told.application ?? told.app_id)}, and not to the app ${appId}`;
	throw new RegistrationRefused(problem, TOKEN_ADVICE);
}

/** What an address of its own for an account or number needs, before anything is written. */
async function prepareOverride(
	override: Override,
	...wanted: [callback: Callback, isAny: boolean]
): Promise<readonly string[]> {
	await checkToken(override);
	return await checkOverride(override, ...wanted);
}

/** One account (WABA), with an address of its own (Meta, "Webhook overrides", 2026-06-28). */
export function buildAccountPlace(override: Override, accountId: string): CallbackPlace {
	const { appId, account } = override;
	const path = `/${accountId}/subscribed_apps`;
	const getApp = ({ whatsapp_business_api_data: data }: IDataObject) =>
		isObject(data) ? data : {};
	return {
		id: `account:${accountId}`,
		name: `The account ${accountId}`,
		whenTaken: OVERRIDE_TAKEN,
		async read() {
			const { data } = await account({ method: 'GET', path });
			const own = objectsIn(data).find((one) => String(getApp(one).id) === appId);
			const url = own?.override_callback_uri;
			return typeof url === 'string' && url !== '' ? { url } : {};
		},
		readFields: async () => await readAppFields(override),
		prepare: async (...wanted) => await prepareOverride(override, ...wanted),
		async write({ url, verifyToken }) {
			const body = { override_callback_uri: url, verify_token: verifyToken };
			await account({ method: 'POST', path, body });
		},
		async remove() {
			await checkToken(override);
			await account({ method: 'POST', path });
		},
	};
}

/** One number, with an address of its own (Meta, "Webhook overrides", 2026-06-28). */
export function buildNumberPlace(override: Override, phoneNumberId: string): CallbackPlace {
	const { account } = override;
	const path = `/${phoneNumberId}`;
	const configure = async (configuration: IDataObject) => {
		await account({ method: 'POST', path, body: { webhook_configuration: configuration } });
	};
	return {
		id: `number:${phoneNumberId}`,
		name: `The phone number ${phoneNumberId}`,
		whenTaken: OVERRIDE_TAKEN,
		async read() {
			const qs = { fields: 'webhook_configuration' };
			const { webhook_configuration: told } = await account({ method: 'GET', path, qs });
			const url = isObject(told) ? told.phone_number : undefined;
			return typeof url === 'string' && url !== '' ? { url } : {};
		},
		readFields: async () => await readAppFields(override),
		prepare: async (...wanted) => await prepareOverride(override, ...wanted),
		write: async ({ url, verifyToken }) =>
			await configure({ override_callback_uri: url, verify_token: verifyToken }),
		async remove() {
			await checkToken(override);
			await configure({ override_callback_uri: '' });
		},
	};
}
