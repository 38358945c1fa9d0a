import type { INodePropertyRouting } from 'n8n-workflow';

import { prepare } from '../requests/prepare';
import { recipientsInBody } from '../requests/recipients';
import { apiVersionInPath, templateInBody } from '../requests/template-parameters';
import { sendInChunks } from './send-in-chunks';

/** POST /api/v2 or v1/sendTemplateMessages (spec A, "Send Template Messages (Bulk)"). */
export const TO_MANY = {
	method: 'POST',
	url: '/api/{apiVersion}/sendTemplateMessages',
} as const;

/** Shapes the request of one item: who, which template, and with which variables. */
export const shapeToMany = prepare(apiVersionInPath, templateInBody, recipientsInBody);

/** The route of Template: Send to Many for one item. */
export const routeToMany: INodePropertyRouting = {
	request: TO_MANY,
	operations: { pagination: sendInChunks },
	send: { preSend: [shapeToMany] },
};
