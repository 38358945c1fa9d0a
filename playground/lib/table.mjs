const LONGEST_LINE = 99;
const GAP = '  ';

const textOf = (value) => String(value ?? '').replace(/\s+/g, ' ');

const cut = (text, width) => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

/** Narrows the widest columns until a line fits. */
function fit(widths) {
	const fitted = [...widths];
	const room = LONGEST_LINE - GAP.length * (widths.length - 1);
	while (fitted.reduce((sum, width) => sum + width, 0) > room) {
		fitted[fitted.indexOf(Math.max(...fitted))] -= 1;
	}
	return fitted;
}

/**
 * A plain text table, with lines of fewer than 100 characters. Aligns numbers to the right.
 * @param {string[]} headings
 * @param {unknown[][]} rows
 * @returns {string}
 */
export function table(headings, rows) {
	const texts = rows.map((row) => row.map(textOf));
	const widths = fit(
		headings.map((heading, column) =>
			Math.max(heading.length, ...texts.map((row) => row[column].length)),
		),
	);
	const cells = texts.map((row) => row.map((text, column) => cut(text, widths[column])));
	const line = (row, isNumber) =>
		row
			.map((cell, column) =>
				isNumber(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
			)
			.join(GAP)
			.trimEnd();
	return [
		line(headings, () => false),
		widths.map((width) => '-'.repeat(width)).join(GAP),
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
