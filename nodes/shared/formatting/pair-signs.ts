/** A stretch of Markdown between two signs that belong together, signs included. */
export interface SignPair {
	/** Offset behind the closing sign. */
	end: number;
	/** Signs on each side: one or two. */
	width: 1 | 2;
}

type Sign = '*' | '_' | '~';

/** Equal signs in a row, and what they may do where they stand. */
interface SignRun {
	sign: Sign;
	start: number;
	/** Signs that are not part of a pair yet. */
	left: number;
	length: number;
	mayOpen: boolean;
	mayClose: boolean;
	/** Stands between two letters or digits. */
	isInWord: boolean;
	touchesDigit: boolean;
	/** White space before it, counted from the beginning. */
	spaces: number;
}

const RUNS = /\*+|_+|~+/g;
const SPACE = /^\s?$/;
const SPACES = /\s/g;
const SYMBOL = /^[\p{P}\p{S}]/u;
const DIGIT = /^\p{Nd}/u;
const LETTER = /^[\p{L}\p{N}\p{M}]/u;

/** Scripts that are written without spaces between words: a mark inside them says nothing about a sum or a name. */
const UNSPACED =
	/^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** `**Total:**5` ends the bold text in front of the 5, though CommonMark would show the signs. */
const ENDS_LABEL = /^[:.!?,;%)\]}"'”’»…]/;

const isPartOfWord = (char: string) => LETTER.test(char) && !UNSPACED.test(char);

const getCharBefore = (text: string, offset: number) =>
	[...text.slice(Math.max(0, offset - 2), offset)].at(-1) ?? '';

const getCharAfter = (text: string, offset: number) =>
	[...text.slice(offset, offset + 2)].at(0) ?? '';

/** `src/*.ts`, `(a)*(b)`, `__init__.py`: signs of paths, sums and names. */
function isNoMark(sign: Sign, length: number, before: string, after: string, text: string) {
	const rest = text.slice(0, 3);
	if (sign === '_') return LETTER.test(before) && /^(?:\(|\.[\p{L}\p{N}_])/u.test(rest);
	if (before === '/' && /^[./]/.test(after)) return true;
	return length === 1 && /^[)\]}]/.test(before) && /^[([{]/.test(after);
}

function readRun(text: string, start: number, raw: string, spaces: number): SignRun {
	const sign = raw[0] as Sign;
	const { length } = raw;
	const before = getCharBefore(text, start);
	const after = getCharAfter(text, start + length);
	const isSpaceBefore = SPACE.test(before) || UNSPACED.test(before);
	const isSpaceAfter = SPACE.test(after) || UNSPACED.test(after);
	const isSymbolBefore = SYMBOL.test(before);
	const isSymbolAfter = SYMBOL.test(after);
	// https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis, left- and right-flanking
	const flanksLeft = !SPACE.test(after) && (!isSymbolAfter || isSpaceBefore || isSymbolBefore);
	const flanksRight =
		!SPACE.test(before) &&
		(!isSymbolBefore ||
			isSpaceAfter ||
			isSymbolAfter ||
			(sign === '*' && length > 1 && ENDS_LABEL.test(before)));
	const isInWord = isPartOfWord(before) && isPartOfWord(after);
	const isText =
		(isInWord && (length === 1 || (DIGIT.test(before) && DIGIT.test(after)))) ||
		(sign === '~' && length > 2) ||
		isNoMark(sign, length, before, after, text.slice(start + length, start + length + 3));
	return {
		sign,
		start,
		left: length,
		length,
		mayOpen: !isText && flanksLeft && (sign !== '_' || !flanksRight || isSymbolBefore),
		mayClose: !isText && flanksRight && (sign !== '_' || !flanksLeft || isSymbolAfter),
		isInWord,
		touchesDigit: DIGIT.test(before) || DIGIT.test(after),
		spaces,
	};
}

function readRuns(text: string): SignRun[] {
	let spaces = 0;
	let from = 0;
	return [...text.matchAll(RUNS)].map(({ 0: raw, index }) => {
		spaces += (text.slice(from, index).match(SPACES) ?? []).length;
		from = index;
		return readRun(text, index, raw, spaces);
	});
}

function isPair(opener: SignRun, closer: SignRun): boolean {
	if (opener.sign !== closer.sign) return false;
	// `x**2 + y**2`, `2**3**4`
	if (opener.isInWord && closer.isInWord) {
		if (opener.touchesDigit || closer.touchesDigit || opener.spaces < closer.spaces) return false;
	}
	if (opener.sign === '~') return opener.length === closer.length;
	// https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis, rules 9 and 10
	const isEitherBoth = opener.mayClose || closer.mayOpen;
	return (
		!isEitherBoth ||
		(opener.length + closer.length) % 3 !== 0 ||
		(opener.length % 3 === 0 && closer.length % 3 === 0)
	);
}

/** All of a closing run that decides with which opening runs it makes a pair. */
const getKind = ({ sign, length, mayOpen, isInWord, touchesDigit }: SignRun) =>
	`${sign}${sign === '~' ? length : length % 3}${mayOpen}${isInWord && touchesDigit}${isInWord}`;

/**
 * Finds what is bold, italic and struck through in one line or paragraph of Markdown, in time that grows with its length:
 * CommonMark's rules, but for signs that stand in sums, names and paths (`2*3*4`, `x**2 + y**2`, `src/*.ts`), which
 * stay signs, and for scripts without spaces, in which a mark needs none.
 *
 * @param masked Markdown in which code, links and tags are covered by other characters
 * @returns the pairs by the offset of their first sign
 */
export function pairSigns(masked: string): Map<number, SignPair> {
	const pairs = new Map<number, SignPair>();
	const openers: SignRun[] = [];
	const looked = new Map<string, number>();
	const findOpener = (closer: SignRun): number => {
		const bottom = looked.get(getKind(closer)) ?? -1;
		for (let at = openers.length - 1; at >= 0; at--) {
			const opener = openers[at] as SignRun;
			if (opener.start < bottom) return -1;
			if (isPair(opener, closer)) return at;
		}
		return -1;
	};
	for (const run of readRuns(masked)) {
		while (run.mayClose && run.left > 0) {
			const at = findOpener(run);
			const opener = openers[at];
			if (!opener) {
				looked.set(getKind(run), run.start);
				break;
			}
			const width = opener.left > 1 && run.left > 1 ? 2 : 1;
			opener.left -= width;
			const end = run.start + run.length - run.left + width;
			run.left -= width;
			pairs.set(opener.start + opener.left, { end, width });
			openers.length = opener.left > 0 ? at + 1 : at;
		}
		if (run.mayOpen && run.left > 0) openers.push(run);
	}
	return pairs;
}
