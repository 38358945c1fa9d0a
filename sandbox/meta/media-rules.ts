import type { BusinessAccount } from '../state/business/account';
import type { JsonObject } from '../http/json';
import { graphRefusal, invalidParameter } from './errors';
import { missing, optionalTextWithin } from './inputs';

const MEGABYTE = 1024 * 1024;

/** What may be uploaded, with the most bytes (Meta, "Supported media types"). */
const TYPES: Array<[RegExp, number]> = [
	[/^image\/(jpeg|png)$/, 5 * MEGABYTE],
	[/^image\/webp$/, 0.5 * MEGABYTE],
	[/^video\/(mp4|3gpp)$/, 16 * MEGABYTE],
	// `audio/opus` is taken here and fails when it is sent (seen live).
	[/^audio\/(aac|amr|mpeg|mp4|ogg|opus)/, 16 * MEGABYTE],
	[
		/^(text\/plain|application\/(pdf|msword|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-officedocument\.(wordprocessingml\.document|spreadsheetml\.sheet|presentationml\.presentation)))$/,
		100 * MEGABYTE,
	],
];

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
			title: `Param file must be a file with one of the following types: image/jpeg, image/png, image/webp, video/mp4, video/3gpp, audio/aac, audio/amr, audio/mpeg, audio/mp4, audio/ogg, application/pdf, text/plain. Received file of type '${mimeType}'.`,
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
	optionalTextWithin(media.caption, `${kind}['caption']`, 1_024);
}
