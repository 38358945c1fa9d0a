import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { callForTest, failTest, passTest } from './test-call';
import { getBareKey } from '../nodes/shared/http/answers/blank-key';
import { watiBaseUrl } from '../nodes/services/wati/addresses';

/** What the test says where it fails, beside what the network says. */
export const WATI_TOKEN_PROBLEMS = {
	wrongToken:
		'WATI did not accept the access token. Create a new one under Connector, API, and check its expiry date.',
	noScope:
		'The token is valid, but lacks the scope contacts:read. Add the scope in WATI under Connector, API.',
	wrongEndpoint:
		'WATI does not know this endpoint. Copy the API Endpoint URL again, with the tenant number at its end.',
	tooMany:
		'The token is valid, but WATI allows no more requests right now. Test again in ten seconds.',
	outOfOrder: 'WATI itself answers with an error. Test again later.',
	notWati:
		'The API Endpoint URL answers, but not as WATI does. Copy it again from WATI under Connector, API.',
} as const;

export const WATI_TOKEN_WORKS = 'The token is valid.';

/** Status meanings: docs.wati.io, "Errors". Some proxies answer an unauthorized call with 200 and a message. */
function findProblem({ statusCode, body }: { statusCode: number; body: object }) {
	const { wrongToken, noScope, wrongEndpoint, tooMany, outOfOrder, notWati } = WATI_TOKEN_PROBLEMS;
	const isUnauthorized = 'message' in body && /unauthori[sz]ed/i.test(String(body.message));
	if (statusCode === 401 || isUnauthorized) return wrongToken;
	if (statusCode === 403) return noScope;
	if (statusCode === 404) return wrongEndpoint;
	if (statusCode === 429) return tooMany;
	if (statusCode >= 500) return outOfOrder;
	return statusCode < 300 && 'contact_list' in body ? undefined : notWati;
}

/** Tests a token of WATI by asking for one contact (spec A, "Get Contacts"). */
export async function testWatiToken(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const answer = await callForTest(this, {
		url: `${watiBaseUrl(String(data.apiUrl ?? ''))}/api/v1/getContacts`,
		qs: { pageSize: 1, pageNumber: 1 },
		headers: { Authorization: `Bearer ${getBareKey(String(data.accessToken ?? ''))}` },
		label: 'API Endpoint URL',
	});
	if ('problem' in answer) return failTest(answer.problem);
	const problem = findProblem(answer);
	return problem === undefined ? passTest(WATI_TOKEN_WORKS) : failTest(problem);
}
