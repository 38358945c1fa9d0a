import type { BinaryHelperFunctions, IDataObject } from 'n8n-workflow';

/** What n8n hands over as a stream, from its storage or from the network. */
export type ByteStream = Awaited<ReturnType<BinaryHelperFunctions['getBinaryStream']>>;

/** A file that was chosen but not read yet. */
export interface ChosenFile {
	outline: IDataObject;
	/** @param shownName what the customer sees in place of the file's own name; may be empty */
	read: (shownName: string) => Promise<File>;
}

/**
 * A file of a form that is read piece by piece whenever the form is sent, so that it need not be in memory as
 * a whole. n8n's HTTP client takes size, name, type and stream of a file and nothing else.
 */
export class StreamedFile extends File {
	/**
	 * @param size in bytes; the stream must be as long
	 * @param open starts from the beginning each time: a refused request is sent again
	 */
	constructor(
		fileName: string,
		mimeType: string,
		size: number,
		private readonly open: () => AsyncIterable<Uint8Array>,
	) {
		super([], fileName, { type: mimeType });
		Object.defineProperty(this, 'size', { value: size });
	}

	override stream(): ReturnType<File['stream']> {
		return ReadableStream.from(this.open());
	}
}

/** The pieces of a stream that is opened when the first one is asked for. */
export async function* readPieces(
	open: () => Promise<AsyncIterable<Uint8Array> | Iterable<Uint8Array>>,
): AsyncIterable<Uint8Array> {
	yield* await open();
}

/** A file of bytes that are in memory already, without a copy of them. */
export function toStreamedFile(pieces: Uint8Array[], fileName: string, mimeType: string): File {
	const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
	return new StreamedFile(fileName, mimeType, size, () => readPieces(async () => pieces));
}

/** A form with one file. */
export function formWith(part: string, file: File): FormData {
	const form = new FormData();
	form.append(part, file);
	return form;
}
