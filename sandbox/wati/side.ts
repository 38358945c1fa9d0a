import { bearerToken, type Destination, type Effects, type Environment } from '../server/dispatch';
import type { Answer, ReceivedRequest } from '../http/exchange';
import { getEndpoint, matchRoute, type RouteMatch } from '../http/route';
import type { Tenant } from '../state/wati/tenant';
import type { WatiRoute } from './call';
import { watiRoutes } from './routes';
import { v3Routes } from './v3/routes';

const CLOUDFLARE_PAGE =
	'<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head>' +
	'<body><h1>Sorry, you have been blocked</h1></body></html>';

const V3 = '/api/ext/v3/';

/** A call of WATI itself: `/{tenantId}/api/...`, or `/api/ext/v3/...` without a tenant. */
export function watiSide(environment: Environment, request: ReceivedRequest): Destination {
	const [, tenantId, path] = /^\/(\d+)(\/.*)?$/.exec(request.path) ?? [];
	const tenant = tenantId === undefined ? undefined : environment.world.tenants.get(tenantId);
	const where = { side: 'wati' as const, path: path ?? request.path };
	const token = bearerToken(request);
	if (/^python-urllib/i.test(request.headers['user-agent'] ?? '')) {
		const contentType = 'text/html; charset=UTF-8';
		const refusal = { status: 403, text: CLOUDFLARE_PAGE, contentType };
		return { ...where, endpoint: 'unknown', refusal };
	}
	if (request.path.startsWith(V3)) {
		const owner = [...environment.world.tenants.values()].find((one) =>
			one.tokens.has(token ?? ''),
		);
		return { ...where, ...callRoutes(v3Routes, environment, request, owner, request.path, token) };
	}
	if (!tenant || path === undefined)
		return { ...where, endpoint: 'unknown', refusal: { status: 404 } };
	return { ...where, ...callWati(environment, request, tenant, path, token) };
}

/**
 * Leads a native path of an account to its handler: 404 for an unknown path, 405 for another
 * method, 401 for a token that is not the account's, 429 above the plan's limit, all with an
 * empty body.
 */
export function callWati(
	environment: Environment,
	request: ReceivedRequest,
	tenant: Tenant,
	path: string,
	token: string | undefined,
) {
	return callRoutes(watiRoutes, environment, request, tenant, path, token);
}

function callRoutes(
	routes: readonly WatiRoute[],
	environment: Environment,
	request: ReceivedRequest,
	tenant: Tenant | undefined,
	path: string,
	token: string | undefined,
) {
	const match = matchRoute(routes, request.method, path);
	if (!match) return { endpoint: 'unknown', refusal: { status: 404 } };
	if (match === 'otherMethod') return { endpoint: 'unknown', refusal: { status: 405 } };
	const endpoint = getEndpoint(match.row);
	if (token === undefined || !tenant?.tokens.has(token))
		return { endpoint, refusal: { status: 401 } };
	const { limit } = match.row;
	if (limit && !environment.planLimits.take(limit, tenant.id, request.at)) {
		return { endpoint, refusal: { status: 429 } };
	}
	const params = decodedParams(match);
	if (!params) return { endpoint, refusal: { status: 400 } };
	const { world, settings } = environment;
	return {
		endpoint,
		handle(effects: Effects): Answer {
			const call = { world, settings, tenant, request, params, ...effects };
			const answer = match.row.handle(call);
			const { contentType } = match.row;
			return contentType === undefined ? answer : { contentType, ...answer };
		},
	};
}

function decodedParams(match: RouteMatch<WatiRoute>): Record<string, string> | undefined {
	try {
		return Object.fromEntries(
			Object.entries(match.params).map(([name, value]) => [name, decodeURIComponent(value)]),
		);
	} catch {
		return undefined;
	}
}
