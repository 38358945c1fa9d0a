/** An address with `https://` where its scheme was left out. */
export function withScheme(address: string): string {
	return /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `https://${address}`;
}

export function withoutTrailingSlashes(address: string): string {
	return address.replace(/\/+$/, '');
}

/** Maton's two hosts until April 2026: one for the apps, one for the connections. */
const OLD_GATEWAY_HOST = 'gateway.maton.ai';

const OLD_CONTROL_HOST = 'ctrl.maton.ai';

function withHost(address: string, from: string, to: string): string {
	return address.replace(`://${from}`, `://${to}`);
}

/** What people paste of the gateway: the name of an app at its end is left out. */
function readGateway(gatewayUrl: string): string {
	return withoutTrailingSlashes(withScheme(gatewayUrl.trim())).replace(
		/\/(wati|whatsapp-business)$/,
		'',
	);
}

/**
 * The base below which Maton forwards the native paths of an app (spec A and D, "Base URL"; spec B for the
 * old host).
 */
export function matonBaseUrl(gatewayUrl: string, app: string): string {
	return `${withHost(readGateway(gatewayUrl), OLD_CONTROL_HOST, OLD_GATEWAY_HOST)}/${app}`;
}

/** The base of Maton's connection management (spec A, "Connection Management"; spec B for the old host). */
export function matonControlUrl(gatewayUrl: string): string {
	return withHost(readGateway(gatewayUrl), OLD_GATEWAY_HOST, OLD_CONTROL_HOST);
}
