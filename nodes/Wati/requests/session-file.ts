import type { IBinaryData, IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { fromUrl } from './fetched-file';
import { checkFile } from './file-rules';
import { checkText, textParameter } from './input';
import { setLateBody } from './late-body';
import type { Step } from './prepare';
import { fileOf, formWith, piecesOf, StreamedFile, type ChosenFile } from './streamed-file';

const LONGEST_CAPTION = 1_024;

const BINARY_LABEL = 'Input Binary Field';

/** Bytes read from n8n's storage at a time. */
const PIECE = 256 * 1024;

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

async function fromBinary(context: IExecuteSingleFunctions): Promise<ChosenFile> {
	const property = textParameter(context, 'binaryPropertyName');
	const file = context.helpers.assertBinaryData(property);
	const { mimeType, fileName = 'file' } = file;
	const size = await sizeOf(context, file);
	checkFile(BINARY_LABEL, fileName, mimeType, size);
	return {
		outline: { fileName, mimeType, ...(size === undefined ? {} : { size }) },
		read: async (wishedName) => {
			const name = wishedName || fileName;
			const { id } = file;
			if (id !== undefined && size !== undefined) {
				const open = async () => await context.helpers.getBinaryStream(id, PIECE);
				return new StreamedFile(name, mimeType, size, () => piecesOf(open));
			}
			const bytes = await context.helpers.getBinaryDataBuffer(property);
			checkFile(BINARY_LABEL, fileName, mimeType, bytes.length);
			return fileOf([bytes], name, mimeType);
		},
	};
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
	setLateBody(options, {
		outline: { file },
		read: async () => formWith('file', await chosen.read(wishedName)),
	});
	return options;
};
