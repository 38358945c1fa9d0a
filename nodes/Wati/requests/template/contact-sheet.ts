import { sleep } from 'n8n-workflow';

import { DAMAGED, readCsv, writeCsv, type CsvRow } from '../../../shared/files/csv-table';
import { InputError, type ParameterSource } from '../../../shared/parameters/input';
import { pair, type Pair } from '../../../shared/parameters/key-values';
import { getPersonKey } from '../../../shared/parameters/phone-number/person';
import { getCallingCode } from '../../../shared/parameters/phone-number/phone-number-library';
import { readCountry, splitNumber } from '../../../shared/parameters/phone-number/phone-number';
import { readDefaultCountry, toPhoneNumber } from '../../../shared/parameters/number-field';
import type { SendRecipient } from '../../../shared/http/send-description';
import { isBlank } from '../../../shared/parameters/text-value';
import { readTemplateValues } from '../../../shared/templates/template-values';
import { readSwitch } from '../../../shared/parameters/switches';

/** The column that a file must have. */
export const PHONE = 'Phone';
const COUNTRY = 'CountryCode';
/** The contact's own name in WATI's sheet, which may be blank. */
const NAME = 'Name';

/** Rows named in an error. */
const NAMED = 10;

/** Rows that are checked before other work of n8n gets its turn: some tens of milliseconds. */
const ROWS_IN_A_ROW = 100;

/** A row that does not go, and why. */
export interface BadRow {
	row: number;
	problem: string;
	/** Set for somebody who opted out. */
	optedOut?: true;
}

/** Why people are left out besides, by their number as it is read from the file. */
export type LeftOutReasons = ReadonlyMap<string, Omit<BadRow, 'row'>>;

/** The contacts of a file, checked. */
export interface ContactSheet {
	recipients: SendRecipient[];
	/** Rows that do not go: bad ones where the user chose so, and people to leave out. */
	leftOut: BadRow[];
	/** The file as it leaves. */
	content: Buffer;
	/** Whether that is the file itself. */
	asGiven: boolean;
	/** The encoding of the file where it was guessed. */
	encodingGuessed?: string;
	/** In a preview, why the file cannot go as it is. */
	refusal?: InputError;
}

interface GoodRow extends SendRecipient {
	row: number;
	cells: string[];
}

/** The encoding that the user chose; empty to detect it. */
export function readEncoding(context: ParameterSource): string {
	return String(context.getNodeParameter('options.encoding', ''));
}

/** `phone` and `Country Code` are what WATI calls `Phone` and `CountryCode`. */
function toColumn(name: string): string {
	const known = [PHONE, COUNTRY].find(
		(one) => one.toLowerCase() === name.replace(/[\s_-]/g, '').toLowerCase(),
	);
	return known ?? name;
}

/** Reads the rows of one file by its columns. */
class RowReader {
	private readonly phone = this.columns.indexOf(PHONE);

	private readonly code = this.columns.indexOf(COUNTRY);

	private readonly country = readDefaultCountry(this.context);

	constructor(
		private readonly context: ParameterSource,
		private readonly columns: string[],
		private readonly label: string,
	) {}

	private readNumber(cells: string[]): string {
		const code = (cells[this.code] ?? '').replace(/[.,]0+$/, '');
		const country = code === '' ? this.country : readCountry(code);
		if (code !== '' && country === undefined) {
			throw new InputError(`'${COUNTRY}' contains no country: ${code.slice(0, 20)}`);
		}
		const number = toPhoneNumber(cells[this.phone] ?? '', PHONE, country);
		if (code !== '' && splitNumber(number).callingCode !== getCallingCode(country!)) {
			throw new InputError(`'${PHONE}' is not a number of '${COUNTRY}' ${code.slice(0, 20)}`);
		}
		return number;
	}

	private readValues(cells: string[]): Pair[] {
		const values = this.columns.map((column, place) => pair(column, cells[place] ?? ''));
		const variables = values.filter(
			({ name, value }, place) =>
				![this.phone, this.code].includes(place) &&
				name !== '' &&
				!(name === NAME && isBlank(value)),
		);
		return readTemplateValues(this.context, variables, this.label);
	}

	/** The cells as they leave: the number complete, split where the file splits it. */
	private toCells(cells: string[], number: string, values: Pair[]): string[] {
		const read = new Map(values.map(({ name, value }) => [name, value]));
		const { callingCode, national } = splitNumber(number);
		return this.columns.map((column, place) => {
			if (place === this.phone) return this.code < 0 ? number : national;
			if (place === this.code) return callingCode;
			return read.get(column) ?? cells[place] ?? '';
		});
	}

	/** Whether the file says the same as what was read, so that the row can leave as it is. */
	saysTheSame(before: string[], { cells, whatsappNumber }: GoodRow): boolean {
		const given = `${(before[this.code] ?? '').replace(/^\+/, '')}${before[this.phone]}`;
		const others = (list: string[]) =>
			list.filter((_, place) => ![this.phone, this.code].includes(place));
		return given === whatsappNumber && others(before).join('\n') === others(cells).join('\n');
	}

	/** @throws InputError for a row that cannot go */
	read({ row, cells }: CsvRow): GoodRow {
		if (cells.length !== this.columns.length) {
			throw new InputError(
				`it has ${cells.length} cells, but the first line names ${this.columns.length} columns`,
			);
		}
		const damaged = cells.find((cell) => cell.includes(DAMAGED));
		if (damaged !== undefined) {
			throw new InputError(
				`it has a character that the encoding of the file does not have: ${damaged.slice(0, 40)}`,
			);
		}
		const whatsappNumber = this.readNumber(cells);
		const parameters = this.readValues(cells);
		return {
			row,
			whatsappNumber,
			parameters,
			cells: this.toCells(cells, whatsappNumber, parameters),
		};
	}
}

function checkColumns(columns: string[], label: string): void {
	if (!columns.includes(PHONE)) {
		throw new InputError(
			`The file in '${label}' has no column named '${PHONE}'`,
			`Its first line must name the columns, as in WATI's own contact sheet: Name, CountryCode, Phone, and one column per variable. Found: ${columns.join(', ').slice(0, 200)}.`,
		);
	}
	const twice = columns.find((name, place) => name !== '' && columns.indexOf(name) !== place);
	if (twice !== undefined) {
		throw new InputError(`The file in '${label}' has two columns named '${twice}'`);
	}
}

function toError(bad: BadRow[], rows: number, label: string): InputError {
	const named = bad.slice(0, NAMED).map(({ row, problem }) => `Row ${row}: ${problem}`);
	const more = bad.length > NAMED ? ` And ${bad.length - NAMED} more.` : '';
	return new InputError(
		`${bad.length} of ${rows} rows of the file in '${label}' cannot go`,
		`Nothing was sent. ${named.join('. ')}.${more} Correct them (the header is row 1), or switch on 'Skip Invalid Rows' under Options.`,
	);
}

/**
 * Reads and checks the contacts of a CSV file as Send to Many checks its recipients: each number complete, no blank
 * value, nobody twice. What leaves is the file itself where it says just that, else a clean copy.
 *
 * @param label of the field that holds the file
 * @param without people to leave out
 * @throws InputError naming the rows that cannot go, unless they are to be left out or a preview shows the others
 */
export async function readContactSheet(
	context: ParameterSource,
	bytes: Buffer,
	label: string,
	without: LeftOutReasons = new Map(),
): Promise<ContactSheet> {
	const { columns: given, rows, isPlain, guessed } = readCsv(bytes, label, readEncoding(context));
	const columns = given.map(toColumn);
	checkColumns(columns, label);
	if (rows.length === 0)
		throw new InputError(`The file in '${label}' has no rows below its header`);
	const reader = new RowReader(context, columns, label);
	const good: GoodRow[] = [];
	const bad: BadRow[] = [];
	const unwanted: BadRow[] = [];
	const rowOf = new Map<string, number>();
	let asGiven = isPlain && given.join() === columns.join();
	for (const [place, line] of rows.entries()) {
		// Others get their turn while thousands of numbers are checked.
		if (place % ROWS_IN_A_ROW === ROWS_IN_A_ROW - 1) await sleep(0);
		try {
			const read = reader.read(line);
			const person = getPersonKey(read.whatsappNumber);
			const first = rowOf.get(person);
			if (first !== undefined) throw new InputError(`it repeats the number of row ${first}`);
			rowOf.set(person, line.row);
			const reason = without.get(read.whatsappNumber);
			if (reason) unwanted.push({ row: line.row, ...reason });
			else good.push(read);
			asGiven &&= reader.saysTheSame(line.cells, read);
		} catch (error) {
			bad.push({ row: line.row, problem: (error as Error).message });
		}
	}
	const leavesOut = readSwitch(context, 'options.leaveOutBadRows');
	const hasNobody = good.length + unwanted.length === 0;
	const isRefused = bad.length > 0 && (!leavesOut || hasNobody);
	const refusal = isRefused ? toError(bad, rows.length, label) : undefined;
	if (refusal && (hasNobody || !readSwitch(context, 'options.previewOnly'))) throw refusal;
	const leftOut = [...bad, ...unwanted].sort((one, other) => one.row - other.row);
	const isSame = asGiven && leftOut.length === 0;
	const clean = () => Buffer.from(writeCsv([columns, ...good.map(({ cells }) => cells)]));
	return {
		recipients: good.map(({ whatsappNumber, parameters }) => ({ whatsappNumber, parameters })),
		leftOut,
		content: isSame ? bytes : clean(),
		asGiven: isSame,
		...(guessed === undefined ? {} : { encodingGuessed: guessed }),
		refusal,
	};
}
