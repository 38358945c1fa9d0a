/** Meta's Graph API. It is no field of a credential, so that no token goes to another host. */
export const GRAPH_URL = 'https://graph.facebook.com';

/** Hosts that Meta keeps files on (Meta, "Media: download media"). Nobody else gets the token. */
const META_HOST = /^(?:[\w-]+\.)*(?:fbsbx\.com|facebook\.com|fbcdn\.net|whatsapp\.net)$/;

/** Whether the token may go to an address: one of Meta's hosts, over TLS at its own port, and with no login in front. */
export function isMetaAddress(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname, port, username, password } = new URL(address);
	const isPlain = port === '' && username === '' && password === '';
	return protocol === 'https:' && isPlain && META_HOST.test(hostname);
}
