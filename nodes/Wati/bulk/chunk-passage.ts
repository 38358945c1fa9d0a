import type { DeclarativeRestApiSettings } from 'n8n-workflow';

import { Passage } from '../transport/passage';
import { resolveRoute } from '../transport/route';
import type { RunLedger } from '../transport/run-ledger';
import type { Group, ReadyItem } from './read-items';
import { TO_MANY } from './route-to-many';
import type { RoutedItems } from './routed-items';

/** The request of one chunk and its way out. The first item of the chunk stands for all. */
export async function chunkPassage(
	routed: RoutedItems,
	{ url, body }: Group,
	chunk: ReadyItem[],
	ledger: RunLedger,
) {
	const receivers = chunk.map(({ receiver }) => receiver);
	const request: DeclarativeRestApiSettings.ResultOptions = {
		options: { ...routed.request(TO_MANY.method, url), body: { ...body, receivers } },
		preSend: [],
		postReceive: [],
	};
	const context = routed.item(chunk[0]!.itemIndex);
	const passage = new Passage(context, request, await resolveRoute(context), ledger);
	return { passage, request, context, receivers };
}
