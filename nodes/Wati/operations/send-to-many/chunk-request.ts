import type { DeclarativeRestApiSettings } from 'n8n-workflow';

import { Passage } from '../../../shared/http/request-session';
import { resolveRoute } from '../../../shared/http/route';
import type { RunLedger } from '../../../shared/http/run-state';
import type { Group, ReadyItem } from './read-items';
import type { RoutedItems } from '../../../shared/items/routed-items';
import { bodyWith, type ToMany } from './to-many';

/** The request of one chunk and its way out. The first item of the chunk stands for all. */
export async function chunkPassage(
	routed: RoutedItems,
	{ url, body }: Group,
	chunk: ReadyItem[],
	ledger: RunLedger,
	way: ToMany,
) {
	const recipients = chunk.map(({ recipient }) => recipient);
	const request: DeclarativeRestApiSettings.ResultOptions = {
		options: {
			...routed.request(way.request.method, url),
			body: bodyWith(way, body, recipients),
		},
		preSend: [],
		postReceive: [],
	};
	const context = routed.item(chunk[0]!.itemIndex);
	const passage = new Passage(context, request, await resolveRoute(context), ledger);
	return { passage, request, context, recipients };
}
