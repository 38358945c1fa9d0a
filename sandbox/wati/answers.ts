import { Refusal, type Answer } from '../http/exchange';
import type { WatiCall } from './call';

/** WATI's words for an unknown, unapproved or wrongly filled template. */
export const TEMPLATE_FAILURE = 'Check your template, it cannot have typos or blank text';

export function success(json: unknown): Answer {
	return { status: 200, json };
}

/** A business failure: usually HTTP 200 with a false flag in the body. */
export function failure(call: WatiCall, json: unknown): Refusal {
	return new Refusal({ status: call.settings.failureStatus, json });
}

/** ASP.NET's validation object, HTTP 400. */
export function problem(errors: Record<string, string[]>): Refusal {
	return new Refusal({
		status: 400,
		json: {
			errors,
			type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
			title: 'One or more validation errors occurred.',
			status: 400,
			traceId: '00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-00',
		},
		contentType: 'application/problem+json; charset=utf-8',
	});
}

/** ASP.NET's answer to a content type an endpoint cannot read. */
export function unsupportedMediaType(): Refusal {
	return new Refusal({
		status: 415,
		json: {
			type: 'https://tools.ietf.org/html/rfc9110#section-15.5.16',
			title: 'Unsupported Media Type',
			status: 415,
			traceId: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
		},
		contentType: 'application/problem+json; charset=utf-8',
	});
}
