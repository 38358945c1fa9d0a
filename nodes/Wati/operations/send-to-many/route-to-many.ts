import type { INodePropertyRouting } from 'n8n-workflow';

import type { ToMany } from './to-many';

/** The route of an operation to many for the list of one item. */
export function routeToMany({ request, shape }: ToMany): INodePropertyRouting {
	return { request, send: { preSend: [shape] } };
}
