import type { IBinaryData, IExecuteSingleFunctions } from 'n8n-workflow';

import { readBinaryField, USUAL_INPUT } from './binary-field';
import { checkFile } from './file-rules';
import type { FileRules, MediaKind } from './whatsapp-files';
import { START_SIZE } from './file-start';
import { completeName, type FileType } from './file-types';
import { toStreamedFile, StreamedFile, type ChosenFile } from './streamed-file';

/** Bytes read from n8n's storage at a time. */
const PIECE = 256 * 1024;

/** A file of an item, not read yet. */
export interface BinaryFile extends ChosenFile {
	type: FileType;
	fileName: string;
	/** Its first bytes; undefined where they could not be read. */
	start?: Uint8Array;
}

/** The size in bytes without reading the file; undefined where n8n does not say it. */
async function readSize(
	context: IExecuteSingleFunctions,
	file: IBinaryData,
): Promise<number | undefined> {
	if (file.bytes !== undefined) return file.bytes;
	if (file.id === undefined) return Buffer.byteLength(file.data, 'base64');
	const metadata = await context.helpers.getBinaryMetadata(file.id).catch(() => undefined);
	return metadata?.fileSize;
}

/** The first bytes; a file that cannot be read says so when it is its turn. */
async function readStart(
	context: IExecuteSingleFunctions,
	{ id, data }: IBinaryData,
): Promise<Uint8Array | undefined> {
	if (id === undefined) return Buffer.from(data.slice(0, (START_SIZE / 3) * 4), 'base64');
	try {
		const stream = await context.helpers.getBinaryStream(id, START_SIZE);
		// Leaving the loop closes the stream.
		for await (const piece of stream as AsyncIterable<Uint8Array>) return piece;
	} catch {
		return undefined;
	}
	return undefined;
}

/**
 * The file in `Input Binary Field`, checked before it is read.
 *
 * @param sentAs the kind of the message, where the user chose it
 * @param input another field of the form that names the binary field
 * @throws InputError for a file that the service does not take
 */
export async function fromBinary(
	context: IExecuteSingleFunctions,
	rules: FileRules,
	sentAs?: MediaKind,
	input = USUAL_INPUT,
): Promise<BinaryFile> {
	const { property, file } = readBinaryField(context, input);
	const size = await readSize(context, file);
	const start = size === 0 ? undefined : await readStart(context, file);
	const known = { fileName: file.fileName ?? 'file', mimeType: file.mimeType, start };
	const type = checkFile(rules, input.label, { ...known, size }, sentAs);
	const fileName = completeName(file.fileName || 'file', type);
	const { mimeType } = type;
	return {
		type,
		fileName,
		start,
		outline: { fileName, mimeType, ...(size === undefined ? {} : { size }) },
		read: async (shownName) => {
			const name = completeName(shownName || fileName, type);
			const { id } = file;
			if (id !== undefined && size !== undefined) {
				const open = async () => await context.helpers.getBinaryStream(id, PIECE);
				return new StreamedFile(name, mimeType, size, open);
			}
			const bytes = await context.helpers.getBinaryDataBuffer(property);
			checkFile(rules, input.label, { ...known, size: bytes.length }, sentAs);
			return toStreamedFile([bytes], name, mimeType);
		},
	};
}
