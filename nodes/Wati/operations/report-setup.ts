import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';

import { codeOf } from '../../shared/errors/node-error';
import { recordsOf } from '../../shared/http/answers/records';
import {
	chosenConnectionRow,
	clockRow,
	connectionStateRow,
	endpointRow,
	failedRow,
	row,
	tokenAgeRow,
	webhooksRow,
	type SetupCheck,
} from '../responses/setup-check';
import { tokenTimesOf } from '../responses/token-times';
import type { Passage } from '../../shared/http/request-session';
import type { ReadingResult } from '../../shared/http/fetch-beside';
import { transportBy } from '../../shared/http/transport';

const ONE_CONTACT = { pageSize: 1, pageNumber: 1 };

type Context = IExecutePaginationFunctions;

/** @throws NodeApiError when the execution was canceled, which is no finding */
async function look(passage: Passage, path: string, qs: IDataObject): Promise<ReadingResult> {
	const result = await passage.look(path, qs);
	if (codeOf(result.failure) === 'cancelled') throw result.failure!;
	return result;
}

function keyRow({ failure }: ReadingResult): SetupCheck {
	if (!failure) return row('key', 'ok', 'The key was accepted');
	const refused = codeOf(failure) === 'credential-refused';
	return failedRow('key', failure, refused ? 'failed' : 'unknown');
}

function accountRow({ failure }: ReadingResult): SetupCheck {
	return failure ? failedRow('account', failure) : row('account', 'ok', 'WATI answers');
}

async function checkMaton(passage: Passage): Promise<SetupCheck[]> {
	const listing = await look(passage, '/connections', {});
	const key = keyRow(listing);
	const plan = row('plan', 'unknown', 'Nothing that Maton passes on shows the plan');
	if (listing.failure) {
		const missing = (check: string) => row(check, 'unknown', 'Maton did not list the connections');
		return [
			key,
			missing('connectionState'),
			missing('chosenConnection'),
			row('account', 'unknown', 'Not asked, since Maton did not list the connections'),
			plan,
			clockRow(listing.date, Date.now()),
		];
	}
	const clock = clockRow(listing.date, Date.now());
	const connections = recordsOf(listing.body);
	return [
		key,
		connectionStateRow(connections),
		chosenConnectionRow(connections, passage.route.connection),
		accountRow(await look(passage, '/api/v1/getContacts', ONE_CONTACT)),
		plan,
		clock,
	];
}

function v3Row({ failure }: ReadingResult): SetupCheck {
	if (!failure) return row('v3Access', 'ok', 'The account may use API v3');
	const lacking = ['not-allowed', 'not-found'].includes(codeOf(failure) ?? '');
	return failedRow('v3Access', failure, lacking ? 'warning' : 'unknown');
}

/**
 * A 403 can mean the plan (docs.wati.io, "Errors"). The Growth plan has no webhooks: live calls were refused, and WATI's
 * pricing page says so.
 */
function planRow(v3: SetupCheck, webhooks: ReadingResult | undefined): SetupCheck {
	if (v3.status === 'unknown') return row('plan', 'unknown', 'No answer shows the plan');
	const lacking = [
		...(v3.status === 'warning' ? ['API v3'] : []),
		...(codeOf(webhooks?.failure) === 'not-allowed' ? ['webhooks'] : []),
	];
	if (lacking.length === 0) return row('plan', 'ok', 'The plan includes API v3 and webhooks');
	return row(
		'plan',
		'warning',
		`The plan or the scopes of the token seem to leave out ${lacking.join(' and ')}`,
		'Look at the plan in WATI, and at the scopes of the token under Connector, API.',
	);
}

async function checkDirect(passage: Passage, context: Context): Promise<SetupCheck[]> {
	const { accessToken } = await context.getCredentials<{ accessToken: string }>('watiApi');
	const contacts = await look(passage, '/api/v1/getContacts', ONE_CONTACT);
	const clock = clockRow(contacts.date, Date.now());
	const v3 = v3Row(await look(passage, '/api/ext/v3/channels', { page_number: 1, page_size: 1 }));
	const webhooks =
		v3.status === 'ok'
			? await look(passage, '/api/ext/v3/webhooks', { page_number: 1, page_size: 100 })
			: undefined;
	const webhookRow = !webhooks
		? row('webhooks', 'unknown', 'WATI lists webhooks through API v3 only')
		: webhooks.failure
			? failedRow('webhooks', webhooks.failure, 'unknown')
			: webhooksRow(recordsOf(webhooks.body));
	return [
		keyRow(contacts),
		endpointRow(passage.route.apiUrl),
		v3,
		webhookRow,
		planRow(v3, webhooks),
		tokenAgeRow(tokenTimesOf(accessToken), Date.now()),
		clock,
	];
}

/** What the credential can do, one item for each check in a fixed order. It only reads: two or three calls. */
export const reportSetup = transportBy(async (passage, _request, context) => {
	const check = passage.route.kind === 'maton' ? checkMaton : checkDirect;
	return (await check(passage, context)).map((json) => ({ json }));
});
