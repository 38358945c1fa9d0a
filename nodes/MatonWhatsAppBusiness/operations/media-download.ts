import type { IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';

import { disguisedAsFile } from '../../shared/http/answers/file-answer';
import { isStream, readStreamedRefusal } from '../../shared/http/answers/streamed-answer';
import { isObject } from '../../shared/parameters/json';
import { nodeError } from '../../shared/errors/node-error';
import { fetchBeside } from '../../shared/http/beside/fetch-beside';
import { changeRequest } from '../../shared/http/request-session';
import type { OperationInterceptor, RequestSession } from '../../shared/http/pipeline';
import { tooLarge } from '../../shared/http/exchange-result';
import { describeNetworkError, findBound } from '../../shared/http/network-error';
import { callForFile } from '../../shared/http/transfer/bounded-call';
import { TooLarge } from '../../shared/http/transfer/bounds';
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

/** The file from a host of Meta, without any credential: the gateway's key is for the gateway only. */
async function fetchOpenly(
	context: IExecuteSingleFunctions,
	media: MediaRecord,
): Promise<INodeExecutionData> {
	const node = context.getNode();
	const itemIndex = context.getItemIndex();
	const options = { url: media.url, method: 'GET' as const, timeout: TIMEOUT_MS };
	const signal = context.getExecutionCancelSignal();
	const unanswered = (error: unknown): never => {
		const bound = findBound(error);
		if (bound instanceof TooLarge) throw tooLarge(node, bound, { itemIndex });
		const reason = bound?.message ?? describeNetworkError(error) ?? 'no reason';
		const message = `Meta's file server gave no answer (${reason})`;
		throw nodeError(node, 'service-unavailable', { message, itemIndex });
	};
	const call = callForFile({ context, options, signal }, { mostRefusalBytes: 0 });
	const response = await call.catch(unanswered);
	if (response.statusCode < 300) {
		await readStreamedRefusal(response, context.helpers).catch(unanswered);
		const disguised = disguisedAsFile(response);
		if (!disguised) return await mediaItem(context, response as never, media).catch(unanswered);
		if (isStream(response.body)) response.body.destroy();
		const { code, message, advice: description } = disguised;
		throw nodeError(node, code, { message, description, itemIndex });
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
