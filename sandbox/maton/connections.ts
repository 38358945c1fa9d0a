import type { Destination, Environment } from '../server/dispatch';
import { Refusal, type Answer, type ReceivedRequest } from '../http/exchange';
import { getEndpoint, matchRoute, type RouteRow } from '../http/route';
import type { Connection } from '../state/connections';
import { matonError } from './answers';
import { enterMaton } from './gateway';

const KNOWN_APPS = ['wati', 'whatsapp-business', 'slack', 'google-mail', 'notion'];
const STATUSES = ['ACTIVE', 'PENDING', 'FAILED'];

interface ConnectionCall {
	environment: Environment;
	request: ReceivedRequest;
	matonKey: string;
	connectionId: string;
	tookEffect(): void;
}

interface ConnectionRoute extends RouteRow {
	handle(call: ConnectionCall): Answer;
}

const connectionRoutes: ConnectionRoute[] = [
	{ method: 'GET', pattern: '/connections', handle: listConnections },
	{ method: 'POST', pattern: '/connections', handle: createConnection },
	{ method: 'GET', pattern: '/connections/{connectionId}', handle: getConnection },
	{ method: 'DELETE', pattern: '/connections/{connectionId}', handle: deleteConnection },
];

/** Maton's own API for connections. */
export function matonConnections(environment: Environment, request: ReceivedRequest): Destination {
	const { path } = request;
	const match = matchRoute(connectionRoutes, request.method, path);
	const found = match && match !== 'otherMethod' ? match : undefined;
	const where = {
		side: 'maton' as const,
		path,
		endpoint: found ? getEndpoint(found.row) : 'unknown',
	};
	const matonKey = enterMaton(environment, request);
	if (typeof matonKey !== 'string') return { ...where, ...matonKey };
	if (!found) {
		const refusal = match ? matonError(405, 'Method not allowed') : matonError(404, 'Not found');
		return { ...where, refusal };
	}
	const connectionId = found.params.connectionId ?? '';
	return {
		...where,
		handle: ({ tookEffect }) =>
			found.row.handle({ environment, request, matonKey, connectionId, tookEffect }),
	};
}

function listConnections({ environment, request, matonKey }: ConnectionCall): Answer {
	const { query } = request;
	const status = query.get('status');
	if (status && !STATUSES.includes(status)) {
		throw new Refusal(matonError(400, `Invalid status: ${status}`));
	}
	const app = query.get('app');
	const limit = Number(query.get('limit') ?? Infinity);
	const connections = environment.world.connections
		.of(matonKey)
		.filter((one) => (!app || one.app === app) && (!status || one.status === status))
		.slice(0, limit)
		.map((one) => ({ ...buildShape(environment, one), method: one.method }));
	return { status: 200, json: { connections } };
}

/** Answers the id alone; the link to open has to be fetched. */
function createConnection({ environment, request, matonKey, tookEffect }: ConnectionCall): Answer {
	const { body } = request;
	const value = body.kind === 'json' ? (body.value as { app?: unknown } | null) : undefined;
	const app = value?.app;
	if (typeof app !== 'string' || !KNOWN_APPS.includes(app)) {
		throw new Refusal(matonError(400, `Invalid app: ${String(app)}`));
	}
	tookEffect();
	const connection = environment.world.connections.add({ matonKey, app, status: 'PENDING' });
	return { status: 200, json: { connection_id: connection.id } };
}

function getConnection(call: ConnectionCall): Answer {
	return { status: 200, json: { connection: buildShape(call.environment, find(call)) } };
}

function deleteConnection(call: ConnectionCall): Answer {
	const connection = find(call);
	call.tookEffect();
	call.environment.world.connections.remove(connection);
	return { status: 200 };
}

function find({ environment, matonKey, connectionId }: ConnectionCall): Connection {
	const connection = environment.world.connections.find(matonKey, connectionId);
	if (!connection) throw new Refusal(matonError(404, 'Connection not found'));
	return connection;
}

function buildShape(environment: Environment, connection: Connection) {
	return {
		connection_id: connection.id,
		status: connection.status,
		creation_time: connection.created.toISOString(),
		last_updated_time: connection.updated.toISOString(),
		url: `${environment.origin}/connect?session_token=${connection.sessionToken}`,
		app: connection.app,
		metadata: {},
	};
}
