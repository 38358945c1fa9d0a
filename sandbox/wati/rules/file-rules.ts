import type { ReceivedFile } from '../../http/body';

const KB = 1024;
const MB = 1024 * KB;

interface Kind {
	type: 'image' | 'video' | 'audio' | 'document' | 'sticker';
	folder: string;
	limit: number;
}

const IMAGE: Kind = { type: 'image', folder: 'images', limit: 5 * MB };
const VIDEO: Kind = { type: 'video', folder: 'videos', limit: 16 * MB };
const AUDIO: Kind = { type: 'audio', folder: 'audios', limit: 16 * MB };
const DOCUMENT: Kind = { type: 'document', folder: 'documents', limit: 100 * MB };
const STICKER: Kind = { type: 'sticker', folder: 'stickers', limit: 100 * KB };
const ANIMATED_STICKER: Kind = { ...STICKER, limit: 500 * KB };

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const BY_CONTENT_TYPE: Record<string, Kind> = {
	'image/jpeg': IMAGE,
	'image/png': IMAGE,
	'video/mp4': VIDEO,
	'video/3gpp': VIDEO,
	'video/3gp': VIDEO,
	'audio/aac': AUDIO,
	'audio/amr': AUDIO,
	'audio/mpeg': AUDIO,
	'audio/mp4': AUDIO,
	'audio/ogg': AUDIO,
	'text/plain': DOCUMENT,
	'application/pdf': DOCUMENT,
	'application/msword': DOCUMENT,
	'application/vnd.ms-excel': DOCUMENT,
	'application/vnd.ms-powerpoint': DOCUMENT,
	[`${OFFICE}.wordprocessingml.document`]: DOCUMENT,
	[`${OFFICE}.spreadsheetml.sheet`]: DOCUMENT,
	[`${OFFICE}.presentationml.presentation`]: DOCUMENT,
	'image/webp': STICKER,
};
const BY_EXTENSION: Record<string, Kind> = {
	...Object.fromEntries(['jpg', 'jpeg', 'png'].map((name) => [name, IMAGE])),
	...Object.fromEntries(['mp4', '3gp'].map((name) => [name, VIDEO])),
	...Object.fromEntries(['aac', 'amr', 'mp3', 'm4a', 'ogg', 'opus'].map((name) => [name, AUDIO])),
	...Object.fromEntries(
		['txt', 'pdf', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx'].map((name) => [name, DOCUMENT]),
	),
	webp: STICKER,
};

/**
 * The table is WATI's page "Supported media types and sizes in Wati" (support.wati.io); "not allowed" as an answer was
 * seen live with a WAV. That Vorbis and stickers of another size get it too is inferred from "only opus codecs" and
 * "Size: 512x512" of that page.
 *
 * What WhatsApp makes of an upload: its kind, or why it is refused. A stated content type
 * decides; an unstated one (`application/octet-stream`) leaves it to the file name. WAV and GIF
 * are not allowed.
 */
export function fileRule(file: ReceivedFile): Kind | { refusal: string } {
	const contentType = file.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
	const extension = /\.([a-z0-9]+)$/i.exec(file.fileName)?.[1]?.toLowerCase() ?? '';
	const unstated = contentType === '' || contentType === 'application/octet-stream';
	const stated = unstated ? BY_EXTENSION[extension] : BY_CONTENT_TYPE[contentType];
	const kind = stated === STICKER && isAnimated(file.content) ? ANIMATED_STICKER : stated;
	if (!kind || isWav(file.content) || isNotPlayed(file.content))
		return { refusal: 'File is not allowed by WhatsApp' };
	if (file.size === 0) return { refusal: 'File can not be empty' };
	if (file.size > kind.limit) {
		const limit = kind.limit >= MB ? `${kind.limit / MB} MB` : `${kind.limit / KB} KB`;
		return { refusal: `File size exceeds the limit of ${limit} for ${kind.type}` };
	}
	return kind;
}

function isWav(content: Buffer): boolean {
	return (
		content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WAVE'
	);
}

// An OGG with Vorbis instead of Opus, and a sticker that is not 512 by 512 pixels.
function isNotPlayed(content: Buffer): boolean {
	const start = content.toString('latin1', 0, 4 * KB);
	if (start.startsWith('OggS')) return start.includes('\x01vorbis');
	if (!start.startsWith('VP8X', 12) || content.length < 30) return false;
	return [24, 27].some((place) => content.readUIntLE(place, 3) + 1 !== 512);
}

// The second bit of the VP8X flags marks an animation (WebP container specification).
function isAnimated(content: Buffer): boolean {
	return content.toString('latin1', 12, 16) === 'VP8X' && ((content[20] ?? 0) & 2) !== 0;
}
