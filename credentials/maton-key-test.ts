import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { callForTest, failTest, passTest, type TestAnswer } from './test-call';
import { getBareKey } from '../nodes/shared/http/answers/blank-key';
import { isObject } from '../nodes/shared/parameters/json';
import { matonBaseUrl, matonControlUrl } from '../nodes/shared/http/route/addresses';
import { readRecords } from '../nodes/shared/http/answers/records';

/** What the test says where it fails, beside what the network says. */
export const MATON_KEY_PROBLEMS = {
	wrongKey: 'Maton did not accept the API key. Copy it again from maton.ai under Settings.',
	notMaton:
		'The Gateway URL answers, but not as Maton does. Use https://api.maton.ai unless Maton gave you another address.',
	tooMany:
		'The key is valid, but the account is above its limit of 10 requests per second right now. Test again in a moment.',
	outOfOrder: 'Maton itself answers with an error. Test again later.',
	noSuchConnection:
		'The key is valid, but has no connection with this Connection ID. Copy the ID again from Connection: Get Many, or leave the field empty.',
	notActive:
		'The key is valid, but its connection with this Connection ID is not active. Open its link to complete it (Connection: Get shows the link), or choose another one.',
	wrongToken:
		'The key is valid, but WATI did not accept the token that Maton keeps in the connection. Create a new connection, then delete the old one.',
	noScope:
		'The key is valid, but the WATI token in the connection lacks the scope contacts:read. Add the scope in WATI under Connector, API.',
	noWati:
		'The key is valid, but Maton could not reach WATI with this connection, often because its authorization has expired. Create a new connection, then delete the old one.',
} as const;

/** What it says where it passes. */
export const MATON_KEY_REMARKS = {
	works: 'The key is valid, and WATI answers.',
	noConnection:
		'The key is valid, but has no active WATI connection yet. Create one (WATI node, Connection: Create, or maton.ai) and open its link. WhatsApp Business needs a separate connection.',
	otherApp:
		'The key and its connection are valid. The connection is not one of WATI: the WATI node needs another one.',
} as const;

/** Status meanings: spec A, "Error Handling". */
function findKeyProblem({ statusCode, body }: { statusCode: number; body: object }) {
	const { wrongKey, notMaton, tooMany, outOfOrder } = MATON_KEY_PROBLEMS;
	if (statusCode === 401 || statusCode === 403) return wrongKey;
	if (statusCode === 429) return tooMany;
	if (statusCode >= 500) return outOfOrder;
	return statusCode < 300 && 'connections' in body ? undefined : notMaton;
}

function findConnectionProblem({ statusCode, body }: { statusCode: number; body: object }) {
	const { noScope, noWati, tooMany, wrongToken } = MATON_KEY_PROBLEMS;
	if (statusCode < 300 && 'contact_list' in body) return undefined;
	if (statusCode === 401) return wrongToken;
	if (statusCode === 403) return noScope;
	return statusCode === 429 ? tooMany : noWati;
}

interface Asked {
	gatewayUrl: string;
	connectionId: string;
	ask: (url: string, qs?: Record<string, string | number>) => Promise<TestAnswer>;
}

/** The chosen connection, as a result where it decides the test. */
async function testChosen({
	gatewayUrl,
	connectionId,
	ask,
}: Asked): Promise<INodeCredentialTestResult | undefined> {
	const path = `/connections/${encodeURIComponent(connectionId)}`;
	const answer = await ask(`${matonControlUrl(gatewayUrl)}${path}`);
	if ('problem' in answer) return failTest(answer.problem);
	const { statusCode, body } = answer;
	if ([400, 403, 404].includes(statusCode)) return failTest(MATON_KEY_PROBLEMS.noSuchConnection);
	const { app, status } = isObject(body.connection) ? body.connection : body;
	if (statusCode >= 300) return failTest(findKeyProblem(answer) ?? MATON_KEY_PROBLEMS.outOfOrder);
	if (status !== 'ACTIVE') return failTest(MATON_KEY_PROBLEMS.notActive);
	return app === 'wati' ? undefined : passTest(MATON_KEY_REMARKS.otherApp);
}

async function testKey(asked: Asked): Promise<INodeCredentialTestResult> {
	const { gatewayUrl, connectionId, ask } = asked;
	const active = { app: 'wati', status: 'ACTIVE' };
	const listing = await ask(`${matonControlUrl(gatewayUrl)}/connections`, active);
	if ('problem' in listing) return failTest(listing.problem);
	const problem = findKeyProblem(listing);
	if (problem !== undefined) return failTest(problem);
	if (connectionId !== '') {
		const decided = await testChosen(asked);
		if (decided) return decided;
	} else if (readRecords(listing.body).length === 0) {
		return passTest(MATON_KEY_REMARKS.noConnection);
	}
	const oneContact = { pageSize: 1, pageNumber: 1 };
	const contacts = await ask(`${matonBaseUrl(gatewayUrl, 'wati')}/api/v1/getContacts`, oneContact);
	if ('problem' in contacts) return failTest(contacts.problem);
	const trouble = findConnectionProblem(contacts);
	return trouble === undefined ? passTest(MATON_KEY_REMARKS.works) : failTest(trouble);
}

/**
 * Tests a Maton key by what Maton says of it (spec A, "Connection Management"), and by WATI where a connection leads
 * there. A key without a connection passes, with a remark: it is what new connections are made with.
 */
export async function testMatonKey(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const connectionId = String(data.connectionId ?? '').trim();
	const gatewayUrl = String(data.gatewayUrl ?? '');
	const key = getBareKey(String(data.apiKey ?? ''));
	const headers = {
		Authorization: `Bearer ${key}`,
		...(connectionId === '' ? {} : { 'Maton-Connection': connectionId }),
	};
	return await testKey({
		gatewayUrl,
		connectionId,
		ask: async (url, qs) => await callForTest(this, { url, qs, headers, label: 'Gateway URL' }),
	});
}
