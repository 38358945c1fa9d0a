import { withoutTrailingSlashes, withScheme } from '../../shared/http/route/addresses';

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
