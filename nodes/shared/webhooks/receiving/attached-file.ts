import type { IDataObject, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import type { FailureCode } from '../../errors/catalogue';
import type { Answer } from '../../http/answers/answer';
import { getCodeOfStatus } from '../../http/answers/judge-answer';
import { isStream } from '../../http/answers/streamed-answer';
import { findBound } from '../../http/network-error';
import type { RequestTraits } from '../../http/request-traits';
import { TooLarge } from '../../http/transfer/bounds';
import { InputError } from '../../parameters/input';
import type { MessageFile } from '../filters';
import type { MediaOptions } from '../settings';

/** The type that servers give where they know none. */
const UNTYPED = 'application/octet-stream';

/** Why a file was not fetched. It is told in the item; the event starts its execution all the same. */
export class NotFetched extends Error {
	/** @param code that workflows can branch on, as in `docs/errors.md` */
	constructor(
		message: string,
		readonly code: FailureCode = 'not-found',
	) {
		super(message);
	}
}

/** What a request for a file is, as far as its status says. */
const READ: RequestTraits = { kind: 'direct', isV3: false, writes: false, manyRecipients: false };

/** What a status says no with to a request for a file, which may be gone. */
export function codeOfStatus(status: number): FailureCode {
	return status === 410 ? 'not-found' : getCodeOfStatus(status, undefined, READ);
}

/** A file in memory. */
export interface FetchedBytes {
	bytes: Buffer;
	mimeType: string | undefined;
	/** Where the event tells no name. */
	fileName?: string;
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
		throw new NotFetched(
			`${server} answered the request for the file with ${statusCode}`,
			codeOfStatus(statusCode),
		);
	}
	const pieces: Uint8Array[] = [];
	for await (const piece of body as AsyncIterable<Uint8Array>) pieces.push(piece);
	const bytes = Buffer.concat(pieces);
	if (bytes.length === 0) throw new NotFetched(`${server} has no such file`);
	const [mimeType] = String(headers['content-type'] ?? '').split(';');
	return { bytes, mimeType: mimeType?.trim() || undefined };
}

function explainMissing(error: unknown): NotFetched {
	if (error instanceof NotFetched) return error;
	if (error instanceof InputError) return new NotFetched(error.message, 'input-invalid');
	const bound = findBound(error);
	if (bound instanceof TooLarge && bound.isFile) {
		const message = `The file is larger than the limit in the options (${bound.limit})`;
		return new NotFetched(message, 'file-too-large');
	}
	const detail = bound ? `: ${bound.message}` : '';
	const message = `The request for the file got no answer${detail}`;
	return new NotFetched(message, 'service-unavailable');
}

/** Adds the file of a message as binary data, or tells in `media` why it is not there. Never throws because of a file. */
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
		const { message: notFetched, code: notFetchedCode } = explainMissing(error);
		context.logger.warn(`A file of a WhatsApp message was not fetched: ${notFetched}`);
		item.json.media = { ...(media as unknown as IDataObject), notFetched, notFetchedCode };
	}
}
