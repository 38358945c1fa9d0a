import { META_FILES } from '../../../../nodes/services/meta/file-limits';
import { WATI_FILES } from '../../../../nodes/services/wati/file-limits';
import { checkFile } from '../../../../nodes/shared/files/file-rules';
import type { MediaKind } from '../../../../nodes/shared/files/whatsapp-files';
import { sampleFile } from '../../../../sandbox/files/sample-files';

const ascii = (text: string) => Buffer.from(text, 'latin1');
const box = (brand: string) => ascii(`\0\0\0\x18ftyp${brand}\0\0\0\0`);
const opus = sampleFile('voice.opus').content;

function webp(width: number, height: number, flags = 0): Buffer {
	const bytes = Buffer.alloc(64);
	bytes.write('RIFF....WEBPVP8X', 'latin1');
	bytes[20] = flags;
	bytes.writeUIntLE(width - 1, 24, 3);
	bytes.writeUIntLE(height - 1, 27, 3);
	return bytes;
}

const check = (mimeType: string, fileName: string, start?: Buffer) =>
	checkFile(META_FILES, 'File', { fileName, mimeType, start, size: start?.length }).mimeType;

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OCTETS = 'application/octet-stream';

test.each([
	['audio/opus', 'voice.opus', opus, 'audio/ogg'],
	['audio/ogg; codecs=opus', 'voice.ogg', opus, 'audio/ogg'],
	['application/ogg', 'voice', opus, 'audio/ogg'],
	['audio/x-m4a', 'voice.m4a', box('M4A '), 'audio/mp4'],
	['audio/mp4', 'voice.m4a', box('isom'), 'audio/mp4'],
	['audio/mp3', 'voice.mp3', ascii('ID3\x04'), 'audio/mpeg'],
	['audio/mp3', 'voice.mp3', undefined, 'audio/mpeg'],
	['video/x-m4v', 'clip.m4v', box('M4V '), 'video/mp4'],
	['image/jpg', 'photo.jpg', ascii('\xff\xd8\xff\xe0'), 'image/jpeg'],
	['image/png', 'photo.png', ascii('\xff\xd8\xff\xe0'), 'image/jpeg'],
	[OCTETS, 'photo', ascii('\x89PNG\r\n\x1a\n'), 'image/png'],
	[OCTETS, 'sound', ascii('\xff\xfb\x90'), 'audio/mpeg'],
	[OCTETS, 'sound', ascii('\xff\xf1\x50'), 'audio/aac'],
	[OCTETS, 'bill', ascii('%PDF-1.7'), 'application/pdf'],
	[OCTETS, 'bill.pdf', ascii('\x01\x02'), 'application/pdf'],
	[OCTETS, 'bill.docx', ascii('PK\x03\x04'), `${OFFICE}.wordprocessingml.document`],
	[OCTETS, 'sheet', ascii('PK\x03\x04 xl/workbook.xml'), `${OFFICE}.spreadsheetml.sheet`],
	['application/zip', 'deck.pptx', ascii('PK\x03\x04'), `${OFFICE}.presentationml.presentation`],
	['application/vnd.ms-excel', 'a.xls', ascii('\xd0\xcf\x11\xe0'), 'application/vnd.ms-excel'],
	['text/csv', 'people.csv', ascii('a,b\n'), 'text/plain'],
	['application/json', 'data.json', ascii('{}'), 'text/plain'],
	[OCTETS, 'LOG', ascii('started\n'), 'text/plain'],
	['image/webp', 'a.webp', webp(512, 512), 'image/webp'],
])('%s, %s is sent by the label that WhatsApp knows', (mimeType, fileName, start, label) => {
	expect(check(mimeType, fileName, start)).toBe(label);
});

/** @returns message and advice of the refusal */
function refusal(...args: Parameters<typeof checkFile>): string {
	try {
		return `taken as ${checkFile(...args).mimeType}`;
	} catch (error) {
		const { message, description } = error as Error & { description: string };
		return `${message} | ${description}`;
	}
}

test.each<[string, string, Buffer | undefined, MediaKind | undefined, string]>([
	[
		'image/heic',
		'a.heic',
		box('heic'),
		undefined,
		'image/heic, which WhatsApp does not accept | Convert it to JPEG or PNG',
	],
	[
		'image/jpeg',
		'a.jpg',
		box('heic'),
		undefined,
		'image/heic (although it is labelled image/jpeg)',
	],
	[
		'image/webp',
		'a.webp',
		webp(800, 600),
		undefined,
		"800 by 600 pixels, but WhatsApp takes WebP only as a sticker of 512 by 512 | Convert it to JPEG or PNG before this node. n8n's Edit Image node",
	],
	[
		'image/svg+xml',
		'a.svg',
		ascii('<?xml version="1.0"?>\n<svg xmlns'),
		undefined,
		'image/svg+xml, which',
	],
	[
		'text/plain',
		'a.txt',
		ascii('<svg>'),
		undefined,
		'image/svg+xml (although it is labelled text/plain), which',
	],
	['image/gif', 'a.gif', ascii('GIF89a'), undefined, "n8n's Edit Image node does so"],
	[
		'audio/wav',
		'a.wav',
		ascii('RIFF....WAVE'),
		undefined,
		'audio/wav, which WhatsApp does not accept | Convert it to MP3 or OGG',
	],
	[
		'audio/mpeg',
		'a.mp3',
		ascii('RIFF....WAVE'),
		undefined,
		'audio/wav (although it is labelled audio/mpeg), which',
	],
	[
		'audio/ogg',
		'a.ogg',
		ascii(`OggS${'\0'.repeat(24)}\x01vorbis`),
		undefined,
		'audio/vorbis (although it is labelled audio/ogg), which',
	],
	['video/mp4', 'a.mp4', box('qt  '), undefined, 'taken as video/mp4'],
	['video/quicktime', 'a.mov', box('qt  '), undefined, 'video/quicktime, which WhatsApp'],
	[
		'video/webm',
		'a.webm',
		ascii('\x1aE\xdf\xa3'),
		undefined,
		'video/webm, which WhatsApp does not accept | Convert it to MP4',
	],
	[
		'application/zip',
		'a.zip',
		ascii('PK\x03\x04'),
		undefined,
		'application/zip, which WhatsApp does not accept | Send it as PDF',
	],
	[
		'application/vnd.oasis.opendocument.text',
		'a.odt',
		ascii('PK\x03\x04'),
		undefined,
		'Save it as PDF',
	],
	[OCTETS, 'data', ascii('\0\x01\x02'), undefined, 'give it a name with the right extension'],
	[
		'application/pdf',
		'a.pdf',
		undefined,
		'image',
		'this message takes JPEG or PNG | Send it as a document',
	],
	[
		'image/png',
		'a.png',
		undefined,
		'audio',
		'this message takes AAC, AMR, MP3, M4A or OGG (Opus) | Send it as an image',
	],
	['image/png', 'a.png', undefined, 'document', 'taken as image/png'],
])('%s, %s is told before it leaves', (mimeType, fileName, start, sentAs, words) => {
	const file = { fileName, mimeType, start, size: 10 };
	expect(refusal(META_FILES, 'File', file, sentAs)).toContain(words);
	if (!sentAs) expect(refusal(WATI_FILES, 'File', file)).toContain(words);
});

const KB = 1024;
const MB = 1024 * KB;

test.each<[string, Buffer | undefined, number, string]>([
	['image/png', undefined, 5 * MB, '5 MB for this kind (image)'],
	['video/mp4', undefined, 16 * MB, '16 MB for this kind (video)'],
	['audio/opus', undefined, 16 * MB, '16 MB for this kind (audio file)'],
	['text/csv', undefined, 100 * MB, '100 MB for this kind (document)'],
	['image/webp', webp(512, 512), 100 * KB, '100 KB for this kind (sticker)'],
	['image/webp', webp(512, 512, 2), 500 * KB, '500 KB for this kind (sticker)'],
])('%s of %# may have its limit and not a byte more', (mimeType, start, limit, words) => {
	const sized = (size: number) => ({ fileName: 'file', mimeType, start, size });
	expect(refusal(META_FILES, 'File', sized(limit))).toContain('taken as');
	expect(refusal(META_FILES, 'File', sized(limit + 1))).toContain(words);
});
