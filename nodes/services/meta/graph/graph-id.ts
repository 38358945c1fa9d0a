import type { IDataObject } from 'n8n-workflow';

/** Whether a text has the form of an ID of the Graph API. */
export function isGraphId(text: string): boolean {
	return /^\d{5,30}$/.test(text);
}

/** The fields that name a Flow: an ID has only digits, a name goes to Meta as it is (Meta, "Sending a Flow", 2026-06-16). */
export function toFlow(flow: string): IDataObject {
	return isGraphId(flow) ? { flow_id: flow } : { flow_name: flow };
}
