/** A regular expression taken apart. */
export type Tree =
	/** Takes one character, tried by itself. */
	| { kind: 'character'; is: RegExp }
	/** Takes nothing, and holds between two characters; undefined stands for an end of the text. */
	| { kind: 'edge'; holds: (before?: string, after?: string) => boolean }
	| { kind: 'sequence'; parts: Tree[] }
	| { kind: 'choice'; options: Tree[] }
	| { kind: 'repeat'; part: Tree; least: number; most: number };

/** A pattern that is a regular expression, but not one that is taken here. Its message says what is wrong. */
export class PatternRefused extends Error {}

const LONGEST_PATTERN = 1_000;

const QUANTIFIER = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y;
const GROUP = /\((?:\?(?::|<(?![=!])[^>]*>))?/y;
const CLASS = /\[(?:\\[^]|[^\]\\])*\]/y;
const ESCAPE = /\\(?:x[\da-f]{2}|u[\da-f]{4}|c[a-z]|0[0-7]{0,2}|[^ck1-9])/iy;
const UNICODE_ESCAPE =
	/\\(?:u\{[\da-f]+\}|ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|u[\da-f]{4}|x[\da-f]{2}|p\{[^}]*\}|c[a-z]|[^kp1-9])/iy;
const LINE_END = /^[\n\r\u2028\u2029]$/;

/** What is left when an atom is none of these: look-arounds, references, flags inside. */
const UNUSUAL =
	'The pattern looks around or back, or sets flags inside. With such a pattern, a text could keep n8n busy for hours';

/** Reads the syntax of JavaScript's regular expressions (ECMA-262, "Patterns"), after JavaScript itself took it. */
class Reader {
	private at = 0;

	constructor(
		private readonly source: string,
		private readonly flags: string,
	) {}

	whole(): Tree {
		const tree = this.choice();
		if (this.at < this.source.length) throw new PatternRefused(UNUSUAL);
		return tree;
	}

	private take(token: RegExp): RegExpExecArray | null {
		token.lastIndex = this.at;
		const found = token.exec(this.source);
		if (found) this.at = token.lastIndex;
		return found;
	}

	private next(): string {
		return this.source.charAt(this.at);
	}

	private choice(): Tree {
		const options: Tree[] = [this.sequence()];
		while (this.next() === '|') {
			this.at += 1;
			options.push(this.sequence());
		}
		return { kind: 'choice', options };
	}

	private sequence(): Tree {
		const parts: Tree[] = [];
		while (this.at < this.source.length && this.next() !== '|' && this.next() !== ')') {
			const part = this.edge() ?? this.group() ?? this.character();
			parts.push(this.repeated(part));
		}
		return { kind: 'sequence', parts };
	}

	private repeated(part: Tree): Tree {
		const [text, from, comma, to] = this.take(QUANTIFIER) ?? [];
		if (text === undefined) return part;
		if (text.startsWith('?')) return { kind: 'repeat', part, least: 0, most: 1 };
		if (from === undefined) {
			return { kind: 'repeat', part, least: text.startsWith('+') ? 1 : 0, most: Infinity };
		}
		const most = comma === undefined ? Number(from) : to ? Number(to) : Infinity;
		return { kind: 'repeat', part, least: Number(from), most };
	}

	private edge(): Tree | undefined {
		const inLines = this.flags.includes('m');
		const isEnd = (one?: string) => one === undefined || (inLines && LINE_END.test(one));
		if (this.take(/\^/y)) return { kind: 'edge', holds: (before) => isEnd(before) };
		if (this.take(/\$/y)) return { kind: 'edge', holds: (_before, after) => isEnd(after) };
		const [word] = this.take(/\\b/iy) ?? [];
		if (word === undefined) return undefined;
		const letter = this.alone('\\w');
		const isLetter = (one?: string) => one !== undefined && letter.test(one);
		const wanted = word === '\\b';
		return {
			kind: 'edge',
			holds: (before, after) => (isLetter(before) !== isLetter(after)) === wanted,
		};
	}

	private group(): Tree | undefined {
		if (!this.take(GROUP)) return undefined;
		if (this.next() === '?') throw new PatternRefused(UNUSUAL);
		const inside = this.choice();
		this.at += 1;
		return inside;
	}

	private character(): Tree {
		const isUnicode = this.flags.includes('u');
		const [text] =
			this.take(CLASS) ??
			this.take(isUnicode ? UNICODE_ESCAPE : ESCAPE) ??
			this.take(isUnicode ? /[^\\]/uy : /[^\\]/y) ??
			[];
		if (text === undefined) throw new PatternRefused(UNUSUAL);
		return { kind: 'character', is: this.alone(/^[\]{}]$/.test(text) ? `\\${text}` : text) };
	}

	/** One atom as an expression of its own. */
	private alone(atom: string): RegExp {
		return new RegExp(`^(?:${atom})$`, this.flags.replace('m', ''));
	}
}

/**
 * Takes a regular expression apart.
 *
 * @param flags of `dimsu`
 * @throws SyntaxError when it is not a regular expression
 * @throws PatternRefused when it is one that only works by going back, or a very long one
 */
export function parsePatternTree(source: string, flags: string): Tree {
	const { flags: known } = new RegExp(source, flags);
	if (source.length > LONGEST_PATTERN) {
		throw new PatternRefused(`The pattern has more than ${LONGEST_PATTERN} characters`);
	}
	if (known.includes('v')) throw new PatternRefused('The flag v is not taken');
	return new Reader(source, known).whole();
}
