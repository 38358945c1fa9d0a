import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { Answer } from '../answers/answer';
import { isStream, type ByteStream } from '../answers/streamed-answer';
import type { RequestCaller } from '../pipeline';
import { MOST_FILE_BYTES, MOST_JSON_BYTES, MOST_REFUSAL_BYTES, TooLarge } from './bounds';
import { Call } from './call';
import { closeUploads, isUploaded } from './uploads';

/** One call of n8n's HTTP helper, and what it may take. */
export interface BoundedCall {
	context: Pick<RequestCaller, 'helpers'>;
	/** With its `timeout`, which holds for the call as a whole. */
	options: IHttpRequestOptions & { timeout: number };
	/** The credential that goes along, if any. */
	credentialType?: string;
	/** Ends the call with the execution. */
	signal?: AbortSignal;
}

/** What may be read of a file. */
export interface FileBounds {
	mostBytes?: number;
	/** Of an answer whose status says no; 0 closes it at once. */
	mostRefusalBytes?: number;
}

/** One for all, since each answer is closed after its end, too. */
const CLOSED = new Error('The connection was closed');

interface Started {
	answer: Answer;
	call: Call;
}

/** n8n puts the signal of the execution in the place of the request's own, so the call's stands in for it. */
function withSignal(context: BoundedCall['context'], signal: AbortSignal): IAllExecuteFunctions {
	// A copy, since an object that another one inherits from becomes a slow one.
	const copy = Object.assign(
		Object.create(Object.getPrototypeOf(context) as object) as object,
		context,
	);
	return Object.assign(copy, { getExecutionCancelSignal: () => signal }) as IAllExecuteFunctions;
}

/** Starts the call, up to the head of its answer. */
async function start({ context, options, credentialType, signal }: BoundedCall): Promise<Started> {
	const { helpers } = context;
	const call = new Call(options.timeout, signal);
	const request: IHttpRequestOptions = {
		...options,
		headers: { ...options.headers },
		abortSignal: call.signal,
		// The call ends at its time limit, so that n8n's client needs no timers of its own.
		timeout: 0,
		// What comes as a stream can be left off; n8n reads anything else to its end, however long it is.
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	try {
		const answer: unknown =
			credentialType === undefined
				? await helpers.httpRequest(request)
				: await helpers.httpRequestWithAuthentication.call(
						withSignal(context, call.signal),
						credentialType,
						request,
					);
		return { answer: answer as Answer, call };
	} catch (error) {
		call.end();
		throw call.explain(error);
	}
}

function announcedBytes(headers: Answer['headers']): number {
	return Number(headers['content-length'] ?? 0);
}

/**
 * Reads a body, but no further than a limit. What is longer fails, or ends there where its status says no. Its events
 * are read, since iterating over a stream takes several times as long.
 *
 * @throws OutOfTime, {@link TooLarge}, or what the connection failed with
 */
async function readPieces(
	{ call, answer: { statusCode, headers } }: Started,
	body: ByteStream,
	mostBytes: number,
): Promise<Buffer> {
	const isRefusal = statusCode >= 300;
	if (!isRefusal && announcedBytes(headers) > mostBytes) throw new TooLarge(mostBytes, false);
	return await new Promise((resolve, reject) => {
		const pieces: Uint8Array[] = [];
		let size = 0;
		const finish = () => resolve(Buffer.concat(pieces));
		// A status that says no needs no more words; and a whole answer, which came to its end before, is one by then.
		const fail = (error: unknown) => (isRefusal ? finish() : reject(call.explain(error)));
		body.on('data', (piece: Uint8Array) => {
			size += piece.length;
			pieces.push(piece);
			if (size < mostBytes || (size === mostBytes && !isRefusal)) return;
			fail(new TooLarge(mostBytes, false));
			body.destroy();
		});
		body
			.on('end', finish)
			.on('error', fail)
			.on('close', () => fail(CLOSED));
		if (body.destroyed) fail(CLOSED);
	});
}

/** The body as n8n's client hands it over. */
function parse(bytes: Buffer, isText: boolean): unknown {
	const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
	if (isText) return text;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/**
 * Calls n8n's HTTP helper and reads the answer as JSON, or as text where it is none or the request asks for text.
 *
 * @throws OutOfTime, {@link TooLarge}, or what n8n throws when no answer came
 */
export async function callForJson(
	bounded: BoundedCall,
	mostBytes = MOST_JSON_BYTES,
): Promise<Answer> {
	const { options } = bounded;
	try {
		const started = await start(bounded);
		const { call, answer } = started;
		const { body, statusCode } = answer;
		let isOver = false;
		try {
			if (!isStream(body)) return answer;
			body.prependOnceListener('end', () => {
				isOver = isUploaded(options.body);
				if (!isOver) call.end();
			});
			const most = statusCode < 300 ? mostBytes : MOST_REFUSAL_BYTES;
			const bytes = await readPieces(started, body, most);
			return { ...answer, body: parse(bytes, options.encoding === 'text') };
		} finally {
			if (isOver) call.release();
			else call.end();
		}
	} finally {
		closeUploads(options.body);
	}
}

/**
 * Calls n8n's HTTP helper for a file. The body is a stream that fails when it takes too long or goes on beyond a limit,
 * and whose end, whatever it is, closes the connection. The body of a status that says no is read.
 *
 * @throws as {@link callForJson}
 */
export async function callForFile(
	bounded: BoundedCall,
	{ mostBytes = MOST_FILE_BYTES, mostRefusalBytes = MOST_REFUSAL_BYTES }: FileBounds = {},
): Promise<Answer> {
	const started = await start(bounded);
	const { call, answer } = started;
	const { body, statusCode, headers } = answer;
	if (!isStream(body)) {
		call.end();
		return answer;
	}
	body.on('error', () => undefined);
	if (statusCode >= 300) {
		const isRead = statusCode >= 400 && mostRefusalBytes > 0;
		const read = isRead ? await readPieces(started, body, mostRefusalBytes) : '';
		call.end();
		return { ...answer, body: Buffer.from(read) };
	}
	if (announcedBytes(headers) > mostBytes) {
		call.end();
		throw new TooLarge(mostBytes, true);
	}
	let size = 0;
	const file = body.map((piece: Uint8Array) => {
		size += piece.length;
		if (size > mostBytes) throw new TooLarge(mostBytes, true);
		return piece;
	});
	call.onLate = (error) => file.destroy(error);
	const destroy = file._destroy.bind(file);
	// The stream closes once its source has given another piece, which it may never do.
	file._destroy = (error, callback) => {
		destroy(error, callback);
		call.end();
	};
	return { ...answer, body: file };
}
