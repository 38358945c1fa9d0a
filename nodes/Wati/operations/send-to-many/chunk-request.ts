import { createRequest, createSession } from '../../../shared/http/request-session';
import { resolveRoute } from '../../../shared/http/route/route';
import type { ItemStatuses } from '../../../shared/http/run-state';
import type { RoutedItems } from '../../../shared/items/routed-items';
import { wati } from '../../service';
import type { Group, ReadyItem } from './read-items';
import { bodyWith, type ToMany } from './to-many';

/** The request of one chunk. The first item of the chunk stands for all. */
export async function createChunkRequest(
	routed: RoutedItems,
	{ url, body, list }: Group,
	chunk: ReadyItem[],
	statuses: ItemStatuses,
	way: ToMany,
) {
	const recipients = chunk.map(({ recipient }) => recipient);
	const { method } = way.request;
	const shaped = { ...routed.request({ method, url }), body: bodyWith(list, body, recipients) };
	const context = routed.item(chunk[0]!.itemIndex);
	const route = await resolveRoute(context, wati);
	const session = createSession(context, { route, statuses, shaped });
	return { request: createRequest(session), recipients };
}
