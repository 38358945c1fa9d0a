import type { Receiver } from './template-sending';

/**
 * Receivers of a contact sheet: a header row with a column named exactly `Phone`, an optional
 * `CountryCode` put before it, and every other column as a template parameter of that name.
 * @returns what is wrong, as text, when the sheet cannot be used.
 */
export function csvReceivers(text: string): Receiver[] | string {
	const rows = parseCsv(text.replace(/^\uFEFF/, ''));
	if (!rows) return 'The CSV file is malformed';
	const [header, ...records] = rows;
	if (!header?.includes('Phone')) return 'The CSV file must have a Phone column';
	if (records.length === 0) return 'The CSV file has no contacts';
	const phoneColumn = header.indexOf('Phone');
	const codeColumn = header.indexOf('CountryCode');
	return records.map((record) => {
		const code = codeColumn < 0 ? '' : (record[codeColumn] ?? '').trim().replace(/^\+/, '');
		const parameters = header
			.map((name, column) => ({ name, value: record[column] ?? '' }))
			.filter((_, column) => column !== phoneColumn && column !== codeColumn);
		return { target: `${code}${(record[phoneColumn] ?? '').trim()}`, parameters };
	});
}

/**
 * Rows of a CSV text (RFC 4180), without empty lines; undefined when a quote is misplaced or left
 * open.
 */
export function parseCsv(text: string): string[][] | undefined {
	const rows: string[][] = [];
	let row: string[] = [];
	let position = 0;
	while (position < text.length) {
		const field = text[position] === '"' ? quoted(text, position) : plain(text, position);
		if (!field) return undefined;
		row.push(field.value);
		position = field.end;
		if (text[position] === ',') {
			position += 1;
			if (position < text.length) continue;
			row.push('');
		}
		if (row.length > 1 || row[0] !== '') rows.push(row);
		row = [];
		position += text.startsWith('\r\n', position) ? 2 : 1;
	}
	return rows;
}

function plain(text: string, start: number): { value: string; end: number } | undefined {
	const end = fieldEnd(text, start);
	const value = text.slice(start, end);
	return value.includes('"') ? undefined : { value, end };
}

function quoted(text: string, start: number): { value: string; end: number } | undefined {
	let close = text.indexOf('"', start + 1);
	while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
	if (close < 0 || fieldEnd(text, close + 1) !== close + 1) return undefined;
	return { value: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 };
}

function fieldEnd(text: string, start: number): number {
	let end = start;
	while (end < text.length && !',\r\n'.includes(text[end] as string)) end += 1;
	return end;
}
