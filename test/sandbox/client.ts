import type { Sandbox } from '../../sandbox';

/** Bodies that are sent as they are. */
export type RawBody = string | Buffer<ArrayBuffer> | URLSearchParams | FormData;

/** What came back: status, headers and the body as text and, where it parses, as JSON. */
export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	json: Record<string, unknown>;
}

/** Any HTTP request; a plain object as `body` is sent as JSON. */
export async function call(
	method: string,
	url: string,
	options: { headers?: Record<string, string>; body?: RawBody | Record<string, unknown> } = {},
): Promise<Reply> {
	const { body } = options;
	const isJson = body !== undefined && Object.getPrototypeOf(body) === Object.prototype;
	const response = await fetch(url, {
		method,
		redirect: 'manual',
		headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...options.headers },
		body: isJson ? JSON.stringify(body) : (body as RawBody | undefined),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

/** A call through Maton with the right key; `path` starts with `/wati` or `/connections`. */
export async function maton(
	sandbox: Sandbox,
	method: string,
	path: string,
	body?: RawBody | Record<string, unknown>,
	headers: Record<string, string> = {},
): Promise<Reply> {
	const authorization = `Bearer ${sandbox.matonKey}`;
	return await call(method, sandbox.url + path, { body, headers: { authorization, ...headers } });
}

/** A call of WATI itself with the right token; `path` starts with `/api`. */
export async function wati(
	sandbox: Sandbox,
	method: string,
	path: string,
	body?: RawBody | Record<string, unknown>,
	headers: Record<string, string> = {},
): Promise<Reply> {
	const authorization = `Bearer ${sandbox.watiToken}`;
	const url = `${sandbox.url}/${sandbox.tenantId}${path}`;
	return await call(method, url, { body, headers: { authorization, ...headers } });
}

/** A call of API v3 with the account's token; `path` starts behind `/api/ext/v3`. */
export async function v3(
	sandbox: Sandbox,
	method: string,
	path: string,
	body?: Record<string, unknown>,
): Promise<Reply> {
	const headers = { authorization: `Bearer ${sandbox.watiToken}` };
	return await call(method, `${sandbox.url}/api/ext/v3${path}`, { body, headers });
}

/** A multipart body with one file. */
export function upload(
	field: string,
	name: string,
	type: string,
	content: string | Buffer<ArrayBuffer>,
): FormData {
	const form = new FormData();
	form.append(field, new Blob([content], { type }), name);
	return form;
}

/** The same as bytes with their header, as {@link wati} takes them: Node reads a form of many megabytes slowly. */
export function uploadBytes(
	field: string,
	name: string,
	type: string,
	content: string | Buffer<ArrayBuffer>,
): [body: Buffer<ArrayBuffer>, headers: Record<string, string>] {
	const boundary = 'a-boundary-of-the-tests';
	const disposition = `Content-Disposition: form-data; name="${field}"; filename="${name}"`;
	const bytes = Buffer.concat([
		Buffer.from(`--${boundary}\r\n${disposition}\r\nContent-Type: ${type}\r\n\r\n`),
		Buffer.from(content),
		Buffer.from(`\r\n--${boundary}--\r\n`),
	]);
	return [bytes, { 'content-type': `multipart/form-data; boundary=${boundary}` }];
}

/** The last request the sandbox recorded. */
export function lastRequest(sandbox: Sandbox) {
	const last = sandbox.requests.at(-1);
	if (!last) throw new Error('Nothing was recorded.');
	return last;
}

function parsed(text: string): Record<string, unknown> {
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return {};
	}
}
