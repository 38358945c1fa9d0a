import { mergeRuns, type Block, type Mark, type Run } from './styled-text';

const MONOSPACE = /```([^]*?\S[^]*?)```/;

/** A sign of WhatsApp on one line, that touches neither a letter nor a digit outside and no space inside. */
const MARKED =
	/(?<![\p{L}\p{N}\p{M}*_~`])([*_~`])(?=\S)((?:(?!\1).)*?[^\s])\1(?![\p{L}\p{N}*_~`])/u;

function readLine(text: string, marks: readonly Mark[]): Run[] {
	const found = MARKED.exec(text);
	const [whole = '', mark, inner = ''] = found ?? [];
	if (!found || marks.includes(mark as Mark)) return [{ text, marks }];
	const own = [...marks, mark as Mark];
	return [
		...readLine(text.slice(0, found.index), marks),
		...(mark === '`' ? [{ text: inner, marks: own }] : readLine(inner, own)),
		...readLine(text.slice(found.index + whole.length), marks),
	];
}

function readParagraph(text: string): Run[] {
	const found = MONOSPACE.exec(text);
	if (!found) return readLine(text, []);
	return [
		...readLine(text.slice(0, found.index), []),
		{ text: found[1] ?? '', marks: ['```'] },
		...readParagraph(text.slice(found.index + found[0].length)),
	];
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
