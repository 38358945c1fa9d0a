import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { textParameter, type ParameterSource } from '../parameters/input';
import { V3_PATH, watiBaseUrl, watiRootUrl } from '../../services/wati/addresses';
import type { Service } from './service';
import { wati } from '../../Wati/service';
import { matonBaseUrl, matonControlUrl } from '../maton/addresses';

/** What every n8n context that can reach the network offers, as far as a route needs it. */
export interface CredentialSource extends ParameterSource {
	getCredentials<T extends object = ICredentialDataDecryptedObject>(type: string): Promise<T>;
}

/** The way to a service that the user chose in the field `Authentication`. */
export interface Route {
	service: Service;
	kind: 'maton' | 'wati';
	credentialType: 'matonApi' | 'watiApi';
	/** Base of native paths such as `/api/v1/getContacts`. */
	apiUrl: string;
	/** Base of v3 paths such as `/api/ext/v3/contacts`; absent with Maton, which does not list them (spec A). */
	rootUrl?: string;
	/** Base of Maton's `/connections`; absent on the direct route. */
	controlUrl?: string;
	/** The connection that the node or its credential chose; absent when Maton chooses, and on the direct route. */
	connection?: string;
	/** What the limits are counted by: one Maton account or one WATI tenant. Never written anywhere. */
	account: string;
	/** What chats and templates belong to: one account of the service, also behind a shared Maton key. Never written anywhere. */
	tenant: string;
}

interface MatonCredential {
	apiKey: string;
	connectionId?: string;
	gatewayUrl: string;
}

interface WatiCredential {
	apiUrl: string;
}

/** The key as the credential sends it, so that one account is one however its key was pasted. */
function bareKey(apiKey: string): string {
	return apiKey.trim().replace(/^Bearer\s+/i, '');
}

/** Reads the chosen credential and derives the addresses from it. */
export async function resolveRoute(
	context: CredentialSource,
	service: Service = wati,
): Promise<Route> {
	if (textParameter(context, 'authentication') === 'watiApi') {
		const credential = await context.getCredentials<WatiCredential>('watiApi');
		const apiUrl = watiBaseUrl(credential.apiUrl);
		return {
			service,
			kind: 'wati',
			credentialType: 'watiApi',
			apiUrl,
			rootUrl: watiRootUrl(credential.apiUrl),
			account: apiUrl,
			tenant: apiUrl,
		};
	}
	const { apiKey, gatewayUrl, connectionId } =
		await context.getCredentials<MatonCredential>('matonApi');
	const connection = textParameter(context, 'connection').trim() || (connectionId ?? '').trim();
	const account = bareKey(apiKey);
	return {
		service,
		kind: 'maton',
		credentialType: 'matonApi',
		apiUrl: matonBaseUrl(gatewayUrl, service.app),
		controlUrl: matonControlUrl(gatewayUrl),
		...(connection ? { connection } : {}),
		account,
		tenant: `${account} ${connection}`,
	};
}

/** Whether a path is Maton's own, not the service's. */
export function isOfMaton(path: string): boolean {
	return path.startsWith('/connections');
}

/** Whether a path is one of WATI's v3 API. */
export function isOfV3(path: string): boolean {
	return path.startsWith(`${V3_PATH}/`);
}

/** Where a path begins on a route; undefined where the route does not lead to it. */
export function baseOf(route: Route, path: string): string | undefined {
	if (isOfMaton(path)) return route.controlUrl;
	return isOfV3(path) ? route.rootUrl : route.apiUrl;
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
	const connection = textParameter(context, 'connection').trim();
	if (route.kind !== 'maton' || isOfMaton(path) || connection === '') return {};
	return { 'Maton-Connection': '', 'maton-connection': connection };
}
