import type { BusinessAccount } from '../../state/business/account';
import type { MetaMedia } from '../../state/business/media-store';
import type { JsonObject } from '../../http/json';
import { graphRefusal, invalidParameter } from '../errors';
import { missing, optionalTextWithin } from '../inputs';

const MEGABYTE = 1024 * 1024;

/** What may be uploaded, with the most bytes (Meta, "Supported media types"). */
const TYPES: Array<[RegExp, number]> = [
	[/^image\/(jpeg|png)$/, 5 * MEGABYTE],
	// A sticker that stands still is told apart when it is sent.
	[/^image\/webp$/, 0.5 * MEGABYTE],
	[/^video\/(mp4|3gpp)$/, 16 * MEGABYTE],
	// `audio/opus` is taken here and fails when it is sent (seen live).
	[/^audio\/(aac|amr|mpeg|mp4|ogg|opus)$/, 16 * MEGABYTE],
	[
		/^(text\/plain|application\/(pdf|msword|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-officedocument\.(wordprocessingml\.document|spreadsheetml\.sheet|presentationml\.presentation)))$/,
		100 * MEGABYTE,
	],
];

/** The list as Meta words it (seen live). */
const TAKEN =
	'audio/aac, audio/mp4, audio/mpeg, audio/amr, audio/ogg, audio/opus, application/vnd.ms-powerpoint, application/msword, application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/vnd.openxmlformats-officedocument.presentationml.presentation, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, application/pdf, text/plain, application/vnd.ms-excel, image/jpeg, image/png, image/webp, video/mp4, video/3gpp';

/** The types that each kind of message takes. */
const KINDS: Record<string, RegExp> = {
	image: /^image\/(jpeg|png)$/,
	sticker: /^image\/webp$/,
	video: /^video\//,
	audio: /^audio\//,
	document: /./,
};

/** @throws Refusal for a file that Meta does not keep */
export function checkUpload(mimeType: string, size: number): void {
	const [, largest] = TYPES.find(([pattern]) => pattern.test(mimeType)) ?? [];
	if (largest === undefined) {
		throw graphRefusal({
			code: 100,
			title: `Param file must be a file with one of the following types: ${TAKEN}. Received file of type '${mimeType}'.`,
		});
	}
	if (size === 0 || size > largest) {
		throw graphRefusal({
			code: 131053,
			title: 'Media upload error',
			details: `Media file size is ${size} bytes. It must be between 1 and ${largest} bytes.`,
		});
	}
}

/** Checks `{ id | link, caption, filename }` of a message of a kind. */
export function checkMediaObject(account: BusinessAccount, kind: string, media: JsonObject): void {
	const { id, link } = media;
	if ((id === undefined) === (link === undefined)) {
		throw missing(`Either '${kind}.id' or '${kind}.link' is required`);
	}
	if (link !== undefined && !(typeof link === 'string' && /^https?:\/\/./.test(link))) {
		throw graphRefusal({ code: 100, title: `Param ${kind}['link'] is not a valid URI.` });
	}
	if (id !== undefined) {
		const file = typeof id === 'string' ? account.media.find(id) : undefined;
		if (!file) {
			throw graphRefusal({
				code: 100,
				title: `Param ${kind}['id'] is not a valid whatsapp business account media attachment ID`,
			});
		}
		if (!KINDS[kind]?.test(file.mimeType)) {
			throw invalidParameter(`A file of type ${file.mimeType} cannot be sent as ${kind}`);
		}
	}
	if (media.caption !== undefined && (kind === 'audio' || kind === 'sticker')) {
		throw invalidParameter(`Unexpected key "caption" on param "${kind}".`);
	}
	if (media.voice !== undefined && (kind !== 'audio' || typeof media.voice !== 'boolean')) {
		throw invalidParameter(`Unexpected key "voice" on param "${kind}".`);
	}
	optionalTextWithin(media.caption, `${kind}['caption']`, 1_024);
}

const STICKER_SIDE = 512;
const STILL_STICKER = 100 * 1024;

/**
 * Why a file that was taken does not arrive, told later as 131053: the label `audio/opus` (seen live), and what "Supported
 * media types" rules out but the upload does not look at: Vorbis, and stickers of another size. That Meta tells the
 * latter two in this way is inferred from the first.
 */
export function whyNotSent({ mimeType, content }: MetaMedia, kind: string): string | undefined {
	if (mimeType === 'audio/opus') return 'Unsupported Audio mime type audio/opus';
	const start = content.toString('latin1', 0, 4_096);
	if (mimeType === 'audio/ogg' && start.includes('\x01vorbis'))
		return 'Unsupported Audio codec vorbis';
	if (kind !== 'sticker' || !start.startsWith('VP8X', 12)) return undefined;
	const sides = [content.readUIntLE(24, 3) + 1, content.readUIntLE(27, 3) + 1];
	if (sides.some((side) => side !== STICKER_SIDE)) return `Sticker of ${sides.join('x')} pixels`;
	const isAnimated = ((content[20] ?? 0) & 2) !== 0;
	return !isAnimated && content.length > STILL_STICKER ? 'Sticker is too large' : undefined;
}
