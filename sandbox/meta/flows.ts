import type { Answer } from '../http/exchange';
import { checkAccount, type MetaCall, type MetaRoute } from './call';

export const flowRoutes: MetaRoute[] = [
	{ method: 'GET', pattern: '/{version}/{businessAccountId}/flows', handle: listFlows },
];

/** The Flows of an account (Meta, "Flows API", 2026). */
function listFlows(call: MetaCall): Answer {
	checkAccount(call);
	const data = call.account.flows.map(({ id, name, status }) => ({
		id,
		name,
		status,
		categories: ['OTHER'],
		validation_errors: [],
	}));
	return { status: 200, json: { data, paging: { cursors: { before: 'QVFI', after: 'QVFJ' } } } };
}
