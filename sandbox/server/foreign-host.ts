import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { parseBody } from '../http/body';
import { bearerToken } from './dispatch';
import { flatHeaders, readBytes, sendAnswer, type Answer } from '../http/exchange';
import type { Recorder } from './recorder';
import { sampleFiles } from '../files/sample-files';

const CHUNK = Buffer.alloc(64 * 1024, 0x61);

/** Gives what Meta's own host of media answers to an id and a token. */
export type MediaHost = (id: string, token: string | undefined) => Answer;

const META_MEDIA = '/whatsapp_business/attachments/';

/**
 * The foreign origin: sample files at `/files/{name}`, `/files/big.bin?size=N` of any size
 * (`type`, `name`, and `length=off` for a chunked answer), `/redirect?to=URL&status=302` and
 * `/status?code=N`. Serves everybody and records it; only Meta's media ask for a token.
 */
export async function serveForeign(
	recorder: Recorder,
	mediaHost: MediaHost,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const at = Date.now();
	const url = request.url ?? '/';
	const [path = '/', search = ''] = splitOnce(url, '?');
	const query = new URLSearchParams(search);
	const headers = flatHeaders(request);
	const body = parseBody(headers['content-type'] ?? '', await readBytes(request));
	const method = request.method ?? 'GET';
	const received = { method, url, path, query, headers, body, at };
	const endpoint = `${method} ${path}`;
	const record = recorder.begin(received, { side: 'foreign', path, endpoint });
	if (path === '/files/big.bin') {
		const size = Number(query.get('size') ?? 1024);
		recorder.finish(record, { status: 200, bytes: CHUNK }, size);
		await streamBytes(response, size, query);
		return;
	}
	const answer =
		path === META_MEDIA
			? mediaHost(query.get('mid') ?? '', bearerToken(received))
			: answerFor(path, query);
	recorder.finish(record, answer, answer.bytes?.length ?? 0);
	sendAnswer(response, answer);
}

function answerFor(path: string, query: URLSearchParams): Answer {
	if (path === '/redirect') {
		const status = Number(query.get('status') ?? 302);
		return { status, headers: { location: query.get('to') ?? '/' } };
	}
	if (path === '/status') return { status: Number(query.get('code') ?? 200), text: 'As asked.' };
	const file = sampleFiles.find(({ fileName }) => path === `/files/${fileName}`);
	if (!file) return { status: 404, text: 'Not found' };
	return { status: 200, bytes: file.content, contentType: file.contentType };
}

async function streamBytes(
	response: ServerResponse,
	size: number,
	query: URLSearchParams,
): Promise<void> {
	const name = query.get('name');
	response.writeHead(200, {
		'content-type': query.get('type') ?? 'application/octet-stream',
		...(query.get('length') === 'off' ? {} : { 'content-length': size }),
		...(name ? { 'content-disposition': `attachment; filename="${name}"` } : {}),
	});
	await pipeline(Readable.from(readChunks(size)), response);
}

function* readChunks(size: number): Generator<Buffer> {
	for (let left = size; left > 0; left -= CHUNK.length) {
		yield left < CHUNK.length ? CHUNK.subarray(0, left) : CHUNK;
	}
}

/** Text before and after the first separator. */
export function splitOnce(text: string, separator: string): [string, string] {
	const at = text.indexOf(separator);
	return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
