import type { ReadingResult } from '../../../shared/http/fetch-beside';
import type { Passage } from '../../../shared/http/request-session';

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
	passage: Passage,
	whatsappNumber: string,
	pageSize: number,
	always: boolean,
): Promise<ReadingResult> {
	const path = `/api/v1/getMessages/${encodeURIComponent(whatsappNumber)}`;
	const result = await passage.look(path, { pageSize, pageNumber: 1 }, always);
	const { failure, calls } = result;
	return failure && NOBODY.test(failure.message) ? { body: NO_RECORDS, calls } : result;
}
