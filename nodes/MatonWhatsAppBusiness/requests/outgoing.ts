import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { pair, type Pair } from '../../shared/parameters/key-values';
import { isObject, objectsIn } from '../../shared/parameters/json';
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

function readValue(parameter: IDataObject): string {
	const { text, coupon_code: code, payload } = parameter;
	const file = ['image', 'video', 'document'].map((kind) => parameter[kind]).find(isObject);
	return String(text ?? code ?? payload ?? file?.link ?? file?.id ?? '');
}

/** The values of one component, under the names they have in forms. */
function pairsIn({ type, sub_type, index, parameters }: IDataObject): Pair[] {
	return objectsIn(parameters).map((parameter, place) => {
		const value = readValue(parameter);
		if (type === 'button') return pair(`button_${String(index)}_${String(sub_type)}`, value);
		const own = String(parameter.parameter_name ?? place + 1);
		if (type === 'body') return pair(`body_${own}`, value);
		const isText = parameter.type === 'text';
		return pair(isText ? `header_text_${own}` : `header_${String(parameter.type)}`, value);
	});
}

/** Who gets what, or is blocked, read from the body of the request itself. */
export function describeMetaSend({ body }: IHttpRequestOptions): SendDescription {
	const [blocked] = isObject(body) ? objectsIn(body.block_users) : [];
	const to = isObject(body)
		? (body.to ?? body.recipient ?? blocked?.user ?? blocked?.user_id)
		: undefined;
	if (!isObject(body) || typeof to !== 'string') return { recipients: [] };
	const template = isObject(body.template) ? body.template : undefined;
	const parameters = objectsIn(template?.components).flatMap(pairsIn);
	const recipients = [{ whatsappNumber: to, parameters }];
	if (!template) return { recipients };
	const { code } = isObject(template.language) ? template.language : {};
	return { template: String(template.name), language: String(code), recipients };
}
