import { KILOBYTE, MEGABYTE, type FileRules } from '../../shared/files/file-rules';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/**
 * What WATI sends: the type of a file decides what it becomes (support.wati.io, "Supported media types and sizes in
 * Wati"). Others are refused as "File is not allowed by WhatsApp" (seen live with a WAV).
 */
export const WATI_FILES: FileRules = {
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
