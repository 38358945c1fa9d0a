import type { Answer } from '../http/exchange';
import { answerInstead } from './answer-shapes';
import type { Fault } from './fault-store';

const PROXY_PAGE =
	'<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n' +
	'<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

/** What a fault answers in place of the request's own answer; undefined where it lets it through. */
export function answerOfFault(fault: Fault): Answer | undefined {
	if (fault.kind === 'reshape') return fault.shape && answerInstead(fault.shape);
	if (!['status', 'html', 'answer'].includes(fault.kind)) return undefined;
	const headers: Record<string, string> = {
		...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
		...(fault.date === undefined ? {} : { date: fault.date }),
		...(fault.location === undefined ? {} : { location: fault.location }),
	};
	if (fault.kind === 'html') {
		const contentType = 'text/html; charset=utf-8';
		return { status: fault.status ?? 502, text: PROXY_PAGE, contentType, headers };
	}
	const status = fault.status ?? (fault.kind === 'status' ? 500 : 200);
	const body = typeof fault.body === 'string' ? { text: fault.body } : { json: fault.body };
	return { status, ...body, contentType: fault.contentType, headers };
}
