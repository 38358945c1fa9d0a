import type { INodePropertyRouting } from 'n8n-workflow';

import { sendInChunks } from './send-in-chunks';
import type { ToMany } from './to-many';

/** The route of an operation to many for one item. */
export function routeToMany(way: ToMany): INodePropertyRouting {
	return {
		request: way.request,
		operations: { pagination: sendInChunks(way) },
		send: { preSend: [way.shape] },
	};
}
