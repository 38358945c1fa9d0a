import type { ICredentialTestRequest } from 'n8n-workflow';

type Rules = NonNullable<ICredentialTestRequest['rules']>;

type CodeRule = Extract<Rules[number], { type: 'responseCode' }>;

/** What a page begins with. An answer in JSON is an object to n8n and has no such beginning. */
const BEGINNINGS = ['<', '\n', '\r', ' '];

const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * What a test sends beside its address. n8n would carry the key along to whatever host an answer points to, and does
 * so by default.
 */
export const KEY_STAYS = { disableFollowRedirect: true } as const;

/** Rules for an answer that points to another address, to which no key goes. */
export function redirectRules(label: string): CodeRule[] {
	return REDIRECTS.map((value) => ({
		type: 'responseCode',
		properties: {
			value,
			message: `This address redirects to another one, and the key was not sent on. Enter the final address in ${label}, often the same with https.`,
		},
	}));
}

/**
 * Rules of a test by status, and for a web page that comes with status 200, as from a proxy's login or a wrong
 * host. n8n takes both kinds together, although its type has them apart.
 *
 * @param page what to tell the user about a web page
 */
export function rulesAndPages(codes: CodeRule[], page: string): Rules {
	const pages = BEGINNINGS.map((value) => ({
		type: 'responseSuccessBody',
		properties: { key: '0', value, message: page },
	}));
	return [...codes, ...pages] as Rules;
}
