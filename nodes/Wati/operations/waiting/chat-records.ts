import type { IDataObject } from 'n8n-workflow';

import type { RoutedItems } from '../../../shared/items/routed-items';
import { readRecords } from '../../../shared/http/answers/records';
import { wati } from '../../service';
import { readChat } from '../chat/read-chat';
import { createSession } from '../../../shared/http/request-session';
import { resolveRoute } from '../../../shared/http/route/route';
import { ItemStatuses } from '../../../shared/http/run-state';

const PAGE_SIZE = 100;

/**
 * The newest page of a chat, newest first. Empty when it cannot be read: whoever waits looks again later.
 *
 * @param itemIndex the item whose settings hold for the call
 */
export async function readChatRecords(
	routed: RoutedItems,
	itemIndex: number,
	whatsappNumber: string,
): Promise<IDataObject[]> {
	const context = routed.item(itemIndex, { neverStops: true });
	const shaped = routed.request({});
	const route = await resolveRoute(context, wati);
	const session = createSession(context, {
		route,
		statuses: new ItemStatuses(false, false),
		shaped,
	});
	const { body, failure } = await readChat(session, whatsappNumber, PAGE_SIZE, true);
	return failure ? [] : readRecords(body);
}
