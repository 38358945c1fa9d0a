import type { IDataObject, IExecuteSingleFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { headerOf } from '../responses/answer';
import { systemCodeOf } from '../transport/trouble';
import { checkText, checkUrl, InputError, textParameter } from './input';
import type { Step } from './prepare';

/** WhatsApp's limits in megabytes by the kind of file (Meta, "Supported media types"). */
const LARGEST_MB: Array<[RegExp, number, string]> = [
	[/^image\/webp$/, 0.5, 'sticker'],
	[/^image\/(jpeg|png)$/, 5, 'image'],
	[/^video\/(mp4|3gpp)$/, 16, 'video'],
	[/^audio\/(aac|amr|mpeg|mp3|mp4|m4a|x-m4a|ogg|opus)/, 16, 'audio file'],
];
const LARGEST_DOCUMENT_MB = 100;
const MEGABYTE = 1024 * 1024;

/** Media that WhatsApp has no place for: WATI answers "File is not allowed by WhatsApp". */
const REFUSED =
	/^(audio\/(wav|x-wav|wave|vnd\.wave|flac)|image\/(gif|bmp|tiff|svg\+xml|heic)|video\/(quicktime|x-msvideo|webm|x-matroska))/;

const LONGEST_CAPTION = 1_024;

const FETCH_TIMEOUT_MS = 120_000;

interface OutgoingFile {
	bytes: Buffer;
	fileName: string;
	mimeType: string;
	/** The editor's label of where it came from. */
	label: string;
}

function checkFile({ bytes, fileName, mimeType, label }: OutgoingFile): void {
	if (bytes.length === 0) {
		throw new InputError(
			`The file in '${label}' is empty: ${fileName}`,
			'Check the step that makes the file.',
		);
	}
	if (REFUSED.test(mimeType)) {
		throw new InputError(
			`The file in '${label}' has the type ${mimeType}, which WhatsApp does not take`,
			'Convert it first: images to JPEG or PNG, videos to MP4, audio to MP3 or OGG (Opus).',
		);
	}
	const [, limit, kind] = LARGEST_MB.find(([pattern]) => pattern.test(mimeType)) ?? [
		undefined,
		LARGEST_DOCUMENT_MB,
		'document',
	];
	if (bytes.length > limit * MEGABYTE) {
		const size = (bytes.length / MEGABYTE).toFixed(1);
		throw new InputError(
			`The file in '${label}' has ${size} MB, but WhatsApp allows ${limit} MB for this kind (${kind})`,
			'Make the file smaller or send a link to it.',
		);
	}
}

async function fromBinary(context: IExecuteSingleFunctions): Promise<OutgoingFile> {
	const property = textParameter(context, 'binaryPropertyName');
	const label = 'Input Binary Field';
	const { mimeType, fileName } = context.helpers.assertBinaryData(property);
	const bytes = await context.helpers.getBinaryDataBuffer(property);
	return { bytes, fileName: fileName ?? 'file', mimeType, label };
}

function nameInDisposition(header: string | undefined): string | undefined {
	const encoded = /filename\*=(?:UTF-8'')?([^;]+)/i.exec(header ?? '')?.[1];
	const plain = /filename="?([^";]+)"?/i.exec(header ?? '')?.[1];
	return encoded ? decodeURIComponent(encoded.trim()) : plain?.trim();
}

/** The file behind a public address. The request carries no credential, so no token reaches that host. */
async function fromUrl(context: IExecuteSingleFunctions): Promise<OutgoingFile> {
	const label = 'File URL';
	const url = checkUrl(label, textParameter(context, 'fileUrl'));
	const request = context.helpers.httpRequest({
		url: url.href,
		method: 'GET',
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: FETCH_TIMEOUT_MS,
		abortSignal: context.getExecutionCancelSignal(),
	}) as Promise<IN8nHttpFullResponse>;
	const response = await request.catch((error: unknown) => systemCodeOf(error) ?? 'no answer');
	if (typeof response === 'string') {
		throw new InputError(
			`The address in '${label}' could not be reached (${response})`,
			'Check the address.',
		);
	}
	if (response.statusCode >= 300) {
		throw new InputError(
			`The address in '${label}' answered with status ${response.statusCode}`,
			'Open the address in a private browser window: the file must be there without a login.',
		);
	}
	const mimeType = (headerOf(response, 'content-type') ?? 'application/octet-stream')
		.split(';')[0]!
		.trim();
	const inPath = decodeURIComponent(url.pathname.split('/').pop() ?? '');
	const fileName =
		nameInDisposition(headerOf(response, 'content-disposition')) ?? (inPath || 'file');
	return { bytes: Buffer.from(response.body as unknown as ArrayBuffer), fileName, mimeType, label };
}

/** Attaches the file as the part `file` (docs.wati.io, "sendSessionFile") and the caption as a query parameter. */
export const sessionFile: Step = async function (options) {
	const caption = textParameter(this, 'caption');
	checkText('Caption', caption, LONGEST_CAPTION, false);
	const file =
		textParameter(this, 'fileSource') === 'url' ? await fromUrl(this) : await fromBinary(this);
	checkFile(file);
	const fileName = textParameter(this, 'options.fileName').trim() || file.fileName;
	const form = new FormData();
	form.append('file', new Blob([file.bytes], { type: file.mimeType }), fileName);
	options.body = form;
	options.qs = { ...options.qs, ...(caption ? { caption } : {}) } as IDataObject;
	return options;
};
