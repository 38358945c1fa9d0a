import { getType, type FileType } from './file-types';

/** How many bytes of a file are enough to tell what it is. */
export const START_SIZE = 4_096;

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

/** Formats that are a ZIP inside. */
const ZIPPED = [
	'application/zip',
	`${OFFICE}.wordprocessingml.document`,
	`${OFFICE}.spreadsheetml.sheet`,
	`${OFFICE}.presentationml.presentation`,
	`${OPEN_DOCUMENT}.text`,
	`${OPEN_DOCUMENT}.spreadsheet`,
	`${OPEN_DOCUMENT}.presentation`,
];

/** A folder that each Office format has in its ZIP. */
const OFFICE_FOLDERS: Array<[string, string]> = [
	['word/', `${OFFICE}.wordprocessingml.document`],
	['xl/', `${OFFICE}.spreadsheetml.sheet`],
	['ppt/', `${OFFICE}.presentationml.presentation`],
];

/** The family of files that begin with a box `ftyp`, by its brand (ISO/IEC 14496-12). */
const BRANDS: Array<[RegExp, string[]]> = [
	[/^(hei[cxms]|hev[cx]|mif1|msf1)/, ['image/heic']],
	[/^avi[fs]/, ['image/avif']],
	// Some programs write an MP4 with the brand of QuickTime, so a label or name that says MP4 counts.
	[/^qt/, ['video/quicktime', 'video/mp4']],
	[/^M4[AB]/, ['audio/mp4']],
	[/^3g/, ['video/3gpp', 'video/mp4']],
	[/^/, ['video/mp4', 'audio/mp4']],
];

const zipTypes = (text: string) => {
	const office = OFFICE_FOLDERS.filter(([folder]) => text.includes(folder)).map(([, type]) => type);
	return [...office, ...ZIPPED];
};

const boxTypes = (text: string) => BRANDS.find(([brand]) => brand.test(text.slice(8, 12)))![1];

/** MPEG audio tells its layer in the second byte; layer 0 is AAC in ADTS. */
function frameTypes(second: number): string[] {
	const layer = (second >> 1) & 3;
	if (layer === 0) return ['audio/aac'];
	return layer === 3 ? [] : ['audio/mpeg'];
}

type Signature = (text: string) => boolean;

const marks =
	(...starts: string[]): Signature =>
	(text) =>
		starts.some((start) => text.startsWith(start));
const riff =
	(format: string): Signature =>
	(text) =>
		text.startsWith('RIFF') && text.startsWith(format, 8);
const SVG =
	/^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/i;
const only = (type: string) => () => [type];

/** How files begin, and what they can then be, the likeliest first. `text` holds one character a byte. */
const STARTS: Array<[Signature, (text: string) => string[]]> = [
	[marks('\xff\xd8\xff'), only('image/jpeg')],
	[marks('\x89PNG\r\n'), only('image/png')],
	[riff('WEBP'), only('image/webp')],
	[riff('WAVE'), only('audio/wav')],
	[riff('AVI '), only('video/x-msvideo')],
	[marks('GIF8'), only('image/gif')],
	[(text) => /^BM[^]{4}\0{4}/.test(text), only('image/bmp')],
	[marks('II*\0', 'MM\0*'), only('image/tiff')],
	[(text) => text.startsWith('ftyp', 4), boxTypes],
	[marks('\x1aE\xdf\xa3'), () => ['video/webm', 'audio/webm', 'video/x-matroska']],
	[(text) => text.startsWith('OggS') && text.includes('\x01vorbis'), only('audio/vorbis')],
	[marks('OggS'), only('audio/ogg')],
	[marks('fLaC'), only('audio/flac')],
	[marks('#!AMR'), only('audio/amr')],
	[marks('ID3'), () => ['audio/mpeg', 'audio/aac']],
	[(text) => /^\xff[\xe0-\xff]/.test(text), (text) => frameTypes(text.charCodeAt(1))],
	[marks('%PDF-'), only('application/pdf')],
	[marks('{\\rtf'), only('application/rtf')],
	[marks('PK\x03\x04'), zipTypes],
	[
		marks('\xd0\xcf\x11\xe0'),
		() => ['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint'],
	],
	[(text) => SVG.test(text), only('image/svg+xml')],
];

const toText = (start: Uint8Array) =>
	Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, START_SIZE)).toString(
		'latin1',
	);

/** What a file can be by its first bytes, the likeliest first; empty where they tell nothing. */
export function findTypesByStart(start: Uint8Array): FileType[] {
	const text = toText(start);
	const [, read] = STARTS.find(([isMarked]) => isMarked(text)) ?? [];
	return (read?.(text) ?? []).map(getType);
}

/** Bytes of control that texts hold: tab to carriage return, and escape. */
const isInText = (byte: number) => byte >= 32 || (byte >= 9 && byte <= 13) || byte === 27;

/** Whether a file begins like text: with no control characters but those of lines. */
export function startsLikeText(start: Uint8Array): boolean {
	return start.length > 0 && start.subarray(0, START_SIZE).every(isInText);
}

/** Whether a file is a web page. */
export function startsLikePage(start: Uint8Array): boolean {
	return /^(\xef\xbb\xbf)?\s*<(!doctype html|html[\s>])/i.test(toText(start));
}

/** What the start of a WebP says of it (WebP container specification); undefined where it is too short. */
export function readWebp(
	start: Uint8Array,
): { width: number; height: number; isAnimated: boolean } | undefined {
	const bytes = Buffer.from(start.buffer, start.byteOffset, start.length);
	if (bytes.length < 30) return undefined;
	switch (bytes.toString('latin1', 12, 16)) {
		case 'VP8X':
			return {
				width: bytes.readUIntLE(24, 3) + 1,
				height: bytes.readUIntLE(27, 3) + 1,
				isAnimated: (bytes[20]! & 2) !== 0,
			};
		case 'VP8 ':
			return {
				width: bytes.readUInt16LE(26) & 0x3fff,
				height: bytes.readUInt16LE(28) & 0x3fff,
				isAnimated: false,
			};
		case 'VP8L': {
			const sizes = bytes.readUInt32LE(21);
			const [width, height] = [(sizes & 0x3fff) + 1, ((sizes >>> 14) & 0x3fff) + 1];
			return { width, height, isAnimated: false };
		}
		default:
			return undefined;
	}
}

/** How many channels an OGG with Opus has (RFC 7845, 5.1); undefined for other files. */
export function countOpusChannels(start: Uint8Array): number | undefined {
	const text = toText(start);
	const head = text.indexOf('OpusHead');
	return text.startsWith('OggS') && head > 0 ? text.charCodeAt(head + 9) : undefined;
}
