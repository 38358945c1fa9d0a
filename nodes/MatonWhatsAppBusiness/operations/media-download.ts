import type {
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

import type { ByteStream } from '../../shared/files/streamed-file';
import { getHeader } from '../../shared/http/answers/answer';
import { disguisedAsFile } from '../../shared/http/answers/file-answer';
import { readStreamedRefusal } from '../../shared/http/answers/streamed-answer';
import { isObject } from '../../shared/parameters/json';
import { nodeError } from '../../shared/errors/node-error';
import { fetchBeside } from '../../shared/http/beside/fetch-beside';
import { changeRequest } from '../../shared/http/request-session';
import type { OperationInterceptor, RequestSession } from '../../shared/http/pipeline';
import { describeNetworkError } from '../../shared/http/network-error';
import { mediaItem, type MediaRecord } from '../responses/media';

const TIMEOUT_MS = 120_000;

function isWebAddress(address: string): boolean {
	return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

/** The native path of an address behind the gateway; undefined for any other address. */
function pathBehindGateway(address: string, apiUrl: string): string | undefined {
	const { href } = new URL(address);
	const base = new URL(`${apiUrl}/`).href;
	return href.startsWith(base) ? href.slice(base.length - 1) : undefined;
}

/** Meta keeps no larger files (Meta, "Supported media types"). */
const MOST_MB = 100;

const MOST_BYTES = MOST_MB * 1_048_576;

class TooLarge extends Error {
	override message = `Meta's file server sends more than ${MOST_MB} MB`;
}

/** The same stream, which fails where it goes on beyond what a file of Meta can have: its address comes from data. */
function upToLimit(response: IN8nHttpFullResponse): ByteStream {
	const body = response.body as ByteStream;
	let size = Number(getHeader(response, 'content-length') ?? 0);
	if (size > MOST_BYTES) {
		body.destroy();
		throw new TooLarge();
	}
	size = 0;
	return body.map((piece: Uint8Array) => {
		size += piece.length;
		if (size > MOST_BYTES) throw new TooLarge();
		return piece;
	});
}

/** The file from a host of Meta, without any credential: the gateway's key is for the gateway only. */
async function fetchOpenly(
	context: IExecuteSingleFunctions,
	media: MediaRecord,
): Promise<INodeExecutionData> {
	const node = context.getNode();
	const itemIndex = context.getItemIndex();
	const options: IHttpRequestOptions = {
		url: media.url,
		method: 'GET',
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: TIMEOUT_MS,
		abortSignal: context.getExecutionCancelSignal(),
	};
	const unanswered = (error: unknown): never => {
		const message =
			error instanceof TooLarge
				? error.message
				: `Meta's file server gave no answer (${describeNetworkError(error) ?? 'no reason'})`;
		throw nodeError(node, 'service-unavailable', { message, itemIndex });
	};
	const request = context.helpers.httpRequest(options) as Promise<IN8nHttpFullResponse>;
	const response = await request.catch(unanswered);
	if (response.statusCode < 300) {
		const begin = async () => {
			const answer = { ...response, body: upToLimit(response) as never };
			await readStreamedRefusal(answer, context.helpers);
			return answer;
		};
		const answer = await begin().catch(unanswered);
		const disguised = disguisedAsFile(answer);
		if (disguised) {
			const { code, message, advice: description } = disguised;
			throw nodeError(node, code, { message, description, itemIndex });
		}
		return await mediaItem(context, answer, media).catch(unanswered);
	}
	throw nodeError(node, 'not-allowed', {
		message: `Meta's file server answered with status ${response.statusCode}`,
		description:
			"It asks for Meta's own token, which Maton keeps, and the key of the gateway must not go there. Use Media: Get URL, and fetch the address with the HTTP Request node and a token of your Meta app within five minutes.",
		httpCode: String(response.statusCode),
		itemIndex,
	});
}

async function readRecord(session: RequestSession, path: string): Promise<MediaRecord> {
	const { body, failure } = await fetchBeside(session, path, {});
	if (failure) throw failure;
	if (isObject(body) && typeof body.url === 'string' && isWebAddress(body.url)) {
		const mimeType = String(body.mime_type ?? 'application/octet-stream')
			.split(';')[0]!
			.trim();
		return { id: String(body.id ?? ''), url: body.url, mimeType };
	}
	const { context } = session;
	throw nodeError(context.getNode(), 'answer-unreadable', {
		message: 'Meta gave no address for this file',
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Looks up where a file is, and reads it from there. The key of the gateway goes along only where that is
 * the gateway itself.
 */
export const downloadMedia: OperationInterceptor = async (request, next) => {
	const { session, options } = request;
	const media = await readRecord(session, options.url);
	const path = pathBehindGateway(media.url, session.route.apiUrl);
	if (path !== undefined) return await next(changeRequest(request, { url: path }));
	const items = [await fetchOpenly(session.context, media)];
	return { page: { answer: { statusCode: 200, headers: {}, body: undefined }, items } };
};
