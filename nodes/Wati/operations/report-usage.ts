import { transportBy } from '../../shared/http/transport';
import { usageOf } from '../../shared/http/usage';

/** What this n8n process called this month for the account of the credential. It makes no request itself. */
export const reportUsage = transportBy(async (passage) => [
	{ json: usageOf(passage.route.account) },
]);
