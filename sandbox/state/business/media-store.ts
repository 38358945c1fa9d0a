import { sha256 } from '../../http/body';
import type { Ids } from '../ids';

const KEPT_MS = 30 * 24 * 3_600_000;

/** A file at Meta, addressed by its id. */
export interface MetaMedia {
	id: string;
	fileName: string;
	mimeType: string;
	sha256: string;
	content: Buffer;
	/** Milliseconds; Meta keeps uploads for 30 days. */
	uploadedAt: number;
}

/** The files of an account: uploaded by the business or sent by customers. */
export class MetaMediaStore {
	private readonly stored = new Map<string, MetaMedia>();

	constructor(private readonly ids: Ids) {}

	add(file: Pick<MetaMedia, 'fileName' | 'mimeType' | 'content'>): MetaMedia {
		const id = this.ids.digits();
		const media = { id, sha256: sha256(file.content), uploadedAt: Date.now(), ...file };
		this.stored.set(id, media);
		return media;
	}

	find(id: string, now = Date.now()): MetaMedia | undefined {
		const media = this.stored.get(id);
		return media && now - media.uploadedAt < KEPT_MS ? media : undefined;
	}

	/** Whether there was such a file. */
	remove(id: string): boolean {
		return this.stored.delete(id);
	}
}
