import { InputError } from '../parameters/input';
import { parse } from './csv-library';

/** A line of a table, with its number as a spreadsheet shows it. */
export interface CsvRow {
	row: number;
	cells: string[];
}

/** A CSV file as read. Lines without a cell are left out. */
export interface CsvTable {
	columns: string[];
	rows: CsvRow[];
	/** Whether the file is UTF-8, with commas between cells and today's line ends. */
	isPlain: boolean;
	/** The encoding where it was guessed. */
	guessed?: string;
}

const SEPARATORS = [',', ';', '\t', '|'];

/** In place of bytes that mean nothing in the encoding. */
export const DAMAGED = '\ufffd';

/** What Excel writes in Western Europe and America where it does not write UTF-8. */
const WESTERN = 'windows-1252';

/** Its characters from 0x80 to 0x9f; five have no meaning (WHATWG Encoding). */
const WESTERN_SIGNS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * What another encoding looks like, read as Western. An Icelandic file looks so as well, and is refused too. In
 * this order: bytes without a meaning; three letters beyond ASCII in a row (Cyrillic, Greek, Arabic and others), but for a German `äöü`; signs
 * inside, before or after words (`Micha³`, `K„the` of DOS, and Korean); letters in the wrong case (`MŸller` of old Macs);
 * letters of Turkish or Czech, and others where no Western language has them (`Kamiñski`, `Gyõr`, `Zdenìk`, `Jovanoviæ`, `Wiœniewski`,
 * `Cãlin`, `Kuèera`, `Jêdrzej`, `Mar’a` and `Bjšrk` of old Macs).
 */
const UNLIKE_WESTERN = [
	/[\u0080-\u009f]/u,
	/(?![äöüß]{3})[ªºÀ-ÿ]{3}/iu,
	/\p{L}[¹²³¼½¾¡¿£¥¯º]\p{L}|\p{L}{3}[¹³]|\p{L}[¿¯]|[£¥¯]\p{L}|[¹²³¼½¾]{2}/u,
	/\p{L}[‚ƒ‰¤¦§¬±¶¸]|[ƒ¤¦¬¶±¸]\p{L}|\p{L}[„†‡ˆ‹˜“”›]\p{L}|[‚„†‡ˆ‰‹‘’“”•–—˜™›][†‡ˆ‰‹˜]/u,
	/\p{L}[ŠŸŽ]\p{Ll}|\p{Ll}[ŠŸŽÆ]|Ÿ\p{Ll}/u,
	/[ðþý]|õ(?!e)|\p{L}ñ(?![aeiouáéíóúü])|ì\p{L}|ø[áí]|[áí]ø|iæ(?!\p{L})/iu,
	/(?<![\p{L}\d.])ª\p{L}|ã[bcdgjklprtuvx]|ãz(?![ei])|icã(?!\p{L})|[zy]û|\p{L}dûs|[aeiouy]œ|òa/iu,
	/[áíe]è|è[aeoíáé]|[aiouíáéý]èk|viè(?!\p{L})|[ií]ê[bckdg]|ê(bs|d[rz]|pn)|\p{L}{2}[eiou]º(?!\p{L})|[¼¾][ua]/iu,
	/\p{Ll}[•™]\p{Ll}|\p{Ll}(r’[ag]|c’a(?!\p{L})|–o)/u,
	/[^aeiouy\P{L}]š[^aeiouy\P{L}]/iu,
];

/** Letters of Czech and its neighbours that Western names have too (`Škoda`). Their encoding has both in the same places. */
const SHARED = /[šž]/iu;

/** Letters in whose places Central European has others. */
const NOT_SHARED = /[àãåæèêìïñòøùûœ]/iu;

function isUnlikeWestern(text: string): boolean {
	const isSplit = SHARED.test(text) && NOT_SHARED.test(text);
	return isSplit || UNLIKE_WESTERN.some((pattern) => pattern.test(text));
}

interface Decoded {
	text: string;
	isUtf8: boolean;
	/** The encoding where nothing in the file tells it. */
	guessed?: string;
}

const countMatches = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

function decode(bytes: Buffer, encoding: string): string {
	const text = new TextDecoder(encoding).decode(bytes);
	if (encoding !== WESTERN) return text;
	// Node 20.18.3 and later, and 22 and 24 for a while, take these bytes for controls (nodejs/node, issue 56542 of 2025-01-10).
	return text.replace(/[\x80-\x9f]/g, (sign) => WESTERN_SIGNS.charAt(sign.charCodeAt(0) - 0x80));
}

/**
 * By its mark; without one UTF-8, also with a few bytes that are none: hardly a text in another encoding has characters of
 * UTF-8. Else by a guess.
 */
function detect(bytes: Buffer): Decoded {
	if (bytes[0] === 0xff && bytes[1] === 0xfe)
		return { text: decode(bytes, 'utf-16le'), isUtf8: false };
	if (bytes[0] === 0xfe && bytes[1] === 0xff)
		return { text: decode(bytes, 'utf-16be'), isUtf8: false };
	const text = decode(bytes, 'utf-8');
	const damaged = countMatches(text, /\ufffd/g);
	const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	if (damaged === 0 || isMarked || countMatches(text, /[^\0-\x7f\ufffd]/g) >= damaged) {
		return { text, isUtf8: true };
	}
	return { text: decode(bytes, WESTERN), isUtf8: false, guessed: WESTERN };
}

/** @returns the encoding that a file is read in by a guess, as nothing in it tells it and `encoding` is empty */
export function guessCsvEncoding(bytes: Buffer, encoding: string): string | undefined {
	return encoding === '' ? detect(bytes).guessed : undefined;
}

/** The separator that the first line with text holds most often outside quotes. */
function findSeparator(text: string): string {
	const first = /^\s*(\S.*)/.exec(text)?.[1] ?? '';
	const bare = first.replace(/"[^"]*"/g, '');
	const count = (separator: string) => bare.split(separator).length;
	return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** Excel names the separator in a line before the first. */
const NAMED_SEPARATOR = /^sep=(.)\r?\n/i;

/** @returns what is wrong, as text, for a file that is no CSV */
function readCells(text: string, delimiter: string): string[][] | string {
	try {
		return parse(text, {
			delimiter,
			record_delimiter: ['\r\n', '\n', '\r'],
			relax_column_count: true,
			relax_quotes: true,
		});
	} catch (error) {
		return (error as Error).message;
	}
}

/**
 * Reads a CSV file with commas, semicolons, tabs or bars between its cells. White space around a cell is no part of it.
 * Bytes that mean nothing in the encoding become {@link DAMAGED}.
 *
 * @param label of the field that holds the file
 * @param encoding by its label (WHATWG Encoding); empty to detect it: UTF-8, UTF-16, else Windows-1252 by a guess
 * @throws InputError for a file that is no CSV, or whose encoding is unclear
 */
export function readCsv(bytes: Buffer, label: string, encoding = ''): CsvTable {
	const {
		text: whole,
		isUtf8,
		guessed,
	} = encoding === ''
		? detect(bytes)
		: { text: decode(bytes, encoding), isUtf8: encoding === 'utf-8', guessed: undefined };
	if (guessed !== undefined && isUnlikeWestern(whole)) {
		throw new InputError(
			`The encoding of the file in '${label}' is unclear`,
			"Nothing was sent. Choose it in 'Encoding' under Options, and look at the first rows with 'Preview Only'. Or save the sheet as CSV (UTF-8).",
		);
	}
	if (whole.includes('\0') || whole.startsWith('PK')) {
		throw new InputError(
			`The file in '${label}' is not a CSV file`,
			'Save the sheet as CSV (UTF-8), or read it with the node Extract from File and use Send to Many.',
		);
	}
	const named = NAMED_SEPARATOR.exec(whole);
	const text = named ? whole.slice(named[0].length) : whole;
	const separator = named?.[1] ?? findSeparator(text);
	const lines = readCells(text, separator);
	if (typeof lines === 'string') {
		throw new InputError(
			`The file in '${label}' is not valid CSV: ${lines}`,
			'Look for an unpaired quotation mark, or save the sheet as CSV again.',
		);
	}
	const [columns, ...rows] = lines
		.map((cells, place) => ({ row: place + 1, cells: cells.map((cell) => cell.trim()) }))
		.filter(({ cells }) => cells.some((cell) => cell !== ''));
	return {
		columns: columns?.cells ?? [],
		rows,
		guessed,
		isPlain: isUtf8 && !named && separator === ',' && !/\r(?!\n)/.test(text),
	};
}

const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The cells as CSV in its plainest form (RFC 4180). */
export function writeCsv(lines: string[][]): string {
	return lines.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
}
