import type { IExecuteSingleFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { getHeader, nameInDisposition } from '../http/answers/answer';
import { describeNetworkError } from '../http/network-error';
import { checkUrl, InputError, textParameter } from '../parameters/input';
import { checkFile, type FileRules } from './file-rules';
import { readNameInPath } from './file-name';
import { startsLikePage } from './file-start';
import { toStreamedFile, type ByteStream, type ChosenFile } from './streamed-file';

const FETCH_TIMEOUT_MS = 120_000;

const URL_LABEL = 'File URL';

/** Reads a stream, but no further than WhatsApp would take the file. Leaving the loop closes it. */
async function readPieces(
	stream: ByteStream,
	check: (size: number, start: Uint8Array) => void,
): Promise<Uint8Array[]> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of stream as AsyncIterable<Uint8Array>) {
		pieces.push(piece);
		size += piece.length;
		check(size, pieces[0]!);
	}
	return pieces;
}

/** A login or a "not found" in place of a file. @throws InputError */
function checkPage(fileName: string, start: Uint8Array): void {
	if (!startsLikePage(start) || /\.x?html?$/i.test(fileName)) return;
	throw new InputError(
		`The address in '${URL_LABEL}' answered with a web page instead of a file`,
		'Open the address in a private browser window: it must start a download without a login. Drives have an address of their own for that.',
	);
}

/** The file behind a public address. The request carries no credential, so no token reaches that host. */
async function fetchFile(
	context: IExecuteSingleFunctions,
	rules: FileRules,
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
	const mimeType = getHeader(response, 'content-type') ?? 'application/octet-stream';
	const fileName =
		nameInDisposition(getHeader(response, 'content-disposition')) ??
		(readNameInPath(url) || 'file');
	const announced = Number(getHeader(response, 'content-length') ?? 0) || 0;
	const check = (size: number, start: Uint8Array | undefined, told?: string) => {
		if (start) checkPage(fileName, start);
		return checkFile(rules, URL_LABEL, { fileName, mimeType, size, start }, undefined, told);
	};
	// A length that was told is known with the first piece.
	const pieces = await readPieces(stream, (size, start) =>
		announced > size ? check(announced, start) : check(size, start, 'more'),
	).catch((error: unknown) => {
		if (error instanceof InputError) throw error;
		return unreachable(error);
	});
	const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
	const type = check(size, pieces[0]);
	return toStreamedFile(pieces, shownName || fileName, type.mimeType);
}

/**
 * The file behind the address in `File URL`, not fetched yet.
 *
 * @throws InputError when the field holds no address
 */
export function fromUrl(context: IExecuteSingleFunctions, rules: FileRules): ChosenFile {
	const url = checkUrl(URL_LABEL, textParameter(context, 'fileUrl'));
	return {
		outline: { url: url.href },
		read: async (shownName) => await fetchFile(context, rules, url, shownName),
	};
}
