/** Maton's two hosts until April 2026: one for the apps, one for the connections. */
const OLD_GATEWAY_HOST = 'gateway.maton.ai';
const OLD_CONTROL_HOST = 'ctrl.maton.ai';

function withScheme(address: string): string {
	return /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `https://${address}`;
}

function withoutTrailingSlashes(address: string): string {
	return address.replace(/\/+$/, '');
}

function withHost(address: string, from: string, to: string): string {
	return address.replace(`://${from}`, `://${to}`);
}

/**
 * The base of WATI's v1 and v2 API from whatever the user pasted: a tenant is kept, and a missing
 * scheme, trailing slashes (they would make `//api`, a 404) and an `/api/v1...` tail are tolerated.
 *
 * @returns an address without a trailing slash, e.g. `https://live-mt-server.wati.io/123456`
 */
export function watiBaseUrl(apiUrl: string): string {
	const address = withoutTrailingSlashes(withScheme(apiUrl.trim()));
	return withoutTrailingSlashes(address.replace(/\/api\/(v\d|ext)(\/.*)?$/i, ''));
}

/** Where the native paths of WATI's v3 API begin. */
export const V3_PATH = '/api/ext/v3';

/**
 * The base of v3 paths such as `/api/ext/v3/contacts`, from the same pasted address: v3 lives at the root of
 * the host, and with a tenant in front of it every call is a 404 (support.wati.io, "WATI API v3").
 *
 * @returns an address without a trailing slash, e.g. `https://live-mt-server.wati.io`
 */
export function watiRootUrl(apiUrl: string): string {
	return watiBaseUrl(apiUrl).replace(/\/\d+$/, '');
}

/** As {@link watiRootUrl}, with the beginning that all v3 paths share. */
export function watiV3BaseUrl(apiUrl: string): string {
	return `${watiRootUrl(apiUrl)}${V3_PATH}`;
}

/** What people paste of the gateway: the name of an app at its end is left out. */
function gatewayOf(gatewayUrl: string): string {
	return withoutTrailingSlashes(withScheme(gatewayUrl.trim())).replace(
		/\/(wati|whatsapp-business)$/,
		'',
	);
}

/**
 * The base below which Maton forwards the native paths of an app (spec A and D, "Base URL"; spec B for the
 * old host).
 */
export function matonBaseUrl(gatewayUrl: string, app = 'wati'): string {
	return `${withHost(gatewayOf(gatewayUrl), OLD_CONTROL_HOST, OLD_GATEWAY_HOST)}/${app}`;
}

/** The base of Maton's connection management (spec A, "Connection Management"; spec B for the old host). */
export function matonControlUrl(gatewayUrl: string): string {
	return withHost(gatewayOf(gatewayUrl), OLD_GATEWAY_HOST, OLD_CONTROL_HOST);
}
