import { createResult } from '../../shared/http/local-result';
import type { OperationInterceptor } from '../../shared/http/pipeline';
import { usageOf } from '../../shared/http/usage';

/** What this n8n process called this month for the account of the credential. It makes no request itself. */
export const reportUsage: OperationInterceptor = async ({ session }) =>
	createResult([usageOf(session.route.account)]);
