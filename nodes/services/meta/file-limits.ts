import { KILOBYTE, MEGABYTE, type FileRules } from '../../shared/files/file-rules';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/**
 * What Meta keeps and sends (Meta, "Supported media types", June 2026; the list that its refusal of an upload names is
 * the same). It takes an upload labelled `audio/opus` too, which then never arrives (131053, seen live).
 */
export const META_FILES: FileRules = {
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
