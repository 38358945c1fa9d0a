import type { Answer } from '../../http/exchange';
import { isObject } from '../../http/json';
import { asCallback, META_APP } from './app';
import { checkAccount, type MetaCall, type MetaRoute } from '../call';
import { invalidParameter } from '../errors';
import { jsonBody } from '../inputs';

/** Meta, "Webhook overrides", 2026-06-28. */
const LONGEST_ADDRESS = 200;

/** An address of its own for an account or a number; an empty one removes it. @throws Refusal */
async function override({ webhooks }: MetaCall, id: string, given: object): Promise<void> {
	const { override_callback_uri: url = '', verify_token: token } = given as Record<string, unknown>;
	if (String(url).length > LONGEST_ADDRESS) {
		throw invalidParameter('Param override_callback_uri must be at most 200 characters long.');
	}
	const subscription = {
		callbackUrl: String(url),
		verifyToken: String(token),
		appSecret: META_APP.secret,
	};
	await asCallback(async () => await webhooks.override(id, url === '' ? undefined : subscription));
}

function listApps(call: MetaCall): Answer {
	checkAccount(call);
	const { account, webhooks } = call;
	const url = webhooks.overrideOf(account.id);
	const app = {
		whatsapp_business_api_data: {
			id: META_APP.id,
			link: `https://www.facebook.com/games/?app_id=${META_APP.id}`,
			name: META_APP.name,
		},
		...(url === undefined ? {} : { override_callback_uri: url }),
	};
	return { status: 200, json: { data: account.isSubscribed ? [app] : [] } };
}

/** Without a body it subscribes the app, and takes its override away. */
async function subscribeApp(call: MetaCall): Promise<Answer> {
	checkAccount(call);
	await override(call, call.account.id, jsonBody(call.request));
	call.account.isSubscribed = true;
	call.tookEffect();
	return { status: 200, json: { success: true } };
}

/** A number's own address (`POST /{phoneNumberId}`). @throws Refusal */
export async function configurePhone(call: MetaCall, id: string): Promise<Answer> {
	const { webhook_configuration: configuration } = jsonBody(call.request);
	if (!isObject(configuration)) throw invalidParameter('Nothing to change');
	await override(call, id, configuration);
	call.tookEffect();
	return { status: 200, json: { success: true } };
}

/** The addresses that count for a number, as far as they are set. */
export function buildConfiguration({ account, webhooks }: MetaCall, phoneNumberId: string) {
	const addresses = {
		phone_number: webhooks.overrideOf(phoneNumberId),
		whatsapp_business_account: webhooks.overrideOf(account.id),
		application: webhooks.app?.url,
	};
	return Object.fromEntries(Object.entries(addresses).filter(([, url]) => url !== undefined));
}

/** Addresses of their own for accounts and numbers (Meta, "Webhook overrides", 2026-06-28). */
export const overrideRoutes: MetaRoute[] = [
	{ method: 'GET', pattern: '/{version}/{businessAccountId}/subscribed_apps', handle: listApps },
	{
		method: 'POST',
		pattern: '/{version}/{businessAccountId}/subscribed_apps',
		handle: subscribeApp,
	},
];
