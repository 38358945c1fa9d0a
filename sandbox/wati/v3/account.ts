import { success } from '../answers';
import type { WatiCall, WatiRoute } from '../call';

/** The account's balance (docs.wati.io, "Get account credits"; the OpenAPI does not have it yet). */
export const v3AccountRoutes: WatiRoute[] = [
	{ method: 'GET', pattern: '/api/ext/v3/account/credits', throughMaton: false, handle: credits },
];

function credits({ tenant: { balance } }: WatiCall) {
	return success({
		credit: balance.credit,
		welcome_credit: balance.welcomeCredit,
		remaining_free_conversations_count: balance.freeConversations,
		currency: balance.currency,
		auto_charge_enabled: balance.chargesItself,
	});
}
