import type { IDataObject } from 'n8n-workflow';

import { watiError } from '../../services/wati/errors/wati-error';
import { readRecords } from '../../shared/http/answers/records';
import { readAllPages } from '../../shared/http/beside/all-pages';
import { fetchBeside } from '../../shared/http/beside/fetch-beside';
import type { OperationInterceptor, RequestSession } from '../../shared/http/pipeline';
import { changeRequest } from '../../shared/http/request-session';
import { isObject } from '../../shared/parameters/json';
import { withAdvice, withAdviceAfterUnknown } from './single-write';

const LIST = '/api/ext/v3/webhooks';

const WHAT_TO_DO = 'Webhook: Get Many shows its present state. You can safely repeat the change.';

/** The records of a page, or the one that an answer holds in place of a list. */
function webhooksIn(body: unknown): IDataObject[] {
	const listed = readRecords(body);
	if (listed.length > 0 || !isObject(body)) return listed;
	return [body.result, body].filter(isObject);
}

/**
 * The address that a webhook has now.
 *
 * @throws NodeFailure when WATI does not tell it
 */
async function fetchAddress(session: RequestSession, id: string): Promise<string> {
	const { context, route } = session;
	let found: IDataObject | undefined;
	await readAllPages(async (place) => {
		const query = route.service.pageQuery(place, { page_number: 1 });
		const { body, failure } = await fetchBeside(session, LIST, query, false);
		if (failure) throw withAdvice(session, failure, failure.description ?? '');
		found ??= webhooksIn(body).find((webhook) => String(webhook.id) === id);
		return found ? {} : body;
	});
	if (typeof found?.url === 'string' && found.url !== '') return found.url;
	throw watiError(context.getNode(), 'not-found', {
		message: `WATI lists no webhook with the ID ${id}`,
		description:
			"WATI requires the URL in every update, so the node looked it up first. Nothing was changed. Choose the webhook from the list, or add 'URL' under Changes.",
		itemIndex: context.getItemIndex(),
	});
}

/** Changes a webhook. v3 refuses an update without its address, so that is read where it stays as it is. */
export const updateWebhook: OperationInterceptor = async (request, next) => {
	const { options, session } = request;
	const changes = options.body as IDataObject;
	const id = decodeURIComponent(options.url.split('/').pop()!);
	const url = changes.url ?? (await fetchAddress(session, id));
	const result = await next(changeRequest(request, { body: { ...changes, url } }));
	return withAdviceAfterUnknown(session, result, WHAT_TO_DO);
};
