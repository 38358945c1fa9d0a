import { bearerToken, type Destination, type Environment } from '../server/dispatch';
import type { Answer, ReceivedRequest } from '../http/exchange';
import { callMeta } from '../meta/side';
import type { Connection } from '../state/connections';
import { matchRoute } from '../http/route';
import { watiRoutes } from '../wati/routes';
import { callWati } from '../wati/side';
import { matonError } from './answers';

const listedRoutes = watiRoutes.filter((route) => route.throughMaton);

/**
 * Refuses a request without a known Maton key (401) or above the account's limit (429); else
 * gives the key.
 */
export function enterMaton(
	environment: Environment,
	request: ReceivedRequest,
): string | { refusal: Answer } {
	const key = bearerToken(request);
	if (key === undefined || !environment.world.matonKeys.has(key)) {
		return { refusal: matonError(401, 'Invalid API key') };
	}
	if (!environment.gatewayLimit.take(key, request.at)) {
		return { refusal: matonError(429, 'Rate limit exceeded') };
	}
	return key;
}

/** `/wati/{native path}`: picks the connection, sets the account's token and passes the call on. */
export function matonGateway(environment: Environment, request: ReceivedRequest): Destination {
	const path = request.path.slice('/wati'.length);
	const where = { side: 'maton' as const, path };
	const key = enterMaton(environment, request);
	const known = matchRoute(listedRoutes, request.method, path);
	const endpoint =
		known && known !== 'otherMethod' ? `${known.row.method} ${known.row.pattern}` : 'unknown';
	if (typeof key !== 'string') return { ...where, endpoint, ...key };
	const connection = chooseConnection(environment, request, key, 'wati');
	if (!connection) {
		const refusal = matonError(400, 'No active connection found for app: wati');
		return { ...where, endpoint, refusal };
	}
	if (known === undefined) {
		return {
			...where,
			endpoint,
			refusal: matonError(404, 'Only the endpoints listed are supported'),
		};
	}
	const tenant = environment.world.tenants.get(connection.wati?.tenantId ?? '');
	if (!tenant) return { ...where, endpoint, refusal: matonError(500, 'Connection has no account') };
	return { ...where, ...callWati(environment, request, tenant, path, connection.wati?.token) };
}

/** `/whatsapp-business/{native path}`: forwards to the Graph API in the name of the connection's account. */
export function metaGateway(environment: Environment, request: ReceivedRequest): Destination {
	const app = 'whatsapp-business';
	const path = request.path.slice(`/${app}`.length);
	const where = { side: 'maton' as const, path, endpoint: 'unknown' };
	const key = enterMaton(environment, request);
	if (typeof key !== 'string') return { ...where, ...key };
	const connection = chooseConnection(environment, request, key, app);
	if (!connection) {
		return { ...where, refusal: matonError(400, `No active connection found for app: ${app}`) };
	}
	const account = environment.world.businesses.get(connection.businessAccountId ?? '');
	if (!account) return { ...where, refusal: matonError(500, 'Connection has no account') };
	return callMeta(environment, request, account, path);
}

function chooseConnection(
	environment: Environment,
	request: ReceivedRequest,
	matonKey: string,
	wantedApp: string,
): Connection | undefined {
	const active = environment.world.connections
		.of(matonKey)
		.filter(({ app, status }) => app === wantedApp && status === 'ACTIVE');
	const wanted = request.headers['maton-connection'];
	if (wanted !== undefined) return active.find((connection) => connection.id === wanted);
	return environment.settings.defaultConnection === 'newest' ? active.at(-1) : active[0];
}
