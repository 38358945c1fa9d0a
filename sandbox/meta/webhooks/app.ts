import type { Answer, ReceivedRequest } from '../../http/exchange';
import { isObject, type JsonObject } from '../../http/json';
import type { RouteRow } from '../../http/route';
import type { World } from '../../state/world';
import { graphRefusal, invalidParameter, unknownObject } from '../errors';
import type { MetaWebhooks } from './subscriptions';
import { WEBHOOK_FIELDS } from './fields';

/** The one app of the sandbox at Meta. */
export const META_APP = {
	id: '100200300400801',
	name: 'Example Shop App',
	secret: '5a0d8b4c7e6f1a2b3c4d5e6f7a8b9c0d',
} as const;

/** What stands for the app itself (Meta, "Access tokens: app access tokens"). */
export const META_APP_TOKEN = `${META_APP.id}|meta-sandbox-app-token`;

/** One call of the Graph API in the name of the app. */
export interface AppCall {
	request: ReceivedRequest;
	params: Record<string, string>;
	webhooks: MetaWebhooks;
	world: World;
	tookEffect(): void;
}

/** One line of the table of the app's routes. */
export interface AppRoute extends RouteRow {
	/** Whether it wants the token of the app. */
	isOpen?: true;
	handle(call: AppCall): Answer | Promise<Answer>;
}

const OBJECT = 'whatsapp_business_account';

/** Parameters as clients send them: in JSON, in a form or in the address. */
function readParameters({ body, query }: ReceivedRequest): JsonObject {
	const inBody = body.kind === 'json' && isObject(body.value) ? body.value : {};
	const inForm = body.kind === 'form' ? body.fields : {};
	return { ...Object.fromEntries(query), ...inForm, ...inBody };
}

/** n8n's own credential tests itself with this call, and its trigger begins with it (n8n-nodes-base 2.41.3). */
function giveToken({ request }: AppCall): Answer {
	const { client_id: id, client_secret: secret, grant_type: type } = readParameters(request);
	if (type !== 'client_credentials') throw invalidParameter('Invalid grant_type');
	if (String(id) !== META_APP.id) {
		throw graphRefusal({
			code: 101,
			title: 'Error validating application. Cannot get application info due to a system error.',
		});
	}
	if (secret !== META_APP.secret) {
		throw graphRefusal({ code: 1, title: 'Error validating client secret.' });
	}
	return { status: 200, json: { access_token: META_APP_TOKEN, token_type: 'bearer' } };
}

/** What a token is (Meta, "Graph API: debug_token", v25.0). All tokens of the sandbox belong to its one app. */
function describeToken({ request, world }: AppCall): Answer {
	const { input_token: token } = readParameters(request);
	const isValid = [...world.businesses.values()].some((one) => one.token === token);
	const app = { app_id: META_APP.id, application: META_APP.name, type: 'SYSTEM_USER' };
	const error = { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' };
	const data = isValid ? { ...app, is_valid: true } : { error, is_valid: false };
	return { status: 200, json: { data: { ...data, scopes: [] } } };
}

function checkApp({ params, request }: AppCall): void {
	if (params.appId !== META_APP.id) throw unknownObject(request.method, params.appId ?? '');
}

function readFields(value: unknown): string[] {
	const text = typeof value === 'string' ? value : JSON.stringify(value ?? []);
	const list: unknown = text.startsWith('[') ? JSON.parse(text) : text.split(',');
	return (Array.isArray(list) ? list : []).map((name) => String(name).trim()).filter(Boolean);
}

/** @throws Refusal in Meta's words where the address does not answer with the challenge */
export async function asCallback(work: () => Promise<void>): Promise<void> {
	await work().catch((error: unknown) => {
		const reason = error instanceof Error ? error.message : String(error);
		throw graphRefusal({
			code: 2200,
			title: `Callback verification failed with the following errors: ${reason}`,
		});
	});
}

async function subscribe(call: AppCall): Promise<Answer> {
	checkApp(call);
	const { object, callback_url, verify_token, fields } = readParameters(call.request);
	if (object !== OBJECT) throw invalidParameter('Param object must be one of {…}');
	const names = readFields(fields);
	const unknown = names.findIndex((name) => !WEBHOOK_FIELDS.includes(name));
	if (unknown >= 0) {
		const known = WEBHOOK_FIELDS.join(', ');
		throw invalidParameter(`Param fields[${unknown}] must be one of {${known}}`);
	}
	const subscription = {
		callbackUrl: String(callback_url),
		verifyToken: String(verify_token),
		appSecret: META_APP.secret,
		fields: names,
	};
	await asCallback(async () => await call.webhooks.subscribe(subscription));
	call.tookEffect();
	return { status: 200, json: { success: true } };
}

function listSubscriptions(call: AppCall): Answer {
	checkApp(call);
	const { app } = call.webhooks;
	const fields = (app?.fields ?? WEBHOOK_FIELDS).map((name) => ({ name, version: 'v26.0' }));
	const data = app ? [{ object: OBJECT, callback_url: app.url, active: true, fields }] : [];
	return { status: 200, json: { data } };
}

async function unsubscribe(call: AppCall): Promise<Answer> {
	checkApp(call);
	const { object = OBJECT } = readParameters(call.request);
	if (object === OBJECT) await call.webhooks.subscribe();
	call.tookEffect();
	return { status: 200, json: { success: true } };
}

/** Meta, "Graph API: App subscriptions" (v25.0); what a wrong ID or secret gets is from several clients' issues. */
export const appRoutes: readonly AppRoute[] = [
	{ method: 'POST', pattern: '/{version}/oauth/access_token', isOpen: true, handle: giveToken },
	{ method: 'GET', pattern: '/{version}/debug_token', handle: describeToken },
	{ method: 'GET', pattern: '/{version}/{appId}/subscriptions', handle: listSubscriptions },
	{ method: 'POST', pattern: '/{version}/{appId}/subscriptions', handle: subscribe },
	{ method: 'DELETE', pattern: '/{version}/{appId}/subscriptions', handle: unsubscribe },
];
