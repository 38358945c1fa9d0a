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
	const { pathname, search } = new URL(resumeUrl);
	const prefix = getPrefix(context, path);
	const ownPath = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname;
	return `http://${host}:${localPort}${ownPath}${search}`;
}
