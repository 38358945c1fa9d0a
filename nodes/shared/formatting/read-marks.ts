import { mergeRuns, type Block, type Mark, type Marks, type Run } from './styled-text';

const MONOSPACE = /```([^]*?\S[^]*?)```/g;

const SIGNS = /[*_~`]/g;
const SIGNS_THERE = /[*_~`]/;
const BEFORE = /[\p{L}\p{N}\p{M}*_~`]$/u;
const AFTER = /^[\p{L}\p{N}\p{M}*_~`]/u;
const SPACE_AT_START = /^\s/;
const SPACE_AT_END = /\s$/;

/** A stretch between two offsets of a line. */
interface Stretch {
	start: number;
	end: number;
}

/** @returns for each sign of a line the next one like it, by offset */
function findNextSigns(line: string): Map<number, number> {
	const last = new Map<string, number>();
	const next = new Map<number, number>();
	for (const { 0: sign, index } of line.matchAll(SIGNS)) {
		const before = last.get(sign);
		if (before !== undefined) next.set(before, index);
		last.set(sign, index);
	}
	return next;
}

/** Signs of WhatsApp on one line, that touch neither a letter nor a digit outside and no space inside. */
function readLine(line: string): Run[] {
	const next = findNextSigns(line);
	const runs: Run[] = [];
	const findEnd = (start: number, stretch: Stretch): number | undefined => {
		const end = next.get(start);
		if (end === undefined || end >= stretch.end || end === start + 1) return undefined;
		// A letter may take two UTF-16 units.
		if (BEFORE.test(line.slice(Math.max(stretch.start, start - 2), start))) return undefined;
		if (AFTER.test(line.slice(end + 1, Math.min(stretch.end, end + 3)))) return undefined;
		if (SPACE_AT_START.test(line.slice(start + 1, start + 2))) return undefined;
		return SPACE_AT_END.test(line.slice(end - 1, end)) ? undefined : end;
	};
	const read = (stretch: Stretch, marks: Marks): void => {
		let from = stretch.start;
		for (let at = from; at < stretch.end; at++) {
			const mark = line[at] as Mark;
			const end = next.has(at) && !marks.includes(mark) ? findEnd(at, stretch) : undefined;
			if (end === undefined) continue;
			runs.push({ text: line.slice(from, at), marks });
			const inner = { start: at + 1, end };
			if (mark === '`') runs.push({ text: line.slice(inner.start, end), marks: [...marks, mark] });
			else read(inner, [...marks, mark]);
			at = end;
			from = end + 1;
		}
		runs.push({ text: line.slice(from, stretch.end), marks });
	};
	read({ start: 0, end: line.length }, []);
	return runs;
}

const readLines = (text: string): Run[] =>
	text
		.split(/(?<=\n)/)
		.flatMap((line) => (SIGNS_THERE.test(line) ? readLine(line) : [{ text: line, marks: [] }]));

function readParagraph(text: string): Run[] {
	// Every second part is what stands in monospace.
	return text
		.split(MONOSPACE)
		.flatMap((part, at) => (at % 2 === 1 ? [{ text: part, marks: ['```'] }] : readLines(part)));
}

/**
 * Reads text that has WhatsApp's own marks, so that it can be cut without breaking one. Written again as a whole it
 * is the same, but for more than one empty line in a row.
 */
export function readMarks(text: string): Block[] {
	const paragraphs = text.split(/\n(?:[^\S\n]*\n)+/).filter((paragraph) => paragraph.trim() !== '');
	return paragraphs.map((paragraph) => ({
		runs: mergeRuns(readParagraph(paragraph)),
		gap: '\n\n',
	}));
}
