/** A number for people; `not measured` for none. */
export function number(value: number | undefined, digits = 2): string {
	if (value === undefined) return 'not measured';
	return value.toLocaleString('en-US', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
}

export function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What the last column of a table of goals says. */
export function verdict(met: boolean): string {
	return met ? 'met' : '**missed**';
}
