import type {
	IBinaryData,
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { headerOf } from '../responses/answer';
import { systemCodeOf } from '../transport/trouble';
import { checkText, checkUrl, InputError, textParameter } from './input';
import { setLateBody } from './late-body';
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

const BINARY_LABEL = 'Input Binary Field';
const URL_LABEL = 'File URL';

interface OutgoingFile {
	bytes: Buffer | Blob;
	fileName: string;
	mimeType: string;
}

/** A file that was chosen but not read yet. */
interface ChosenFile {
	outline: IDataObject;
	read: () => Promise<OutgoingFile>;
}

/** @param size in bytes; unknown before a file behind an address is read */
function checkFile(label: string, fileName: string, mimeType: string, size?: number): void {
	if (size === 0) {
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
	if (size !== undefined && size > limit * MEGABYTE) {
		const megabytes = (size / MEGABYTE).toFixed(1);
		throw new InputError(
			`The file in '${label}' has ${megabytes} MB, but WhatsApp allows ${limit} MB for this kind (${kind})`,
			'Make the file smaller or send a link to it.',
		);
	}
}

/** The size in bytes without reading the file; undefined where n8n does not say it. */
async function sizeOf(
	context: IExecuteSingleFunctions,
	file: IBinaryData,
): Promise<number | undefined> {
	if (file.bytes !== undefined) return file.bytes;
	if (file.id === undefined) return Buffer.byteLength(file.data, 'base64');
	const metadata = await context.helpers.getBinaryMetadata(file.id).catch(() => undefined);
	return metadata?.fileSize;
}

/** A blob made of blobs shares their bytes, so that the file is in memory once, not twice. */
async function contentOf(
	context: IExecuteSingleFunctions,
	property: string,
	file: IBinaryData,
): Promise<Blob> {
	if (file.id === undefined) return new Blob([await context.helpers.getBinaryDataBuffer(property)]);
	const parts: Blob[] = [];
	for await (const piece of await context.helpers.getBinaryStream(file.id, MEGABYTE)) {
		parts.push(new Blob([piece as Buffer]));
	}
	return new Blob(parts);
}

async function fromBinary(context: IExecuteSingleFunctions): Promise<ChosenFile> {
	const property = textParameter(context, 'binaryPropertyName');
	const file = context.helpers.assertBinaryData(property);
	const { mimeType, fileName = 'file' } = file;
	const size = await sizeOf(context, file);
	checkFile(BINARY_LABEL, fileName, mimeType, size);
	return {
		outline: { fileName, mimeType, ...(size === undefined ? {} : { size }) },
		read: async () => {
			const content = await contentOf(context, property, file);
			checkFile(BINARY_LABEL, fileName, mimeType, content.size);
			return { bytes: content, fileName, mimeType };
		},
	};
}

function nameInDisposition(header: string | undefined): string | undefined {
	const encoded = /filename\*=(?:UTF-8'')?([^;]+)/i.exec(header ?? '')?.[1];
	const plain = /filename="?([^";]+)"?/i.exec(header ?? '')?.[1];
	return encoded ? decodeURIComponent(encoded.trim()) : plain?.trim();
}

/** The file behind a public address. The request carries no credential, so no token reaches that host. */
async function fetchFile(context: IExecuteSingleFunctions, url: URL): Promise<OutgoingFile> {
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
			`The address in '${URL_LABEL}' could not be reached (${response})`,
			'Check the address.',
		);
	}
	if (response.statusCode >= 300) {
		throw new InputError(
			`The address in '${URL_LABEL}' answered with status ${response.statusCode}`,
			'Open the address in a private browser window: the file must be there without a login.',
		);
	}
	const mimeType = (headerOf(response, 'content-type') ?? 'application/octet-stream')
		.split(';')[0]!
		.trim();
	const inPath = decodeURIComponent(url.pathname.split('/').pop() ?? '');
	const fileName =
		nameInDisposition(headerOf(response, 'content-disposition')) ?? (inPath || 'file');
	const bytes = Buffer.from(response.body as unknown as ArrayBuffer);
	checkFile(URL_LABEL, fileName, mimeType, bytes.length);
	return { bytes, fileName, mimeType };
}

function fromUrl(context: IExecuteSingleFunctions): ChosenFile {
	const url = checkUrl(URL_LABEL, textParameter(context, 'fileUrl'));
	return { outline: { url: url.href }, read: async () => await fetchFile(context, url) };
}

async function formOf(chosen: ChosenFile, wishedName: string): Promise<FormData> {
	const { bytes, fileName, mimeType } = await chosen.read();
	const form = new FormData();
	form.append('file', new Blob([bytes], { type: mimeType }), wishedName || fileName);
	return form;
}

/**
 * Attaches the file as the part `file` (docs.wati.io, "sendSessionFile") and the caption as a query
 * parameter. What can be checked without the bytes is checked here; they are read when it is the item's
 * turn, so that the files of many items are not in memory at once.
 */
export const sessionFile: Step = async function (options) {
	const caption = textParameter(this, 'caption');
	checkText('Caption', caption, LONGEST_CAPTION, false);
	const wishedName = textParameter(this, 'options.fileName').trim();
	options.qs = { ...options.qs, ...(caption ? { caption } : {}) } as IDataObject;
	const chosen =
		textParameter(this, 'fileSource') === 'url' ? fromUrl(this) : await fromBinary(this);
	const file = { ...chosen.outline, ...(wishedName ? { fileName: wishedName } : {}) };
	setLateBody(options, { outline: { file }, read: async () => await formOf(chosen, wishedName) });
	return options;
};
