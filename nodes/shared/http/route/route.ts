import type { INode } from 'n8n-workflow';

import { nodeError } from '../../errors/node-error';
import { matonBaseUrl, matonControlUrl } from './addresses';
import { getBareKey } from '../answers/blank-key';
import { choiceParameter, textParameter, type ParameterSource } from '../../parameters/input';
import type { CredentialSource } from './credential-source';
import type { RouteAddresses, RouteKind, Service } from '../service';

/** The way to a service that the user chose by the kind of credential. */
export interface Route extends RouteAddresses {
	service: Service;
	kind: RouteKind;
	/** The n8n credential type that authorizes its requests. */
	credentialType: string;
	/** Base of Maton's `/connections`; absent on the direct route. */
	controlUrl?: string;
	/** The connection that the node or its credential chose; absent when Maton chooses, and on the direct route. */
	connection?: string;
}

interface MatonCredential {
	apiKey: string;
	connectionId?: string;
	gatewayUrl: string;
}

/** Reads the chosen credential and derives the addresses from it. */
export async function resolveRoute(context: CredentialSource, service: Service): Promise<Route> {
	const { direct } = service;
	if (direct && textParameter(context, 'authentication') === direct.credentialType) {
		const { credentialType } = direct;
		const credential = await context.getCredentials(credentialType);
		return { service, kind: 'direct', credentialType, ...direct.resolve(credential) };
	}
	const { apiKey, gatewayUrl, connectionId } =
		await context.getCredentials<MatonCredential>('matonApi');
	const connection = choiceParameter(context, 'options.connection') || (connectionId ?? '').trim();
	const account = getBareKey(apiKey);
	return {
		service,
		kind: 'maton',
		credentialType: 'matonApi',
		apiUrl: matonBaseUrl(gatewayUrl, service.app),
		controlUrl: matonControlUrl(gatewayUrl),
		...(connection ? { connection } : {}),
		account,
		key: account,
		tenant: `${account} ${connection}`,
	};
}

/** Whether a path is Maton's own, not the service's. */
export function isOfMaton(path: string): boolean {
	return path.startsWith('/connections');
}

/** Where a path begins on a route; undefined where the route does not lead to it. */
export function getBase(route: Route, path: string): string | undefined {
	return isOfMaton(path) ? route.controlUrl : route.service.getBase(route, path);
}

/** The failure of a path that a route does not lead to: it says which credential does. */
export function notOffered(node: INode, { service }: Route, path: string, itemIndex?: number) {
	const messages = isOfMaton(path) ? {} : service.messages;
	return nodeError(node, 'route-not-offered', { messages, itemIndex });
}

/**
 * The header that overrides the credential's connection. The credential writes `Maton-Connection` into the
 * same object later: of two spellings the one that comes later in the object reaches the wire.
 */
export function connectionHeaders(
	context: ParameterSource,
	route: Route,
	path: string,
): Record<string, string> {
	const connection = choiceParameter(context, 'options.connection');
	if (route.kind !== 'maton' || isOfMaton(path) || connection === '') return {};
	return { 'Maton-Connection': '', 'maton-connection': connection };
}
