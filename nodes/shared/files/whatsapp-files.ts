/** What WhatsApp makes of a file. */
export type MediaKind = 'image' | 'video' | 'audio' | 'sticker' | 'document';

/** Which files a service takes. */
export type FileRules = Record<MediaKind, { types: readonly string[]; largest: number }> & {
	/** A sticker that moves may be larger: in bytes. */
	largestAnimatedSticker: number;
	/** Of a sticker, in pixels, both ways. */
	stickerSide: number;
};

export const KILOBYTE = 1024;
export const MEGABYTE = 1024 * KILOBYTE;

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** The files that WhatsApp delivers. */
export const WHATSAPP_FILES: FileRules = {
	image: { types: ['image/jpeg', 'image/png'], largest: 5 * MEGABYTE },
	video: { types: ['video/mp4', 'video/3gpp'], largest: 16 * MEGABYTE },
	audio: {
		types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
		largest: 16 * MEGABYTE,
	},
	sticker: { types: ['image/webp'], largest: 100 * KILOBYTE },
	document: {
		types: [
			'text/plain',
			'application/pdf',
			'application/msword',
			'application/vnd.ms-excel',
			'application/vnd.ms-powerpoint',
			`${OFFICE}.wordprocessingml.document`,
			`${OFFICE}.spreadsheetml.sheet`,
			`${OFFICE}.presentationml.presentation`,
		],
		largest: 100 * MEGABYTE,
	},
	largestAnimatedSticker: 500 * KILOBYTE,
	stickerSide: 512,
};
