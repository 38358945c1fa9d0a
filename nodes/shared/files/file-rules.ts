import { InputError } from '../parameters/input';
import { readWebp, startsLikeText, findTypesByStart } from './file-start';
import { toBareLabel, findByLabel, findByName, getType, type FileType } from './file-types';
import { KILOBYTE, MEGABYTE, type FileRules, type MediaKind } from './whatsapp-files';

/** A file as far as it is known. */
export interface KnownFile {
	fileName: string;
	/** As the step before labelled it. */
	mimeType: string;
	/** The first bytes, where they were read. */
	start?: Uint8Array;
	/** In bytes; unknown before a file behind an address is read. */
	size?: number;
}

/** Formats that n8n's Edit Image node reads and writes. */
const EDITABLE = ['image/webp', 'image/gif', 'image/bmp', 'image/tiff'];

const ADVICE: Array<[RegExp, string]> = [
	[/^image\//, 'Convert it to JPEG or PNG before this node.'],
	[
		/^audio\//,
		'Convert it to MP3 or OGG (Opus) in the step that creates it.',
	],
	[
		/^video\//,
		'Convert it to MP4 with H.264 video and AAC sound before this node, e.g. with FFmpeg.',
	],
	[/opendocument|rtf/, 'Save it as PDF or as an Office file before this node.'],
	[
		/octet-stream$/,
		'In the step that creates the file, give it a name with the right extension, e.g. invoice.pdf.',
	],
	[/^/, 'Send it as PDF, Office or text file, or send a link to it in a text.'],
];

/** What to do with a file that WhatsApp does not take. */
export function adviseConversion(mimeType: string): string {
	const [, advice] = ADVICE.find(([pattern]) => pattern.test(mimeType))!;
	if (!EDITABLE.includes(mimeType)) return advice;
	return `${advice} n8n's Edit Image node does so with the option Format.`;
}

/**
 * What a file is. The bytes count before the label, and the label before the name; where bytes allow several formats,
 * label and name choose.
 */
export function identifyFile({ fileName, mimeType, start }: KnownFile): FileType {
	const [labelled, named] = [findByLabel(mimeType), findByName(fileName)];
	// Programs call Office files a ZIP, since they are one inside.
	const told = labelled?.mimeType === 'application/zip' ? [named, labelled] : [labelled, named];
	const possible = start ? findTypesByStart(start) : [];
	if (possible.length > 0) {
		return told.find((type) => type && possible.includes(type)) ?? possible[0]!;
	}
	const label = toBareLabel(mimeType);
	// "No idea" is no label.
	const isKnown = label !== '' && !/^(application|binary)\/octet-stream$/.test(label);
	if (isKnown) return labelled ?? { mimeType: label, name: label, endings: [] };
	if (named) return named;
	if (start && startsLikeText(start)) return getType('text/plain');
	return { mimeType: 'application/octet-stream', name: 'file', endings: [] };
}

const KINDS: MediaKind[] = ['image', 'video', 'audio', 'sticker', 'document'];

/** The kind that a service makes of a format; undefined where it takes no such file. */
export function findKind(rules: FileRules, { mimeType }: FileType): MediaKind | undefined {
	return KINDS.find((kind) => rules[kind].types.includes(mimeType));
}

const KIND_NAMES: Record<MediaKind, string> = {
	image: 'image',
	video: 'video',
	audio: 'audio file',
	sticker: 'sticker',
	document: 'document',
};

function toSizeText(size: number): string {
	return size < MEGABYTE
		? `${Math.round(size / KILOBYTE)} KB`
		: `${Number((size / MEGABYTE).toFixed(1))} MB`;
}

function describeSize(size: number): string {
	return size < MEGABYTE ? toSizeText(size) : `${(size / MEGABYTE).toFixed(1)} MB`;
}

/** How the type is told: also the label, where that says something else. */
function describeType({ mimeType }: FileType, labelled: string): string {
	const label = toBareLabel(labelled);
	const isSame = label === mimeType || findByLabel(label)?.mimeType === mimeType;
	const isOctets = label.endsWith('/octet-stream') || label === '';
	return isSame || isOctets ? mimeType : `${mimeType} (although it is labelled ${label})`;
}

/** @throws InputError for a WebP that WhatsApp shows as no sticker */
function checkSticker(rules: FileRules, label: string, start: Uint8Array | undefined): void {
	const webp = start && readWebp(start);
	const side = rules.stickerSide;
	if (!webp || (webp.width === side && webp.height === side)) return;
	throw new InputError(
		`The file in '${label}' is a WebP of ${webp.width} by ${webp.height} pixels, but WhatsApp takes WebP only as a sticker of ${side} by ${side}`,
		adviseConversion('image/webp'),
	);
}

/**
 * Refuses a file that never arrives, before it is read or sent.
 *
 * @param label the field that the file comes from
 * @param sentAs the kind of the message, where the user chose it
 * @param told how the size is told
 * @returns what the file is, by the label that WhatsApp knows
 * @throws InputError
 */
export function checkFile(
	rules: FileRules,
	label: string,
	file: KnownFile,
	sentAs?: MediaKind,
	told = describeSize(file.size ?? 0),
): FileType {
	const { size, start } = file;
	if (size === 0) {
		throw new InputError(
			`The file in '${label}' is empty: ${file.fileName}`,
			'Check the step that makes the file.',
		);
	}
	const type = identifyFile(file);
	const kind = findKind(rules, type);
	if (!kind) {
		throw new InputError(
			`The file in '${label}' has the type ${describeType(type, file.mimeType)}, which WhatsApp does not accept`,
			adviseConversion(type.mimeType),
		);
	}
	if (sentAs && sentAs !== 'document' && sentAs !== kind) {
		const names = rules[sentAs].types.map((one) => getType(one).name);
		const words = names.join(', ').replace(/, ([^,]+)$/, ' or $1');
		throw new InputError(
			`The file in '${label}' has the type ${describeType(type, file.mimeType)}, but this message takes ${words}`,
			`Send it as ${kind === 'image' || kind === 'audio' ? 'an' : 'a'} ${KIND_NAMES[kind]}, or convert it before this node.`,
		);
	}
	const isSticker = kind === 'sticker' && sentAs !== 'document';
	if (isSticker) checkSticker(rules, label, start);
	const isAnimated = kind === 'sticker' && (!start || readWebp(start)?.isAnimated !== false);
	const largest = isAnimated ? rules.largestAnimatedSticker : rules[kind].largest;
	if (size !== undefined && size > largest) {
		throw new InputError(
			`The file in '${label}' has ${told}, but WhatsApp allows ${toSizeText(largest)} for this kind (${KIND_NAMES[kind]})`,
			'Make the file smaller or send a link to it.',
		);
	}
	return type;
}
