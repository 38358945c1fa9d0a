/** A format of files. */
export interface FileType {
	/** The label that WhatsApp knows it by. */
	mimeType: string;
	/** As people call it. */
	name: string;
	/** Endings of file names, the usual one first. */
	endings: readonly string[];
	/** Other labels that programs give the same bytes. */
	aliases?: readonly string[];
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

const row = (
	mimeType: string,
	name: string,
	endings: string,
	...aliases: string[]
): readonly [string, FileType] => [
	mimeType,
	{ mimeType, name, endings: endings === '' ? [] : endings.split(' '), aliases },
];

/**
 * The formats that senders meet, by their labels. Whether a service takes one is that service's own table. Other labels
 * of the same bytes come from browsers, phones, speech services and n8n's own nodes.
 */
const TYPES: ReadonlyMap<string, FileType> = new Map([
	row('image/jpeg', 'JPEG', 'jpg jpeg jpe jfif', 'image/jpg', 'image/pjpeg'),
	row('image/png', 'PNG', 'png', 'image/x-png', 'image/apng'),
	row('image/webp', 'WebP', 'webp'),
	row('image/gif', 'GIF', 'gif'),
	row('image/bmp', 'BMP', 'bmp', 'image/x-ms-bmp', 'image/x-bmp'),
	row('image/tiff', 'TIFF', 'tif tiff', 'image/tif'),
	row('image/heic', 'HEIC', 'heic heif', 'image/heif', 'image/heic-sequence'),
	row('image/avif', 'AVIF', 'avif'),
	row('image/svg+xml', 'SVG', 'svg', 'image/svg'),
	row('video/mp4', 'MP4', 'mp4 m4v', 'video/x-m4v', 'video/mpeg4', 'application/mp4'),
	row('video/3gpp', '3GP', '3gp 3gpp', 'video/3gp', 'video/3gpp2'),
	row('video/quicktime', 'MOV', 'mov qt'),
	row('video/webm', 'WebM', 'webm'),
	row('video/x-matroska', 'MKV', 'mkv', 'video/matroska'),
	row('video/x-msvideo', 'AVI', 'avi', 'video/avi', 'video/msvideo'),
	row('audio/aac', 'AAC', 'aac', 'audio/aacp', 'audio/x-aac', 'audio/x-hx-aac-adts'),
	row('audio/amr', 'AMR', 'amr', 'audio/x-amr', 'audio/amr-nb'),
	row('audio/mpeg', 'MP3', 'mp3 mpga', 'audio/mp3', 'audio/x-mp3', 'audio/x-mpeg', 'audio/mpeg3'),
	row('audio/mp4', 'M4A', 'm4a m4b', 'audio/m4a', 'audio/x-m4a', 'audio/mp4a-latm', 'audio/x-mp4'),
	row(
		'audio/ogg',
		'OGG (Opus)',
		'ogg opus oga',
		'audio/opus',
		'audio/x-opus+ogg',
		'audio/x-ogg',
		'application/ogg',
		'application/x-ogg',
	),
	row('audio/vorbis', 'OGG (Vorbis)', ''),
	row(
		'audio/wav',
		'WAV',
		'wav wave',
		'audio/x-wav',
		'audio/wave',
		'audio/vnd.wave',
		'audio/x-pn-wav',
	),
	row('audio/flac', 'FLAC', 'flac', 'audio/x-flac'),
	row('audio/webm', 'WebM audio', 'weba'),
	row('application/pdf', 'PDF', 'pdf', 'application/x-pdf'),
	row('application/msword', 'DOC', 'doc'),
	row('application/vnd.ms-excel', 'XLS', 'xls', 'application/msexcel', 'application/x-msexcel'),
	row('application/vnd.ms-powerpoint', 'PPT', 'ppt', 'application/mspowerpoint'),
	row(`${OFFICE}.wordprocessingml.document`, 'DOCX', 'docx'),
	row(`${OFFICE}.spreadsheetml.sheet`, 'XLSX', 'xlsx'),
	row(`${OFFICE}.presentationml.presentation`, 'PPTX', 'pptx'),
	// WhatsApp has one label for all files of text, and shows the file's own name: `text/csv` is refused,
	// the same bytes as `text/plain` arrive as a .csv (seen live).
	row(
		'text/plain',
		'text',
		'txt csv tsv json xml md html htm ics vcf log yaml yml',
		'application/csv',
		'application/json',
		'application/xml',
		'application/yaml',
		'application/x-yaml',
	),
	row('application/rtf', 'RTF', 'rtf', 'text/rtf'),
	row('application/zip', 'ZIP', 'zip', 'application/x-zip-compressed', 'application/x-zip'),
	row(`${OPEN_DOCUMENT}.text`, 'ODT', 'odt'),
	row(`${OPEN_DOCUMENT}.spreadsheet`, 'ODS', 'ods'),
	row(`${OPEN_DOCUMENT}.presentation`, 'ODP', 'odp'),
]);

const byLabel = new Map(
	[...TYPES.values()].flatMap((type) =>
		[type.mimeType, ...(type.aliases ?? [])].map((label) => [label, type] as const),
	),
);
const byEnding = new Map(
	[...TYPES.values()].flatMap((type) => type.endings.map((ending) => [ending, type] as const)),
);

/** The row of a label of this table. */
export function getType(mimeType: string): FileType {
	return TYPES.get(mimeType)!;
}

/** A label without its parameters, e.g. `audio/ogg` of `audio/ogg; codecs=opus`. */
export function toBareLabel(mimeType: string): string {
	return mimeType.split(';')[0]!.trim().toLowerCase();
}

/** The format that a label stands for, whichever program wrote it. */
export function findByLabel(mimeType: string): FileType | undefined {
	const label = toBareLabel(mimeType);
	return byLabel.get(label) ?? (label.startsWith('text/') ? TYPES.get('text/plain') : undefined);
}

/** The format that the ending of a file's name tells. */
export function findByName(fileName: string): FileType | undefined {
	const [, ending] = /\.([a-z0-9]+)$/i.exec(fileName.trim()) ?? [];
	return ending === undefined ? undefined : byEnding.get(ending.toLowerCase());
}

/** What looks like the ending of a file's name, known or not. */
const HAS_ENDING = /[^.]\.[a-z][a-z0-9]{1,4}$/i;

/** A name with the ending of its type where it has none: phones open a document by its ending. */
export function completeName(fileName: string, { endings: [ending] }: FileType): string {
	const name = fileName.trim();
	if (ending === undefined || findByName(name) || HAS_ENDING.test(name)) return name;
	return `${name.replace(/\.+$/, '')}.${ending}`;
}
