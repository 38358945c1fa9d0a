import { lexer, type Token, type Tokens } from './markdown-library';
import { getPlainText, mergeRuns, trimRuns, type Block, type Mark, type Run } from './styled-text';

type Marks = readonly Mark[];

const getTokens = (token: Token): Token[] => ('tokens' in token && token.tokens) || [];

const ENTITIES: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0',
};

/** Where links of the text lead to. */
const ADDRESS = /^(?:[a-z][a-z+.-]*:|\/|#|\?|<|www\.)/i;

const LAST_CODE_POINT = 0x10_ff_ff;

/** Tags that models write where Markdown has no sign of its own, or beside it. */
const TAG_MARKS: Record<string, Mark> = {
	b: '*',
	strong: '*',
	i: '_',
	em: '_',
	s: '~',
	del: '~',
	strike: '~',
	code: '`',
};

function readEntity(entity: string, name: string): string {
	if (!name.startsWith('#')) return ENTITIES[name] ?? entity;
	const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
	return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : entity;
}

const readEntities = (text: string) => text.replace(/&(#x[\da-f]+|#\d+|[a-z]+);/gi, readEntity);

const withMark = (marks: Marks, mark: Mark): Marks =>
	marks.includes(mark) ? marks : [...marks, mark];

const withoutProtocol = (address: string) =>
	address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');

/** `text (address)`, or the address alone where the text says the same. */
function readLink(text: Run[], href: string, marks: Marks): Run[] {
	const plain = getPlainText(text).trim();
	if (plain === '' || withoutProtocol(plain) === withoutProtocol(href)) {
		const address = /^(?:mailto|tel):/i.test(href) && plain !== '' ? plain : href;
		return [{ text: address, marks }];
	}
	if (href === '' || href.startsWith('#')) return text;
	return [...text, { text: ` (${href.replace(/^(?:mailto|tel):/i, '')})`, marks }];
}

/** @returns the mark that a tag opens or closes, a line break, or undefined for a tag that says nothing here */
function readTag(raw: string): { mark: Mark; isEnd: boolean } | 'break' | undefined {
	const [, slash, name = ''] = /^<(\/?)([a-z]+)[^>]*>$/i.exec(raw.trim()) ?? [];
	if (name.toLowerCase() === 'br') return 'break';
	const mark = TAG_MARKS[name.toLowerCase()];
	return mark && { mark, isEnd: slash === '/' };
}

function readInline(tokens: readonly Token[], outer: Marks): Run[] {
	let marks = outer;
	return tokens.flatMap((token): Run[] => {
		const inner = (mark: Mark) => readInline(getTokens(token), withMark(marks, mark));
		switch (token.type) {
			case 'strong':
				return inner('*');
			case 'em':
				return inner('_');
			case 'del':
				return inner('~');
			case 'codespan':
				return [{ text: (token as Tokens.Codespan).text, marks: withMark(marks, '`') }];
			case 'br':
				return [{ text: '\n', marks }];
			case 'link':
				return readLink(readInline(getTokens(token), marks), (token as Tokens.Link).href, marks);
			case 'image': {
				const { text, href } = token as Tokens.Image;
				return readLink([{ text: readEntities(text), marks }], href, marks);
			}
			case 'html': {
				const tag = readTag(token.raw);
				if (tag === undefined) return [{ text: token.raw, marks }];
				if (tag === 'break') return [{ text: '\n', marks }];
				marks = tag.isEnd ? marks.filter((mark) => mark !== tag.mark) : withMark(marks, tag.mark);
				return [];
			}
			case 'checkbox':
				return [];
			case 'escape':
				return [{ text: (token as Tokens.Escape).text, marks }];
			default:
				if (getTokens(token).length > 0) return readInline(getTokens(token), marks);
				return [{ text: readEntities(String((token as Tokens.Text).text ?? token.raw)), marks }];
		}
	});
}

const plainRun = (text: string): Run => ({ text, marks: [] });

function readTable({ header, rows }: Tokens.Table): Block[] {
	const titles = header.map(({ tokens }) => trimRuns(readInline(tokens, [])));
	const lines = rows.length > 0 ? rows : [header];
	return lines.map((cells, at): Block => {
		const filled = cells.flatMap(({ tokens }, column) => {
			const cell = trimRuns(readInline(tokens, []));
			const title = rows.length > 0 ? getPlainText(titles[column] ?? []) : '';
			if (getPlainText(cell) === '') return [];
			return [
				title === ''
					? cell
					: ([{ text: `${title}:`, marks: ['*'] }, plainRun(' '), ...cell] as Run[]),
			];
		});
		const runs = filled.flatMap((cell, place) => (place > 0 ? [plainRun(' · '), ...cell] : cell));
		return { runs: [plainRun('- '), ...runs], gap: at === 0 ? '\n\n' : '\n' };
	});
}

const NESTED = '   ';

/** What an item begins with. Markdown would count on from the first number; people mean dates and prices by them. */
function readSign({ ordered, start }: Tokens.List, { raw }: Tokens.ListItem, at: number): string {
	const [, own = ''] = /^\s*(\d+[.)]|[-+*])/.exec(raw) ?? [];
	if (!ordered) return own === '+' ? '+ ' : '- ';
	return `${own === '' ? `${Number(start === '' ? 1 : start) + at}.` : own} `;
}

function readItem(list: Tokens.List, item: Tokens.ListItem, at: number, indent: string): Block[] {
	const sign = readSign(list, item, at);
	const box = item.task ? (item.checked ? '☑ ' : '☐ ') : '';
	const blocks = readBlocks(item.tokens, `${indent}${NESTED}`);
	const [first, ...rest] =
		blocks[0] && blocks[0].prefix === undefined
			? blocks
			: [{ runs: [], gap: '\n' } as Block, ...blocks];
	const head = trimRuns((first as Block).runs);
	return [
		{ runs: [plainRun(`${indent}${sign}${box}`), ...head], gap: '\n' },
		...rest.map((block): Block => ({ ...block, gap: '\n' })),
	];
}

function readList(list: Tokens.List, indent: string): Block[] {
	const blocks = list.items.flatMap((item, at) => readItem(list, item, at, indent));
	return blocks.map((block, at) => (at === 0 ? { ...block, gap: '\n\n' } : block));
}

const quoted = (block: Block): Block => ({ ...block, prefix: '> ' });

function readBlock(token: Token, indent: string): Block[] {
	const paragraph = (runs: Run[]): Block[] => {
		const merged = trimRuns(mergeRuns(runs));
		return merged.length > 0 ? [{ runs: [plainRun(indent), ...merged], gap: '\n\n' }] : [];
	};
	switch (token.type) {
		case 'space':
			return [];
		case 'def': {
			const { raw, href } = token as Tokens.Def;
			// `[Ada]: yes` has the form of an address for links further on, and is none.
			return ADDRESS.test(href) ? [] : paragraph([plainRun(raw.trim())]);
		}
		case 'heading':
			return paragraph(readInline(getTokens(token), ['*']));
		case 'code':
			return paragraph([{ text: (token as Tokens.Code).text, marks: ['```'] }]);
		case 'blockquote':
			return readBlocks(getTokens(token), indent).map(quoted);
		case 'list':
			return readList(token as Tokens.List, indent);
		case 'table':
			return readTable(token as Tokens.Table);
		case 'hr':
			return paragraph([plainRun('———')]);
		case 'html': {
			const text = token.raw
				.replace(/<br\s*\/?>/gi, '\n')
				.replace(/<\/?(?:p|div|span|ul|ol|li|b|strong|i|em)\b[^>]*>/gi, '');
			return paragraph([plainRun(readEntities(text))]);
		}
		default:
			return paragraph(readInline(getTokens(token).length > 0 ? getTokens(token) : [token], []));
	}
}

function readBlocks(tokens: readonly Token[], indent = ''): Block[] {
	return tokens.flatMap((token) => readBlock(token, indent));
}

/**
 * Reads Markdown (CommonMark with GitHub's tables, strikethrough and task lists) as language models write it.
 * Headings become bold lines, links `text (address)`, and each row of a table a line with its column titles.
 */
export const readMarkdown = (markdown: string): Block[] => readBlocks(lexer(markdown));
