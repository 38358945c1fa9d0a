import type { Ids } from '../ids';
import type { StoredMedia } from './shapes';

const KEPT_BYTES = 1024 * 1024 * 1024;

/**
 * Media bytes by stored path, such as `data/images/<uuid>.jpg`. The oldest go when there is too
 * much.
 */
export class MediaStore {
	private readonly stored = new Map<string, StoredMedia>();
	private bytes = 0;

	constructor(private readonly ids: Ids) {}

	/** Stores bytes under a new path of the folder and returns the path. */
	store(folder: string, media: StoredMedia): string {
		const extension = /\.[a-z0-9]{1,5}$/i.exec(media.fileName)?.[0].toLowerCase() ?? '.bin';
		const path = `data/${folder}/${this.ids.uuid()}${extension}`;
		this.stored.set(path, media);
		this.bytes += media.content.length;
		for (const [oldest, { content }] of this.stored) {
			if (this.bytes <= KEPT_BYTES || oldest === path) break;
			this.stored.delete(oldest);
			this.bytes -= content.length;
		}
		return path;
	}

	find(path: string): StoredMedia | undefined {
		return this.stored.get(path);
	}
}
