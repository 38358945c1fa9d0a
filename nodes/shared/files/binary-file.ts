import type { IBinaryData, IExecuteSingleFunctions } from 'n8n-workflow';

import { checkFile } from './file-rules';
import { textParameter } from '../parameters/input';
import { toStreamedFile, readPieces, StreamedFile, type ChosenFile } from './streamed-file';

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

/** The file in `Input Binary Field`, not read yet, checked as far as that goes. */
export async function fromBinary(context: IExecuteSingleFunctions): Promise<ChosenFile> {
	const property = textParameter(context, 'binaryPropertyName', 'Input Binary Field');
	const file = context.helpers.assertBinaryData(property);
	const { mimeType, fileName = 'file' } = file;
	const size = await sizeOf(context, file);
	checkFile(BINARY_LABEL, fileName, mimeType, size);
	return {
		outline: { fileName, mimeType, ...(size === undefined ? {} : { size }) },
		read: async (shownName) => {
			const name = shownName || fileName;
			const { id } = file;
			if (id !== undefined && size !== undefined) {
				const open = async () => await context.helpers.getBinaryStream(id, PIECE);
				return new StreamedFile(name, mimeType, size, () => readPieces(open));
			}
			const bytes = await context.helpers.getBinaryDataBuffer(property);
			checkFile(BINARY_LABEL, fileName, mimeType, bytes.length);
			return toStreamedFile([bytes], name, mimeType);
		},
	};
}
