import type { BinaryHelperFunctions } from 'n8n-workflow';

import { mayBeJson } from '../../parameters/json';
import type { Answer } from './answer';
import { readBareText, isPage } from './refusal-text';

/** What n8n hands over as a stream, from its storage or from the network. */
export type ByteStream = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;

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
function mayBeRefusal(begin: Buffer, answer: Answer): boolean {
	const beginning = { ...answer, body: begin };
	return mayBeJson(begin) || isPage(beginning) || readBareText(beginning) !== undefined;
}

/**
 * Reads the body of an answer that came as a stream where it may be a refusal. A file stays a stream, so that
 * a large one is never in memory as a whole.
 */
export async function readStreamedRefusal(
	answer: Answer,
	helpers: Partial<Pick<BinaryHelperFunctions, 'binaryToBuffer'>>,
): Promise<void> {
	const { body, statusCode } = answer;
	const { binaryToBuffer } = helpers;
	if (!isStream(body) || !binaryToBuffer) return;
	const begin = await firstBytes(body);
	const isFile = statusCode < 300 && begin !== undefined && !mayBeRefusal(begin, answer);
	if (isFile) return;
	answer.body = begin ? await binaryToBuffer(body) : Buffer.alloc(0);
}
