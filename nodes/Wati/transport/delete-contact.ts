import type { NodeApiError } from 'n8n-workflow';

import { codeOf, nodeError } from '../responses/node-error';
import { transportBy } from './transport';

/** v3's words for a contact it does not know. A wrong address answers 404 without words. */
const NO_CONTACT = /contact.*(not found|missing|not exist)/i;

function isGone(failure: NodeApiError): boolean {
	return codeOf(failure) === 'not-found' && NO_CONTACT.test(failure.message);
}

/**
 * Deletes a contact once. One that is not there counts as deleted, so a second try after an unknown outcome
 * does no harm; the node itself never makes one.
 */
export const deleteContact = transportBy(async (passage, _request, context) => {
	const { page, failure } = await passage.attempt();
	if (page) return page.items;
	if (isGone(failure)) return [{ json: { deleted: true, wasThere: false } }];
	if (codeOf(failure) !== 'outcome-unknown') throw failure;
	throw nodeError(context.getNode(), 'outcome-unknown', {
		message: failure.message,
		description:
			'The request left, but no clear answer came back, so it was not repeated. Look for the contact in WATI (Contact: Get); deleting it again does no harm.',
		httpCode: failure.httpCode ?? undefined,
		itemIndex: context.getItemIndex(),
	});
});
