import type { BinaryHelperFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { mayBeJson } from './answer';
import { bareWords, isPage } from './refusal-words';

type ByteStream = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;

/** Whether a body is one that n8n has not read yet. */
export function isStream(body: unknown): body is ByteStream {
	return typeof body === 'object' && body !== null && 'unshift' in body && 'pipe' in body;
}

/** Looks at the first bytes and puts them back; undefined when there are none. */
async function firstBytes(stream: ByteStream): Promise<Buffer | undefined> {
	const pieces = stream.iterator({ destroyOnReturn: false });
	const { value, done } = (await pieces.next()) as IteratorResult<Buffer, undefined>;
	await pieces.return?.();
	if (done) return undefined;
	stream.unshift(value);
	return value;
}

/** Whether bytes begin as an error does: in JSON, as a web page, or as a sentence. */
function mayBeRefusal(begin: Buffer, response: IN8nHttpFullResponse): boolean {
	const answer = { ...response, body: begin };
	return mayBeJson(begin) || isPage(answer) || bareWords(answer) !== undefined;
}

/**
 * Reads the body of an answer that came as a stream where it may be a refusal. A file stays a stream, so that
 * a large one is never in memory as a whole.
 */
export async function readRefusal(
	response: IN8nHttpFullResponse,
	helpers: Pick<BinaryHelperFunctions, 'binaryToBuffer'>,
): Promise<void> {
	const { body, statusCode } = response as { body: unknown; statusCode: number };
	if (!isStream(body)) return;
	const begin = await firstBytes(body);
	const isFile = statusCode < 300 && begin !== undefined && !mayBeRefusal(begin, response);
	if (isFile) return;
	response.body = begin ? await helpers.binaryToBuffer(body) : Buffer.alloc(0);
}
