import { readEntities } from './html-entities';
import { lexMarkdown, type LexedMarkdown } from './markdown-lexer';
import type { Token, Tokens } from './markdown-library';
import { findClosedTags, RunWriter, type IsClosed } from './read-tags';
import { getPlainText, trimRuns, type Block, type Mark, type Marks, type Run } from './styled-text';

/** A text while it is read. */
interface Reading extends Omit<LexedMarkdown, 'tokens'> {
	isClosed: IsClosed;
}

const getTokens = (token: Token): Token[] => ('tokens' in token && token.tokens) || [];

/** Where links of the text lead to. */
const ADDRESS = /^(?:[a-z][a-z+.-]*:|\/|#|\?|<|www\.)/i;

const withoutProtocol = (address: string) =>
	address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '');

/** `text (address)`, `[1] (address)` of a source, or the address alone where the text says the same. */
function readLink(text: Run[], href: string, marks: Marks): Run[] {
	const plain = getPlainText(text).trim();
	if (plain === '' || withoutProtocol(plain) === withoutProtocol(href)) {
		const address = /^(?:mailto|tel):/i.test(href) && plain !== '' ? plain : href;
		return [{ text: address, marks }];
	}
	if (href === '' || href.startsWith('#')) return text;
	const shown = /^\^?\d+$/.test(plain) ? [{ text: `[${plain}]`, marks }] : text;
	return [...shown, { text: ` (${href.replace(/^(?:mailto|tel):/i, '')})`, marks }];
}

const MARKS: Record<string, Mark> = { strong: '*', em: '_', del: '~' };

function writeInline(tokens: readonly Token[], writer: RunWriter): void {
	for (const token of tokens) {
		const add = (text: string) => writer.add({ text, marks: writer.marks });
		const mark = MARKS[token.type];
		if (mark !== undefined) writer.addMarked(mark, () => writeInline(getTokens(token), writer));
		else if (token.type === 'codespan') {
			writer.addMarked('`', () => add((token as Tokens.Codespan).text));
		} else if (token.type === 'br') add('\n');
		else if (token.type === 'link') {
			const { href, autolink, text } = token as Tokens.Link;
			if (autolink) writer.addLink(href, () => add(text));
			else writer.addLink(readEntities(href), () => writeInline(getTokens(token), writer));
		} else if (token.type === 'image') {
			const { text, href } = token as Tokens.Image;
			writer.addLink(readEntities(href), () => add(readEntities(text)));
		} else if (token.type === 'html') {
			if (!writer.addTag(token.raw)) add(token.raw);
		} else if (token.type === 'escape') add((token as Tokens.Escape).text);
		else if (token.type !== 'checkbox') {
			if (getTokens(token).length > 0) writeInline(getTokens(token), writer);
			else add(readEntities(token.raw));
		}
	}
}

function readInline(tokens: readonly Token[], marks: Marks, { isClosed }: Reading): Run[] {
	const writer = new RunWriter(marks, isClosed, readLink);
	writeInline(tokens, writer);
	return writer.end();
}

const plainRun = (text: string): Run => ({ text, marks: [] });

function readTable({ header, rows }: Tokens.Table, reading: Reading): Block[] {
	const titles = header.map(({ tokens }) => trimRuns(readInline(tokens, [], reading)));
	const lines = rows.length > 0 ? rows : [header];
	return lines.map((cells, at): Block => {
		const filled = cells.flatMap(({ tokens }, column) => {
			const cell = trimRuns(readInline(tokens, [], reading));
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

function readItem(
	list: Tokens.List,
	item: Tokens.ListItem,
	at: number,
	indent: string,
	reading: Reading,
): Block[] {
	const sign = readSign(list, item, at);
	const box = item.task ? (item.checked ? '☑ ' : '☐ ') : '';
	const blocks = readBlocks(item.tokens, reading, `${indent}${NESTED}`);
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

function readList(list: Tokens.List, indent: string, reading: Reading): Block[] {
	const blocks = list.items.flatMap((item, at) => readItem(list, item, at, indent, reading));
	return blocks.map((block, at) => (at === 0 ? { ...block, gap: '\n\n' } : block));
}

const quoted = (block: Block): Block => ({ ...block, prefix: '> ' });

const PREFORMATTED = /<pre\b[^>]*>(?:\s*<code\b[^>]*>)?([^]*?)(?:<\/code>\s*)?<\/pre>/gi;

/** A block of tags. Markdown inside is read too, since models mix both. */
function readHtml(raw: string, reading: Reading): Run[] {
	// Every second part is what stands in `<pre>`.
	return raw.split(PREFORMATTED).flatMap((part, at): Run[] => {
		if (at % 2 === 1)
			return [plainRun('\n'), { text: readEntities(part), marks: ['```'] }, plainRun('\n')];
		const lines = part.replace(/[^\S\n]*\n\s*/g, '\n');
		return readInline(reading.lexInline(lines), [], reading);
	});
}

function readBlock(token: Token, reading: Reading, indent: string): Block[] {
	const paragraph = (runs: Run[]): Block[] => {
		const merged = trimRuns(runs);
		return merged.length > 0 ? [{ runs: [plainRun(indent), ...merged], gap: '\n\n' }] : [];
	};
	switch (token.type) {
		case 'space':
			return [];
		case 'def': {
			const { raw, href } = token as Tokens.Def;
			// `[Ada]: yes` has the form of an address for links further on, and is none.
			const isShown = !ADDRESS.test(href) || !reading.isUsed(href);
			return isShown ? paragraph([plainRun(raw.trim())]) : [];
		}
		case 'heading':
			return paragraph(readInline(getTokens(token), ['*'], reading));
		case 'code':
			return paragraph([{ text: (token as Tokens.Code).text, marks: ['```'] }]);
		case 'blockquote':
			return readBlocks(getTokens(token), reading).map(quoted);
		case 'list':
			return readList(token as Tokens.List, indent, reading);
		case 'table':
			return readTable(token as Tokens.Table, reading);
		case 'hr':
			return paragraph([plainRun('———')]);
		case 'html':
			return paragraph(readHtml(token.raw, reading));
		default: {
			const inner = getTokens(token);
			return paragraph(readInline(inner.length > 0 ? inner : [token], [], reading));
		}
	}
}

function readBlocks(tokens: readonly Token[], reading: Reading, indent = ''): Block[] {
	return tokens.flatMap((token, at) => {
		const blocks = readBlock(token, reading, indent);
		const isNextDefinition = token.type === 'def' && tokens[at - 1]?.type === 'def';
		return isNextDefinition ? blocks.map((block): Block => ({ ...block, gap: '\n' })) : blocks;
	});
}

/**
 * Reads Markdown (CommonMark with GitHub's tables, strikethrough and task lists) as language models write it, and the
 * tags of HTML that they mix in. Headings become bold lines, links `text (address)`, and each row of a table a line
 * with its column titles. Takes time in proportion to the text.
 *
 * @throws RangeError when lists or quotes stand inside each other thousands of times
 */
export function readMarkdown(markdown: string): Block[] {
	const { tokens, ...lexed } = lexMarkdown(markdown);
	return readBlocks(tokens, { ...lexed, isClosed: findClosedTags(markdown) });
}
