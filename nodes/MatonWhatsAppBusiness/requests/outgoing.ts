import type { IHttpRequestOptions } from 'n8n-workflow';

import { isObject, objectsIn } from '../../shared/parameters/json';
import { readComponents } from './template-parts/read-values';
import type { SendDescription } from '../../shared/http/send-description';

/** Marketing templates have an address of their own beside (Meta, "Send marketing messages", 2026-03-20). */
const SEND = /\/(marketing_)?messages$/;

/** Whether a request sends a message: a read receipt goes the same way. */
export function isMetaSend({ url, body }: Partial<IHttpRequestOptions>): boolean {
	return url !== undefined && SEND.test(url) && !(isObject(body) && 'status' in body);
}

/** The business number that a message leaves from: `/v21.0/{phoneNumberId}/messages`. */
export function getSendingNumber({ url }: IHttpRequestOptions): string | undefined {
	return url.split('/')[2];
}

/** Who gets what, or is blocked, read from the body of the request itself. */
export function describeMetaSend({ body }: IHttpRequestOptions): SendDescription {
	const [blocked] = isObject(body) ? objectsIn(body.block_users) : [];
	const to = isObject(body)
		? (body.to ?? body.recipient ?? blocked?.user ?? blocked?.user_id)
		: undefined;
	if (!isObject(body) || typeof to !== 'string') return { recipients: [] };
	const template = isObject(body.template) ? body.template : undefined;
	const parameters = readComponents(template?.components);
	const recipients = [{ whatsappNumber: to, parameters }];
	if (!template) return { recipients };
	const { code } = isObject(template.language) ? template.language : {};
	return { template: String(template.name), language: String(code), recipients };
}
