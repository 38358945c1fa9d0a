/** WhatsApp's marks: bold, italic, strikethrough, inline code and monospace (WhatsApp Help Center, "How to format your messages"). */
export type Mark = '*' | '_' | '~' | '`' | '```';

/** The marks around a text, the outermost first. */
export type Marks = readonly Mark[];

/** A stretch of text with the marks around it, the outermost first. */
export interface Run {
	text: string;
	marks: Marks;
}

/** A paragraph, a list item, a quote or a table row. */
export interface Block {
	runs: Run[];
	/** What stands before each of its lines, e.g. `> `. */
	prefix?: string;
	/** What stands between it and the block before. */
	gap: '\n' | '\n\n';
}

/** Text as people see it, without marks. */
export const getPlainText = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

const isSameStyle = (one: Run, other: Run) => one.marks.join(' ') === other.marks.join(' ');

/** Joins neighbours with the same marks and leaves out empty ones. */
export function mergeRuns(runs: readonly Run[]): Run[] {
	const merged: Run[] = [];
	for (const run of runs) {
		const last = merged.at(-1);
		if (run.text === '') continue;
		if (last && isSameStyle(last, run)) last.text += run.text;
		else merged.push({ ...run });
	}
	return merged;
}

/** The runs between two offsets of their plain text. */
export function sliceRuns(runs: readonly Run[], start: number, end: number): Run[] {
	const sliced: Run[] = [];
	let offset = 0;
	for (const { text, marks } of runs) {
		if (offset >= end) break;
		const part = text.slice(Math.max(0, start - offset), Math.max(0, end - offset));
		if (part !== '') sliced.push({ text: part, marks });
		offset += text.length;
	}
	return sliced;
}

/** The runs without white space at their beginning and end. */
export function trimRuns(runs: readonly Run[]): Run[] {
	const text = getPlainText(runs);
	return sliceRuns(runs, text.length - text.trimStart().length, text.trimEnd().length);
}
