import type { INodeExecutionData } from 'n8n-workflow';

import { isMetaAddress } from '../../services/meta/graph/hosts';
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
import type { RouteKind } from '../../shared/http/service';
import { mediaItem, type MediaRecord } from '../responses/media';

const TIMEOUT_MS = 120_000;

function isWebAddress(address: string): boolean {
	return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

/** The native path of an address behind the gateway or the Graph API; undefined for any other address. */
function findNativePath(address: string, apiUrl: string): string | undefined {
	const { href } = new URL(address);
	const base = new URL(`${apiUrl}/`).href;
	return href.startsWith(base) ? href.slice(base.length - 1) : undefined;
}

/** Where Meta's file server says no: what it lacks differs by the way there. */
const REFUSED: Record<RouteKind, string> = {
	direct:
		'Check in the credential WhatsApp API that the token belongs to the app and the account that got the file. Meta keeps files of customers for some days only.',
	maton:
		"It asks for Meta's own token, which Maton keeps, and the key of the gateway must not go there. Use the credential WhatsApp API with a token of Meta, or Media: Get URL and the HTTP Request node within five minutes.",
};

/**
 * The file from a host of Meta. A token of Meta goes along to Meta's own hosts, and to nowhere they redirect to; the
 * key of the gateway is for the gateway only.
 */
async function fetchFromMeta(
	{ context, route }: RequestSession,
	media: MediaRecord,
): Promise<INodeExecutionData> {
	const node = context.getNode();
	const itemIndex = context.getItemIndex();
	const isDirect = route.kind === 'direct';
	if (isDirect && !isMetaAddress(media.url)) {
		throw nodeError(node, 'not-allowed', {
			message: 'The file is on a host that is not one of Meta',
			description: 'The token of Meta was not sent there. Tell Meta about the address.',
			itemIndex,
		});
	}
	const options = {
		url: media.url,
		method: 'GET' as const,
		timeout: TIMEOUT_MS,
		...(isDirect ? { disableFollowRedirect: true } : {}),
	};
	const credential = isDirect ? { credentialType: route.credentialType } : {};
	const signal = context.getExecutionCancelSignal();
	const unanswered = (error: unknown): never => {
		const bound = findBound(error);
		if (bound instanceof TooLarge) throw tooLarge(node, bound, { itemIndex });
		const reason = bound?.message ?? describeNetworkError(error) ?? 'no reason';
		const message = `Meta's file server did not answer (${reason})`;
		throw nodeError(node, 'service-unavailable', { message, itemIndex });
	};
	const call = callForFile({ context, options, signal, ...credential }, { mostRefusalBytes: 0 });
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
		description: REFUSED[route.kind],
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
		message: 'Meta returned no URL for this file',
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Looks up where a file is, and reads it from there. The key of the gateway goes along only where that is
 * the gateway itself, a token of Meta only where that is Meta.
 */
export const downloadMedia: OperationInterceptor = async (request, next) => {
	const { session, options } = request;
	const media = await readRecord(session, options.url);
	const path = findNativePath(media.url, session.route.apiUrl);
	if (path !== undefined) return await next(changeRequest(request, { url: path }));
	const items = [await fetchFromMeta(session, media)];
	return { page: { answer: { statusCode: 200, headers: {}, body: undefined }, items } };
};
