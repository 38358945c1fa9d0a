import { transportBy } from './transport';
import { usageOf } from './usage';

/** What this n8n process called this month for the account of the credential. It makes no request itself. */
export const reportUsage = transportBy(async (passage) => [
	{ json: usageOf(passage.route.account) },
]);
