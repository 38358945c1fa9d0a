import type { IDataObject } from 'n8n-workflow';

import type { ReadWhileSent } from '../http/transfer/uploads';

/** Bytes from n8n's storage, or from memory. */
type Source = (AsyncIterable<Uint8Array> | Iterable<Uint8Array>) & { destroy?(): unknown };

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
export class StreamedFile extends File implements ReadWhileSent {
	private readonly sources = new Set<Source>();

	/** Readings that began before the file was closed are of an earlier round. */
	private round = 0;

	/**
	 * @param size in bytes; the stream must be as long
	 * @param open starts from the beginning each time: a refused request is sent again
	 */
	constructor(
		fileName: string,
		mimeType: string,
		size: number,
		private readonly open: () => Promise<Source>,
	) {
		super([], fileName, { type: mimeType });
		Object.defineProperty(this, 'size', { value: size });
	}

	override stream(): ReturnType<File['stream']> {
		return ReadableStream.from(this.pieces());
	}

	isRead(): boolean {
		return this.sources.size === 0;
	}

	close(): void {
		this.round += 1;
		for (const source of this.sources) source.destroy?.();
		this.sources.clear();
	}

	/** The source is opened when the first piece is asked for. */
	private async *pieces(): AsyncIterable<Uint8Array> {
		const { round } = this;
		const source = await this.open();
		if (round !== this.round) {
			source.destroy?.();
			return;
		}
		this.sources.add(source);
		yield* source;
		this.sources.delete(source);
	}
}

/** A file of bytes that are in memory already, without a copy of them. */
export function toStreamedFile(pieces: Uint8Array[], fileName: string, mimeType: string): File {
	const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
	return new StreamedFile(fileName, mimeType, size, async () => pieces);
}

/** A form with one file. */
export function formWith(part: string, file: File): FormData {
	const form = new FormData();
	form.append(part, file);
	return form;
}
