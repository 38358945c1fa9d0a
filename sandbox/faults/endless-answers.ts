import type { ServerResponse } from 'node:http';

import { encodeAnswer, type Answer } from '../http/exchange';

/*
 * Answers that do not end. No page of WATI, Meta or Maton tells of them: they stand for what any server, proxy or portal
 * on the way may do (RFC 9112, 7.1: a chunked body has no length; RFC 9110, 15.2.2: 101).
 */

const JSON_PIECE = Buffer.from(`{"id":"${'0'.repeat(1_000)}"},`.repeat(64));
const FILE_PIECE = Buffer.alloc(64 * 1_024, 0x61);

function beginAnswer(response: ServerResponse, answer: Answer): { bytes: Buffer; isJson: boolean } {
	const { bytes, contentType = 'text/plain' } = encodeAnswer(answer);
	response.writeHead(answer.status, { 'content-type': contentType, ...answer.headers });
	response.on('error', () => response.destroy());
	return { bytes, isJson: /json/.test(contentType) };
}

/** Sends one byte of the answer after the other, then blanks, until the client has enough. */
export function dripAnswer(response: ServerResponse, answer: Answer, everyMs: number): void {
	const { bytes } = beginAnswer(response, answer);
	let place = 0;
	const timer = setInterval(() => {
		response.write(place < bytes.length ? bytes.subarray(place, place + 1) : ' ');
		place += 1;
	}, everyMs).unref();
	response.on('close', () => clearInterval(timer));
}

/** Sends the answer, and goes on with records, or with bytes where it is a file, until the client has enough. */
export function pourAnswer(response: ServerResponse, answer: Answer): void {
	const { bytes, isJson } = beginAnswer(response, answer);
	const piece = isJson ? JSON_PIECE : FILE_PIECE;
	const more = () => {
		while (!response.destroyed && response.write(piece));
	};
	response.on('drain', more);
	response.write(isJson ? '{"records":[' : bytes);
	more();
}

/** Answers that another protocol begins here, and says nothing in it. */
export function switchProtocols(response: ServerResponse): void {
	response.socket?.write(
		'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
	);
}
