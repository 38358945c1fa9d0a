/** Endings of names by type, for files that Meta keeps without a name (Meta, "Supported media types"). */
const ENDINGS: Record<string, string> = {
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'video/mp4': 'mp4',
	'video/3gpp': '3gp',
	'audio/aac': 'aac',
	'audio/amr': 'amr',
	'audio/mpeg': 'mp3',
	'audio/mp4': 'm4a',
	'audio/ogg': 'ogg',
	'application/pdf': 'pdf',
	'text/plain': 'txt',
};

/** The name of a file that Meta keeps without one: its ID with the ending of its type. */
export function nameMedia(id: string, mimeType: string): string {
	const ending = ENDINGS[mimeType];
	return ending ? `${id}.${ending}` : id;
}
