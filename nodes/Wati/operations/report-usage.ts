import { createResult } from '../../shared/http/local-result';
import type { OperationInterceptor } from '../../shared/http/pipeline';
import { readUsage } from '../../shared/http/usage';

/** What this n8n process called this month for the account of the credential. It makes no request itself. */
export const reportUsage: OperationInterceptor = async ({ session }) =>
	createResult([readUsage(session.route.account)]);
