/** Lines of a stack, and paths of files that have no business in an answer. */
export const STACK_TRACE = /^\s+at .+:\d+:\d+|node_modules|\.js:\d+/m;

const MESSAGE = { eventType: 'message', id: '1', waId: '14155550101', text: 'hello', type: 'text' };
const MEGABYTE = 1_048_576;
const JSON_TYPE = 'application/json';

const messageIn = (text) => JSON.parse(text).message;
const headlineIn = (text) => /<strong>(.*?)<\/strong>/.exec(text)[1];

function post(label, status, says, more = {}) {
	return { label, status, says, answeredBy: 'trigger', shown: messageIn, ...more };
}

/**
 * Calls that start nothing: `status` and `says` are what the answer has to be, `shown(text)` is the part of it
 * that people read. `secret` is the right one unless another is given; null leaves it out.
 */
export const CALLS_OF_STRANGERS = [
	post('Wrong secret', 401, /not the right one/, { secret: 'guessed' }),
	post('No secret', 401, /lacks its token/, { secret: null }),
	post('A list as body', 400, /must be a JSON object/, { body: JSON.stringify([MESSAGE]) }),
	post('Plain text that is not JSON', 400, /must be a JSON object/, {
		body: 'hello',
		type: 'text/plain',
	}),
	post('No body', 400, /must be a JSON object/, { body: undefined, type: undefined }),
	post('An object without `eventType`', 422, /no eventType/, { body: '{"text":"hello"}' }),
	post('A form', 415, /Only JSON/, {
		body: 'eventType=message',
		type: 'application/x-www-form-urlencoded',
	}),
	post('2 MB of JSON', 413, /larger than 1 MB/, { body: bodyOf(2 * MEGABYTE) }),
	post('20 MB of JSON', 500, /problem executing the workflow/, {
		body: bodyOf(20 * MEGABYTE),
		answeredBy: 'n8n',
	}),
	post('Broken JSON', 422, /parse/i, { body: '{"eventType":', answeredBy: 'n8n' }),
	post('An event that was not chosen', 200, /unwanted: event/, {
		body: JSON.stringify({ ...MESSAGE, eventType: 'sentMessageREAD_v2' }),
		shown: (text) => JSON.parse(text).reason,
	}),
	post('An event that WATI added since', 200, /unwanted: event/, {
		body: JSON.stringify({ ...MESSAGE, eventType: 'somethingNew' }),
		shown: (text) => JSON.parse(text).reason,
	}),
	post('GET without secret, as in a browser', 200, /secret is missing/, {
		method: 'GET',
		secret: null,
		body: undefined,
		shown: headlineIn,
	}),
	post('GET with the secret', 200, /and so is its secret/, {
		method: 'GET',
		body: undefined,
		shown: headlineIn,
	}),
	post('DELETE', 404, /not registered for DELETE/, {
		method: 'DELETE',
		body: undefined,
		answeredBy: 'n8n',
	}),
];

function bodyOf(bytes) {
	return JSON.stringify({ ...MESSAGE, text: 'x'.repeat(bytes) });
}

/** Makes one of these calls to the address with its secret. */
export async function callAs(call, address) {
	const { method = 'POST', secret, type = JSON_TYPE } = call;
	const body = 'body' in call ? call.body : JSON.stringify(MESSAGE);
	const url = new URL(address);
	if (secret === null) url.searchParams.delete('token');
	if (typeof secret === 'string') url.searchParams.set('token', secret);
	const response = await fetch(url, {
		method,
		headers: body === undefined ? {} : { 'content-type': type },
		body,
	});
	return { status: response.status, text: await response.text() };
}
