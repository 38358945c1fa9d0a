import type { ICredentialTestRequest } from 'n8n-workflow';

type Rules = NonNullable<ICredentialTestRequest['rules']>;

type CodeRule = Extract<Rules[number], { type: 'responseCode' }>;

/** What a page begins with. An answer in JSON is an object to n8n and has no such beginning. */
const BEGINNINGS = ['<', '\n', '\r', ' '];

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
