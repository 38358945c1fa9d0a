import { getPlainText, sliceRuns, trimRuns, type Block } from './styled-text';
import { writeBlock } from './write-marks';

/** Where a block may be cut, the best places first: ends of lines, sentences, words between spaces, words, signs. */
const CUTS: ReadonlyArray<(text: string) => number[]> = [
	(text) => [...text.matchAll(/\n/g)].map(({ index }) => index),
	(text) => segment(text, 'sentence'),
	(text) => [...text.matchAll(/\s+/g)].map(({ index }) => index),
	(text) => segment(text, 'word'),
	(text) => segment(text, 'grapheme'),
];

/** A cut that leaves less than this share of a part filled gives way to a worse place. */
const LEAST_FILLED = 0.5;

/** UTF-16 units of an emoji of several people, with room to spare. */
const LONGEST_SIGN = 100;

function segment(text: string, granularity: 'sentence' | 'word' | 'grapheme'): number[] {
	const segments = new Intl.Segmenter(undefined, { granularity }).segment(text);
	return [...segments].map(({ index }) => index).filter((index) => index > 0);
}

const cut = (block: Block, start: number, end: number): Block => ({
	...block,
	runs: trimRuns(sliceRuns(block.runs, start, end)),
});

/** The last of the places up to which the block fits, by halving: the text grows with each place. */
function findLastFit(block: Block, places: readonly number[], limit: number): number | undefined {
	let from = 0;
	let to = places.length;
	while (from < to) {
		const middle = (from + to) >> 1;
		if (writeBlock(cut(block, 0, places[middle] ?? 0)).length <= limit) from = middle + 1;
		else to = middle;
	}
	return places[from - 1];
}

function findCut(block: Block, limit: number): number {
	// No cut lies behind what fits without marks; what follows it tells whether a sign ends there.
	const text = getPlainText(block.runs).slice(0, limit + LONGEST_SIGN);
	let best = 0;
	for (const findPlaces of CUTS) {
		const place = findLastFit(block, findPlaces(text), limit) ?? 0;
		best = Math.max(best, place);
		if (best >= limit * LEAST_FILLED) return best;
	}
	return best;
}

/** @returns the block in pieces that fit */
function splitBlock(block: Block, limit: number): Block[] {
	const pieces: Block[] = [];
	let rest = block;
	for (;;) {
		const { length } = getPlainText(rest.runs);
		if (length <= limit && writeBlock(rest).length <= limit) break;
		// A letter with more accents than fit is cut anyway.
		const end = findCut(rest, limit) || Math.min(length, limit >> 1);
		const piece = cut(rest, 0, end);
		if (piece.runs.length > 0) pieces.push(piece);
		rest = cut(rest, end, length);
	}
	return rest.runs.length > 0 ? [...pieces, rest] : pieces;
}

/**
 * Writes blocks as texts of at most `limit` UTF-16 units, in order: cut between paragraphs where possible, then at
 * the ends of lines, sentences and words, and inside a word only where it is too long by itself. A mark that is cut
 * is closed and opened again.
 */
export function splitText(blocks: readonly Block[], limit: number): string[] {
	const parts: string[] = [];
	for (const block of blocks.flatMap((whole) => splitBlock(whole, limit))) {
		const text = writeBlock(block);
		const last = parts.at(-1);
		const joined = last === undefined ? text : `${last}${block.gap}${text}`;
		if (last === undefined || joined.length > limit) parts.push(text);
		else parts[parts.length - 1] = joined;
	}
	return parts;
}
