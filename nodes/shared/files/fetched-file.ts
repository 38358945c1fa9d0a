import type { IExecuteSingleFunctions } from 'n8n-workflow';

import { getHeader, nameInDisposition } from '../http/answers/answer';
import type { ByteStream } from '../http/answers/streamed-answer';
import { describeNetworkError, findBound } from '../http/network-error';
import { callForFile } from '../http/transfer/bounded-call';
import { TooLarge } from '../http/transfer/bounds';
import { checkUrl, InputError, textParameter } from '../parameters/input';
import { checkFile } from './file-rules';
import type { FileRules } from './whatsapp-files';
import { readNameInPath } from './file-name';
import { completeName } from './file-types';
import { startsLikePage } from './file-start';
import { toStreamedFile, type ChosenFile } from './streamed-file';

const FETCH_TIMEOUT_MS = 120_000;

const URL_LABEL = 'File URL';

/** Reads a body, but no further than WhatsApp would take the file. Leaving the loop closes it. */
async function readPieces(
	body: unknown,
	check: (size: number, start: Uint8Array) => void,
): Promise<Uint8Array[]> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of body as ByteStream as AsyncIterable<Uint8Array>) {
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
		'Open the address in a private browser window: it must start a download without a login. File drives offer a separate download link for that.',
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
		const bound = findBound(error);
		if (bound) {
			throw new InputError(
				`The address in '${URL_LABEL}' gave no file: ${bound.message}`,
				bound instanceof TooLarge
					? 'Make the file smaller or send a link to it.'
					: 'Check the address, or place the file on a faster host. Nothing was sent.',
			);
		}
		throw new InputError(
			`The address in '${URL_LABEL}' could not be reached (${describeNetworkError(error) ?? 'no answer'})`,
			'Check the address.',
		);
	};
	const options = { url: url.href, method: 'GET' as const, timeout: FETCH_TIMEOUT_MS };
	const signal = context.getExecutionCancelSignal();
	const bounds = { mostBytes: Infinity, mostRefusalBytes: 0 };
	const response = await callForFile({ context, options, signal }, bounds).catch(unreachable);
	if (response.statusCode >= 300) {
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
	const pieces = await readPieces(response.body, (size, start) =>
		announced > size ? check(announced, start) : check(size, start, 'more'),
	).catch((error: unknown) => {
		if (error instanceof InputError) throw error;
		return unreachable(error);
	});
	const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
	const type = check(size, pieces[0]);
	return toStreamedFile(pieces, completeName(shownName || fileName, type), type.mimeType);
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
