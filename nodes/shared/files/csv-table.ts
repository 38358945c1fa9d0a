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
}

const SEPARATORS = [',', ';', '\t', '|'];

function isUtf8(bytes: Buffer): boolean {
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** By its mark; without one UTF-8 if it can be that, else what Excel writes in Western Europe and America. */
function readEncoding(bytes: Buffer): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
	return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
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
 * Reads a CSV file in UTF-8, UTF-16 or Windows-1252, with commas, semicolons, tabs or bars between its cells. White
 * space around a cell is no part of it.
 *
 * @param label of the field that holds the file
 * @throws InputError for a file that is no CSV
 */
export function readCsv(bytes: Buffer, label: string): CsvTable {
	const encoding = readEncoding(bytes);
	const whole = new TextDecoder(encoding).decode(bytes);
	if (whole.includes('\0') || whole.startsWith('PK')) {
		throw new InputError(
			`The file in '${label}' is no CSV file`,
			'Save the sheet as CSV (UTF-8), or read it with the node Extract from File and use Send to Many.',
		);
	}
	const named = NAMED_SEPARATOR.exec(whole);
	const text = named ? whole.slice(named[0].length) : whole;
	const separator = named?.[1] ?? findSeparator(text);
	const lines = readCells(text, separator);
	if (typeof lines === 'string') {
		throw new InputError(
			`The file in '${label}' is no valid CSV: ${lines}`,
			'Look for a quotation mark without its partner, or save the sheet as CSV again.',
		);
	}
	const [columns, ...rows] = lines
		.map((cells, place) => ({ row: place + 1, cells: cells.map((cell) => cell.trim()) }))
		.filter(({ cells }) => cells.some((cell) => cell !== ''));
	return {
		columns: columns?.cells ?? [],
		rows,
		isPlain: encoding === 'utf-8' && !named && separator === ',' && !/\r(?!\n)/.test(text),
	};
}

const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The cells as CSV in its plainest form (RFC 4180). */
export function writeCsv(lines: string[][]): string {
	return lines.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('');
}
