import type { IExecuteSingleFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { getHeader, nameInDisposition } from '../http/answers/answer';
import { describeNetworkError } from '../http/network-error';
import { checkFile } from './file-rules';
import { checkUrl, InputError, textParameter } from '../parameters/input';
import { toStreamedFile, type ByteStream, type ChosenFile } from './streamed-file';

const FETCH_TIMEOUT_MS = 120_000;

const URL_LABEL = 'File URL';

/** Reads a stream, but no further than WhatsApp would take the file. */
async function readPieces(
	stream: ByteStream,
	checkSize: (size: number) => void,
): Promise<Uint8Array[]> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of stream as AsyncIterable<Uint8Array>) {
		pieces.push(piece);
		size += piece.length;
		checkSize(size);
	}
	return pieces;
}

/** A part of an address without its encoding, or as it stands where that is broken. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** The file behind a public address. The request carries no credential, so no token reaches that host. */
async function fetchFile(
	context: IExecuteSingleFunctions,
	url: URL,
	shownName: string,
): Promise<File> {
	const unreachable = (error: unknown) => {
		throw new InputError(
			`The address in '${URL_LABEL}' could not be reached (${describeNetworkError(error) ?? 'no answer'})`,
			'Check the address.',
		);
	};
	const request = context.helpers.httpRequest({
		url: url.href,
		method: 'GET',
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: FETCH_TIMEOUT_MS,
		abortSignal: context.getExecutionCancelSignal(),
	}) as Promise<IN8nHttpFullResponse>;
	const response = await request.catch(unreachable);
	const stream = response.body as ByteStream;
	if (response.statusCode >= 300) {
		stream.destroy();
		throw new InputError(
			`The address in '${URL_LABEL}' answered with status ${response.statusCode}`,
			'Open the address in a private browser window: the file must be there without a login.',
		);
	}
	const mimeType = (getHeader(response, 'content-type') ?? 'application/octet-stream')
		.split(';')[0]!
		.trim();
	const inPath = decoded(url.pathname.split('/').pop() ?? '');
	const fileName =
		nameInDisposition(getHeader(response, 'content-disposition')) ?? (inPath || 'file');
	const checkSize = (size: number, told?: string) =>
		checkFile(URL_LABEL, fileName, mimeType, size, told);
	const announced = Number(getHeader(response, 'content-length') ?? NaN);
	if (announced > 0) checkSize(announced);
	const pieces = await readPieces(stream, (size) => checkSize(size, 'more')).catch(
		(error: unknown) => {
			if (error instanceof InputError) throw error;
			return unreachable(error);
		},
	);
	const file = toStreamedFile(pieces, shownName || fileName, mimeType);
	checkSize(file.size);
	return file;
}

/** The file behind the address in `File URL`, not fetched yet. */
export function fromUrl(context: IExecuteSingleFunctions): ChosenFile {
	const url = checkUrl(URL_LABEL, textParameter(context, 'fileUrl'));
	return {
		outline: { url: url.href },
		read: async (shownName) => await fetchFile(context, url, shownName),
	};
}
