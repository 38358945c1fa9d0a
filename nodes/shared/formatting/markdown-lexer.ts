import { Lexer, Tokenizer, type Token, type Tokens } from './markdown-library';
import { pairSigns, type SignPair } from './pair-signs';

/** Marks inside each other beyond this are signs: each level is read once more. */
const DEEPEST = 20;

const ADDRESS = /^(?:https?:\/\/|ftp:\/\/|www\.)/i;

/** Where something other than text may begin. */
const NEXT_SIGN = /[\\<![`*_~]|(?<! ) {2,}\n|(?:https?|ftp):\/\/|(?<![^\s*_~(])www\./gi;

const UNESCAPED_PIPES = /\\.|(\|)/gs;

const countCells = (row: string) => {
	const inner = row
		.trim()
		.replace(/^\|/, '')
		.replace(/(?<!\\)\|$/, '');
	return [...inner.matchAll(UNESCAPED_PIPES)].filter(([, pipe]) => pipe).length + 1;
};

/** marked in linear time, and with all cells of a row. */
class ChatTokenizer extends Tokenizer {
	/** Addresses of links that have them from a definition further on. */
	readonly usedAddresses = new Set<string>();

	private readonly pairs = new Map<string, Map<number, SignPair>>();
	private depth = 0;

	private readPair(src: string, masked: string): Tokens.Generic | undefined {
		let pairs = this.pairs.get(masked);
		if (!pairs) this.pairs.set(masked, (pairs = pairSigns(masked)));
		const start = masked.length - src.length;
		const pair = pairs.get(start);
		if (!pair || this.depth >= DEEPEST) return undefined;
		const raw = src.slice(0, pair.end - start);
		const text = raw.slice(pair.width, -pair.width);
		const type = raw.startsWith('~') ? 'del' : pair.width === 1 ? 'em' : 'strong';
		this.depth += 1;
		const tokens = this.lexer.inlineTokens(text);
		this.depth -= 1;
		return { type, raw, text, tokens };
	}

	override emStrong(src: string, masked: string) {
		if (!/^[*_]/.test(src)) return undefined;
		return this.readPair(src, masked) as Tokens.Em | Tokens.Strong | undefined;
	}

	override del(src: string, masked: string) {
		if (!src.startsWith('~')) return undefined;
		return this.readPair(src, masked) as Tokens.Del | undefined;
	}

	/** A block that nothing closes on a line of its own is WhatsApp's monospace where the signs come again. */
	override fences(src: string) {
		const code = super.fences(src);
		if (!code) return undefined;
		const isClosed = /\n {0,3}(?:`{3,}|~{3,})[^\S\n]*\n*$/.test(code.raw);
		return code.text.trim() === '' || (!isClosed && code.text.includes('```')) ? undefined : code;
	}

	/** Without addresses of mail, which read as they stand, and which marked looks for from every letter to the end. */
	override url(src: string) {
		return ADDRESS.test(src) ? super.url(src) : undefined;
	}

	override inlineText(src: string): Tokens.Text {
		NEXT_SIGN.lastIndex = /^(?:`+|~+|[^])/.exec(src)?.[0].length ?? 1;
		const raw = src.slice(0, NEXT_SIGN.exec(src)?.index);
		return { type: 'text', raw, text: raw, escaped: this.lexer.state.inRawBlock };
	}

	/** `[1][2]` are two sources of a model, though Markdown reads a text and its address. */
	override reflink(...[src, links]: Parameters<Tokenizer['reflink']>) {
		const [source = src] = /^\[\^?\d+\](?=\[\^?\d+\])/.exec(src) ?? [];
		const token = super.reflink(source, links);
		if (token && token.type !== 'text') this.usedAddresses.add(token.href);
		return token;
	}

	/** GitHub's rules leave out what a row has beyond its header; here the header gets further columns. */
	override table(src: string) {
		const table = super.table(src);
		if (!table) return undefined;
		const [header = '', delimiters = '', ...rows] = table.raw.trimEnd().split('\n');
		const missing = Math.max(0, ...rows.map(countCells)) - table.header.length;
		if (missing <= 0) return table;
		const widen = (row: string, cell: string) =>
			`${row.trimEnd().replace(/(?<!\\)\|$/, '')}${`|${cell}`.repeat(missing)}|`;
		const wide = [widen(header, ' '), widen(delimiters, '-'), ...rows].join('\n');
		return { ...(super.table(`${wide}\n`) ?? table), raw: table.raw };
	}
}

/** Markdown in tokens of marked, and what else its reader has to know. */
export interface LexedMarkdown {
	tokens: Token[];
	/** @returns whether a link of the text leads to this address by its definition */
	isUsed: (address: string) => boolean;
	/** @returns tokens of a text within a line */
	lexInline: (text: string) => Token[];
}

/** @throws RangeError when lists or quotes stand inside each other thousands of times */
export function lexMarkdown(markdown: string): LexedMarkdown {
	const tokenizer = new ChatTokenizer();
	const lexer = new Lexer({ gfm: true, tokenizer });
	const tokens = lexer.lex(markdown);
	return {
		tokens,
		isUsed: (address) => tokenizer.usedAddresses.has(address),
		lexInline: (text) => lexer.inlineTokens(text),
	};
}
