const LONGEST_CELL = 60;

function cellOf(value) {
	const text = String(value ?? '').replace(/\s+/g, ' ');
	return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1)}…` : text;
}

/**
 * A plain text table. Numbers are set to the right.
 * @param {string[]} headings
 * @param {unknown[][]} rows
 * @returns {string}
 */
export function table(headings, rows) {
	const cells = rows.map((row) => row.map(cellOf));
	const widths = headings.map((heading, column) =>
		Math.max(heading.length, ...cells.map((row) => row[column].length)),
	);
	const line = (row, isNumber) =>
		row
			.map((cell, column) =>
				isNumber(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
			)
			.join('  ')
			.trimEnd();
	return [
		line(headings, () => false),
		widths.map((width) => '-'.repeat(width)).join('  '),
		...cells.map((row, index) => line(row, (column) => typeof rows[index][column] === 'number')),
	].join('\n');
}

/**
 * A table as pages in Markdown have it. Numbers are set to the right.
 * @param {string[]} headings
 * @param {unknown[][]} rows
 * @returns {string}
 */
export function markdownTable(headings, rows) {
	const isNumber = (column) => rows.some((row) => typeof row[column] === 'number');
	const line = (cells) => `| ${cells.join(' | ')} |`;
	return [
		line(headings),
		line(headings.map((_, column) => (isNumber(column) ? '---:' : '---'))),
		...rows.map(line),
	].join('\n');
}
