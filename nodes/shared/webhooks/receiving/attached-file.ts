import type { IDataObject, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import type { Answer } from '../../http/answers/answer';
import { isStream } from '../../http/answers/streamed-answer';
import { findBound } from '../../http/network-error';
import { TooLarge } from '../../http/transfer/bounds';
import type { MediaOptions } from '../settings';

/** The type that servers give where they know none. */
const UNTYPED = 'application/octet-stream';

/** Why a file was not fetched. It is told in the item; the event starts its execution all the same. */
export class NotFetched extends Error {}

/** A file in memory. */
export interface FetchedBytes {
	bytes: Buffer;
	mimeType: string | undefined;
	/** Where the event tells no name. */
	fileName?: string;
}

/** What an event tells of a file. */
interface MessageFile {
	type: string;
	fileName: string | null;
}

/**
 * Reads the whole of a file's answer.
 *
 * @param server who answered, in messages
 * @throws NotFetched for another status than 200, and for an empty answer
 */
export async function readFileAnswer(answer: Answer, server: string): Promise<FetchedBytes> {
	const { statusCode, headers, body } = answer;
	if (statusCode !== 200) {
		if (isStream(body)) body.destroy();
		throw new NotFetched(`${server} answered the request for the file with ${statusCode}`);
	}
	const pieces: Uint8Array[] = [];
	for await (const piece of body as AsyncIterable<Uint8Array>) pieces.push(piece);
	const bytes = Buffer.concat(pieces);
	if (bytes.length === 0) throw new NotFetched(`${server} has no such file`);
	const [mimeType] = String(headers['content-type'] ?? '').split(';');
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
export async function attachFile(
	context: IWebhookFunctions,
	item: INodeExecutionData,
	media: MessageFile,
	{ field, types }: MediaOptions,
	fetch: () => Promise<FetchedBytes>,
): Promise<void> {
	if (types.length > 0 && !types.includes(media.type)) return;
	try {
		const { bytes, mimeType, fileName } = await fetch();
		const name = media.fileName ?? fileName;
		// What says nothing of the file n8n finds out by its name and first bytes.
		const type = mimeType === UNTYPED ? undefined : mimeType;
		item.binary = { [field]: await context.helpers.prepareBinaryData(bytes, name, type) };
	} catch (error) {
		const reason = describeMissing(error);
		context.logger.warn(`A file of a WhatsApp message was not fetched: ${reason}`);
		item.json.media = { ...(media as unknown as IDataObject), notFetched: reason };
	}
}
