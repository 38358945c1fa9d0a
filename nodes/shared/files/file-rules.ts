import { InputError } from '../parameters/input';

/** WhatsApp's limits in megabytes by the kind of file (Meta, "Supported media types"). */
const LARGEST_MB: Array<[RegExp, number, string]> = [
	[/^image\/webp$/, 0.5, 'sticker'],
	[/^image\/(jpeg|png)$/, 5, 'image'],
	[/^video\/(mp4|3gpp)$/, 16, 'video'],
	[/^audio\/(aac|amr|mpeg|mp3|mp4|m4a|x-m4a|ogg|opus)/, 16, 'audio file'],
];
const LARGEST_DOCUMENT_MB = 100;
const MEGABYTE = 1024 * 1024;

/** Media that WhatsApp has no place for: WATI answers "File is not allowed by WhatsApp". */
const REFUSED =
	/^(audio\/(wav|x-wav|wave|vnd\.wave|flac)|image\/(gif|bmp|tiff|svg\+xml|heic)|video\/(quicktime|x-msvideo|webm|x-matroska))/;

/**
 * Refuses what WhatsApp has no place for, before it is read or sent.
 *
 * @param label the field that the file comes from
 * @param size in bytes; unknown before a file behind an address is read
 * @param told how the size is told
 * @throws InputError
 */
export function checkFile(
	label: string,
	fileName: string,
	mimeType: string,
	size?: number,
	told = `${((size ?? 0) / MEGABYTE).toFixed(1)} MB`,
): void {
	if (size === 0) {
		throw new InputError(
			`The file in '${label}' is empty: ${fileName}`,
			'Check the step that makes the file.',
		);
	}
	if (REFUSED.test(mimeType)) {
		throw new InputError(
			`The file in '${label}' has the type ${mimeType}, which WhatsApp does not take`,
			'Convert it first: images to JPEG or PNG, videos to MP4, audio to MP3 or OGG (Opus).',
		);
	}
	const [, limit, kind] = LARGEST_MB.find(([pattern]) => pattern.test(mimeType)) ?? [
		undefined,
		LARGEST_DOCUMENT_MB,
		'document',
	];
	if (size !== undefined && size > limit * MEGABYTE) {
		throw new InputError(
			`The file in '${label}' has ${told}, but WhatsApp allows ${limit} MB for this kind (${kind})`,
			'Make the file smaller or send a link to it.',
		);
	}
}
