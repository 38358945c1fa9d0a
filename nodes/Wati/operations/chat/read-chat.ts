import { getWords } from '../../../shared/errors/node-error';
import { fetchBeside, type BesideResult } from '../../../shared/http/beside/fetch-beside';
import type { RequestSession } from '../../../shared/http/pipeline';

/** WATI's words for a number that never wrote and was never written to. */
const NOBODY = /contact.*(missing|not (found|exist))|invalid contact/i;

const NO_RECORDS = { messages: { items: [], total: 0 } };

/**
 * Reads the newest page of one contact's chat, beside the operation (spec A, "Get Messages"). Somebody unknown
 * to WATI has an empty one.
 *
 * @param always whether it is read also after another item failed and the node stops on error
 */
export async function readChat(
	session: RequestSession,
	whatsappNumber: string,
	pageSize: number,
	always: boolean,
): Promise<BesideResult> {
	const path = `/api/v1/getMessages/${encodeURIComponent(whatsappNumber)}`;
	const result = await fetchBeside(session, path, { pageSize, pageNumber: 1 }, always);
	const { failure, calls } = result;
	return failure && NOBODY.test(getWords(failure) ?? '') ? { body: NO_RECORDS, calls } : result;
}
