import type { IDataObject } from 'n8n-workflow';

import { getErrorCode } from '../../shared/errors/node-error';
import { readRecords } from '../../shared/http/answers/records';
import {
	chosenConnectionRow,
	clockRow,
	connectionStateRow,
	endpointRow,
	tokenAgeRow,
	webhooksRow,
} from '../responses/setup-check';
import { readTokenTimes } from '../responses/token-times';
import { fetchBeside, type BesideResult } from '../../shared/http/beside/fetch-beside';
import { failedRow, row, type SetupCheck } from '../../shared/http/beside/setup-check';
import { watiWaitingNode } from '../../services/wati/waiting-node';
import { checkPauses } from '../../shared/waiting/triggers/check-pauses';
import { ADDRESS_ADVICE, findAddressProblem } from '../../shared/webhooks/public-address';
import { createResult } from '../../shared/http/local-result';
import type { OperationInterceptor, RequestSession } from '../../shared/http/pipeline';

const ONE_CONTACT = { pageSize: 1, pageNumber: 1 };

/** @throws NodeFailure when the execution was canceled, which is no finding */
async function fetch(
	session: RequestSession,
	path: string,
	qs: IDataObject,
): Promise<BesideResult> {
	const result = await fetchBeside(session, path, qs);
	if (getErrorCode(result.failure) === 'cancelled') throw result.failure!;
	return result;
}

function keyRow({ failure }: BesideResult): SetupCheck {
	if (!failure) return row('key', 'ok', 'The key was accepted');
	const refused = getErrorCode(failure) === 'credential-refused';
	return failedRow('key', failure, refused ? 'failed' : 'unknown');
}

function accountRow({ failure }: BesideResult): SetupCheck {
	return failure ? failedRow('account', failure) : row('account', 'ok', 'WATI answers');
}

async function checkMaton(session: RequestSession): Promise<SetupCheck[]> {
	const listing = await fetch(session, '/connections', {});
	const key = keyRow(listing);
	const plan = row('plan', 'unknown', 'Maton passes on nothing that shows the plan');
	if (listing.failure) {
		const missing = (check: string) => row(check, 'unknown', 'Maton did not list the connections');
		return [
			key,
			missing('connectionState'),
			missing('chosenConnection'),
			row('account', 'unknown', 'Not checked, because Maton did not list the connections'),
			plan,
			clockRow(listing.date, Date.now()),
		];
	}
	const clock = clockRow(listing.date, Date.now());
	const connections = readRecords(listing.body);
	return [
		key,
		connectionStateRow(connections),
		chosenConnectionRow(connections, session.route.connection),
		accountRow(await fetch(session, '/api/v1/getContacts', ONE_CONTACT)),
		plan,
		clock,
	];
}

function v3Row({ failure }: BesideResult): SetupCheck {
	if (!failure) return row('v3Access', 'ok', 'The account may use API v3');
	const lacking = ['not-allowed', 'not-found'].includes(getErrorCode(failure) ?? '');
	return failedRow('v3Access', failure, lacking ? 'warning' : 'unknown');
}

/**
 * A 403 can mean the plan (docs.wati.io, "Errors"). The Growth plan has no webhooks: live calls were refused, and WATI's
 * pricing page says so.
 */
function planRow(v3: SetupCheck, webhooks: BesideResult | undefined): SetupCheck {
	if (v3.status === 'unknown') return row('plan', 'unknown', 'No answer shows the plan');
	const lacking = [
		...(v3.status === 'warning' ? ['API v3'] : []),
		...(getErrorCode(webhooks?.failure) === 'not-allowed' ? ['webhooks'] : []),
	];
	if (lacking.length === 0) return row('plan', 'ok', 'The plan includes API v3 and webhooks');
	return row(
		'plan',
		'warning',
		`The plan or the scopes of the token seem to lack ${lacking.join(' and ')}`,
		'Check the plan in WATI, and the scopes of the token under Connector, API.',
	);
}

async function checkDirect(session: RequestSession): Promise<SetupCheck[]> {
	const { accessToken } = await session.context.getCredentials<{ accessToken: string }>('watiApi');
	const contacts = await fetch(session, '/api/v1/getContacts', ONE_CONTACT);
	const clock = clockRow(contacts.date, Date.now());
	const v3 = v3Row(await fetch(session, '/api/ext/v3/channels', { page_number: 1, page_size: 1 }));
	const webhooks =
		v3.status === 'ok'
			? await fetch(session, '/api/ext/v3/webhooks', { page_number: 1, page_size: 100 })
			: undefined;
	const webhookRow = !webhooks
		? row('webhooks', 'unknown', 'WATI lists webhooks through API v3 only')
		: webhooks.failure
			? failedRow('webhooks', webhooks.failure, 'unknown')
			: webhooksRow(readRecords(webhooks.body));
	return [
		keyRow(contacts),
		endpointRow(session.route.apiUrl),
		v3,
		webhookRow,
		planRow(v3, webhooks),
		tokenAgeRow(readTokenTimes(accessToken), Date.now()),
		clock,
	];
}

/** Whether the internet reaches the addresses that triggers of this n8n have. */
function addressRow({ context }: RequestSession): SetupCheck {
	const address = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	const problem = findAddressProblem(address);
	if (problem === undefined) return row('webhookUrl', 'ok', 'The internet may reach this n8n');
	const detail = `Events may not reach the triggers of this n8n: ${problem}`;
	return row('webhookUrl', 'warning', detail, ADDRESS_ADVICE);
}

/** What the credential can do, one item for each check in a fixed order. It only reads: two or three calls. */
export const reportSetup: OperationInterceptor = async ({ session }) => {
	const check = session.route.kind === 'maton' ? checkMaton : checkDirect;
	const ofService = await check(session);
	const pauses = await checkPauses(session, watiWaitingNode);
	return createResult([...ofService, addressRow(session), pauses]);
};
