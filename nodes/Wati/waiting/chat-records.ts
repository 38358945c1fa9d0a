import type { DeclarativeRestApiSettings, IDataObject } from 'n8n-workflow';

import type { RoutedItems } from '../bulk/routed-items';
import { recordsOf } from '../responses/records';
import { readChat } from '../transport/chat';
import { Passage } from '../transport/passage';
import { resolveRoute } from '../transport/route';
import { RunLedger } from '../transport/run-ledger';

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
