import type { IWebhookFunctions } from 'n8n-workflow';

/** The parts of Node's request that tell where this process listens. */
interface ReceivedRequest {
	path?: string;
	socket?: { localAddress?: string; localPort?: number; encrypted?: boolean };
}

/** IPv4 as a socket for both families writes it. */
const MAPPED = /^::ffff:(?=\d+\.)/i;

/** What a proxy takes off the path before it reaches n8n; empty where that cannot be told. */
function getPrefix(context: IWebhookFunctions, path: string | undefined): string {
	const address = context.getNodeWebhookUrl('default') ?? '';
	if (path === undefined || !URL.canParse(address)) return '';
	const { pathname } = new URL(address);
	return pathname.endsWith(path) ? pathname.slice(0, -path.length) : '';
}

/** Where this process listens. */
interface LocalServer {
	origin: string;
	/** What a proxy takes off paths. */
	prefix: string;
}

/** As the last request showed it: a process has one server. */
let lastServer: LocalServer | undefined;

function toAddressAt({ origin, prefix }: LocalServer, url: string): string {
	const { pathname, search } = new URL(url);
	const ownPath = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname;
	return `${origin}${ownPath}${search}`;
}

/**
 * The address of an execution at the very server that takes the present request, so that no proxy, tunnel or wrong
 * webhook URL stands between. n8n checks the secret of the execution as always.
 *
 * @returns undefined where the server is not known, or speaks https, whose certificate is for another name
 */
export function getLocalAddress(context: IWebhookFunctions, resumeUrl: string): string | undefined {
	const { socket, path } = context.getRequestObject() as unknown as ReceivedRequest;
	const { localAddress, localPort, encrypted } = socket ?? {};
	if (localAddress === undefined || localPort === undefined || encrypted) return undefined;
	const address = localAddress.replace(MAPPED, '');
	const host = address.includes(':') ? `[${address}]` : address;
	lastServer = { origin: `http://${host}:${localPort}`, prefix: getPrefix(context, path) };
	return toAddressAt(lastServer, resumeUrl);
}

/**
 * The address of a trigger of this n8n at the server of this process, for whom no request is at hand.
 *
 * @returns undefined before the first request of a trigger
 */
export function getKnownLocalAddress(url: string): string | undefined {
	return lastServer && URL.canParse(url) ? toAddressAt(lastServer, url) : undefined;
}
