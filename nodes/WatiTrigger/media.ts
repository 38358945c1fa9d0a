import type { IDataObject, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import { findRefusal } from '../services/wati/predicate';
import { blankKey } from '../shared/http/answers/blank-key';
import { isStream } from '../shared/http/answers/streamed-answer';
import { fileCalled } from '../shared/http/answers/expectation';
import type { MediaOptions } from '../shared/webhooks/settings';
import type { Media } from '../shared/webhooks/event-parts';
import { findBound } from '../shared/http/network-error';
import { readAccount, type Account } from './account';
import { callForFile } from '../shared/http/transfer/bounded-call';
import { TooLarge } from '../shared/http/transfer/bounds';

/** WATI waits for the answer meanwhile, so a slow file is given up. */
const TIMEOUT_MS = 15_000;

/** Below here lies WATI's media, so that a crafted path cannot reach other files of the account. */
const STORED = /^data\/[\w./-]+$/;

/** Why a file was not fetched. It is told in the item; the event starts its execution all the same. */
class NotFetched extends Error {}

/**
 * The stored path to ask for. An address from an event is never called itself: its path is asked of the
 * configured host, so that the token cannot leave for another one.
 */
function storedPath({ path, url }: Media, { host }: Account): string {
	if (path === null || !STORED.test(path) || path.includes('..')) {
		throw new NotFetched('The file has no path in WATI');
	}
	if (url !== null && host !== null && new URL(url).host !== host) {
		throw new NotFetched('The file is on another host than the WATI account of the credential');
	}
	return path;
}

async function fetchFile(
	context: IWebhookFunctions,
	media: Media,
	{ mostBytes }: MediaOptions,
): Promise<{ bytes: Buffer; mimeType: string | undefined }> {
	const source = await readAccount(context);
	const call = {
		context,
		credentialType: source.credentialType,
		options: {
			method: 'GET' as const,
			url: `${source.baseUrl}/api/v1/getMedia`,
			qs: { fileName: storedPath(media, source) },
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		},
	};
	const answer = await callForFile(call, { mostBytes, mostRefusalBytes: 0 });
	if (answer.statusCode !== 200) {
		if (isStream(answer.body)) answer.body.destroy();
		throw new NotFetched(`WATI answered the request for the file with ${answer.statusCode}`);
	}
	const pieces: Uint8Array[] = [];
	for await (const piece of answer.body as AsyncIterable<Uint8Array>) pieces.push(piece);
	const bytes = Buffer.concat(pieces);
	if (bytes.length === 0) throw new NotFetched('WATI has no such file');
	const refusal = findRefusal(blankKey({ ...answer, body: bytes }, source.key), {
		kind: source.kind,
		isV3: false,
		writes: false,
		expects: fileCalled(media.fileName ?? media.path ?? ''),
		manyRecipients: false,
	});
	if (refusal) throw new NotFetched(`WATI sent no file: ${refusal.words ?? refusal.message}`);
	const [mimeType] = String(answer.headers['content-type'] ?? '').split(';');
	return { bytes, mimeType: mimeType?.trim() || undefined };
}

function describeMissing(error: unknown): string {
	if (error instanceof NotFetched) return error.message;
	const bound = findBound(error);
	if (bound instanceof TooLarge) {
		return `The file is larger than the limit in the options (${bound.limit})`;
	}
	const detail = bound ? `: ${bound.message}` : '';
	return `The request for the file got no answer${detail}`;
}

/** Adds the file of a message as binary data, or tells in `media.notFetched` why it is not there. */
export async function attachMedia(
	context: IWebhookFunctions,
	item: INodeExecutionData,
	media: Media,
	options: MediaOptions,
): Promise<void> {
	if (options.types.length > 0 && !options.types.includes(media.type)) return;
	try {
		const { bytes, mimeType } = await fetchFile(context, media, options);
		const name = media.fileName ?? undefined;
		item.binary = {
			[options.field]: await context.helpers.prepareBinaryData(bytes, name, mimeType),
		};
	} catch (error) {
		const reason = describeMissing(error);
		context.logger.warn(`A file of a WhatsApp message was not fetched: ${reason}`);
		item.json.media = { ...(media as unknown as IDataObject), notFetched: reason };
	}
}
