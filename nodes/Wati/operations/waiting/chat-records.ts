import type { DeclarativeRestApiSettings, IDataObject } from 'n8n-workflow';

import type { RoutedItems } from '../../../shared/items/routed-items';
import { recordsOf } from '../../../shared/http/answers/records';
import { readChat } from '../chat/read-chat';
import { Passage } from '../../../shared/http/request-session';
import { resolveRoute } from '../../../shared/http/route';
import { RunLedger } from '../../../shared/http/run-state';

type Request = DeclarativeRestApiSettings.ResultOptions;

const PAGE_SIZE = 100;

/**
 * The newest page of a chat, newest first. Empty when it cannot be read: whoever waits looks again later.
 *
 * @param itemIndex the item whose settings hold for the call
 */
export async function chatRecords(
	routed: RoutedItems,
	itemIndex: number,
	whatsappNumber: string,
): Promise<IDataObject[]> {
	const context = routed.item(itemIndex, { neverStops: true });
	const request: Request = { options: routed.request('GET', ''), preSend: [], postReceive: [] };
	const route = await resolveRoute(context);
	const passage = new Passage(context, request, route, new RunLedger(false, false));
	const { body, failure } = await readChat(passage, whatsappNumber, PAGE_SIZE, true);
	return failure ? [] : recordsOf(body);
}
