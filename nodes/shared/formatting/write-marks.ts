import { getPlainText, type Block, type Mark, type Run } from './styled-text';

/** Where a mark begins and ends in the plain text. */
interface Span {
	mark: Mark;
	start: number;
	end: number;
}

const WORD_AT_END = /[\p{L}\p{N}\p{M}]$/u;
const WORD_AT_START = /^[\p{L}\p{N}\p{M}]/u;

/** Stretches of neighbouring runs with the same mark; outer marks come first. */
function findSpans(runs: readonly Run[]): Span[] {
	const spans: Span[] = [];
	const open = new Map<Mark, Span>();
	let offset = 0;
	for (const { text, marks } of runs) {
		const end = offset + text.length;
		for (const mark of open.keys()) if (!marks.includes(mark)) open.delete(mark);
		for (const mark of marks) {
			const span = open.get(mark);
			if (span) span.end = end;
			else {
				const opened = { mark, start: offset, end };
				open.set(mark, opened);
				spans.push(opened);
			}
		}
		offset = end;
	}
	return spans;
}

/** WhatsApp takes a mark only within a line and around what neither begins nor ends with a space; monospace may hold lines. */
function splitIntoLines({ mark, start, end }: Span, plain: string): Span[] {
	const text = plain.slice(start, end);
	const pieces =
		mark === '```' ? text.matchAll(/^\s*(\S[^]*\S|\S)\s*$/g) : text.matchAll(/\S(?:.*\S)?/g);
	return [...pieces].map((piece) => {
		const inner = piece[1] ?? piece[0];
		const from = start + piece.index + piece[0].indexOf(inner);
		return { mark, start: from, end: from + inner.length };
	});
}

/** A mark that touches a letter or digit outside, or whose sign stands in its text, would show as a sign. */
function isTaken({ mark, start, end }: Span, plain: string): boolean {
	if (plain.slice(start, end).includes(mark)) return false;
	// A letter may take two UTF-16 units.
	const before = plain.slice(Math.max(0, start - 2), start);
	return !WORD_AT_END.test(before) && !WORD_AT_START.test(plain.slice(end, end + 2));
}

/** Of two stretches of which each holds a part of the other only the first is marked. */
function findTakenSpans(runs: readonly Run[], plain: string): Span[] {
	const taken: Span[] = [];
	const around: Span[] = [];
	const candidates = findSpans(runs).flatMap((span) => splitIntoLines(span, plain));
	candidates.sort((one, other) => one.start - other.start || other.end - one.end);
	for (const span of candidates) {
		if (!isTaken(span, plain)) continue;
		while ((around.at(-1)?.end ?? Infinity) <= span.start) around.pop();
		const outer = around.at(-1);
		if (outer && outer.end < span.end) continue;
		around.push(span);
		taken.push(span);
	}
	return taken;
}

/**
 * Text with WhatsApp's marks. What WhatsApp would take for no mark, as inside a word, is left out; no text is.
 */
export function writeRuns(runs: readonly Run[]): string {
	const plain = getPlainText(runs);
	const signs = new Map<number, string>();
	const add = (offset: number, before: string, after: string) =>
		signs.set(offset, `${before}${signs.get(offset) ?? ''}${after}`);
	const spans = findTakenSpans(runs, plain);
	// Inner marks close before outer ones, and outer ones open before inner ones.
	for (const { mark, end } of spans) add(end, mark, '');
	for (const { mark, start } of spans) add(start, '', mark);
	let text = '';
	let from = 0;
	for (const [offset, sign] of [...signs].sort(([one], [other]) => one - other)) {
		text += plain.slice(from, offset) + sign;
		from = offset;
	}
	return text + plain.slice(from);
}

/** A block as it leaves, with its prefix before each line. */
export function writeBlock({ runs, prefix = '' }: Block): string {
	const text = writeRuns(runs);
	return prefix === '' ? text : text.replace(/^/gm, prefix);
}
