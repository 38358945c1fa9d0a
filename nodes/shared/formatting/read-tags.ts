import { readEntities } from './html-entities';
import { getPlainText, mergeRuns, type Mark, type Marks, type Run } from './styled-text';

/** A tag of HTML as it stands in the text. */
interface Tag {
	name: string;
	isEnd: boolean;
	attributes: Record<string, string>;
}

interface OpenTag extends Tag {
	/** Count of the runs before it. */
	start: number;
	marks: Marks;
	/** Items so far, of a list; cells so far, of a row. */
	count: number;
}

const TAG =
	/^<(\/?)([a-z][a-z\d]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))*)\s*\/?>$/i;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/g;
const COMMENT = /^<!--[^]*-->$/;

const inWords = (words: string) => new Set(words.split(' '));

/** Tags that models write where Markdown has no sign of its own, or beside it. */
const MARKED: ReadonlyArray<[Mark, Set<string>]> = [
	['*', inWords('b strong th dt summary h1 h2 h3 h4 h5 h6')],
	['_', inWords('i em cite')],
	['~', inWords('s del strike')],
	['`', inWords('code kbd samp tt')],
];
const PARAGRAPHS = inWords(
	'p div section article header footer h1 h2 h3 h4 h5 h6 table blockquote details dl pre center',
);
const LINES = inWords('tr dt dd summary figure figcaption caption address');
const CELLS = inWords('td th');
const LISTS = inWords('ul ol');
const UNSHOWN = inWords(
	'span u ins mark small big font abbr thead tbody tfoot colgroup col q wbr html body',
);
const ALONE = inWords('br hr img');
const REWRITTEN = inWords('a sub sup');

/** Tags that people and models leave open. */
const OFTEN_OPEN = inWords('p li td th tr dt dd col wbr');

const KNOWN = new Set(
	[...MARKED.map(([, names]) => names), PARAGRAPHS, LINES, CELLS, LISTS, UNSHOWN, ALONE, REWRITTEN]
		.flatMap((names) => [...names])
		.concat('li'),
);

/** Tags inside each other beyond this open nothing. */
const DEEPEST = 50;

const RAISED = pairChars('0123456789+-n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ');
const LOWERED = pairChars('0123456789+-', '₀₁₂₃₄₅₆₇₈₉₊₋');

const NESTED = '   ';

function pairChars(plain: string, shown: string): ReadonlyMap<string, string> {
	const signs = [...shown];
	return new Map([...plain].map((char, at) => [char, signs[at] ?? char]));
}

function readTag(raw: string): Tag | undefined {
	const [, slash, name = '', rest = ''] = TAG.exec(raw.trim()) ?? [];
	if (!KNOWN.has(name.toLowerCase())) return undefined;
	const attributes = [...rest.matchAll(ATTRIBUTE)].map(([, key = '', ...values]) => [
		key.toLowerCase(),
		readEntities(values.find((value) => value !== undefined) ?? ''),
	]);
	return {
		name: name.toLowerCase(),
		isEnd: slash === '/',
		attributes: Object.fromEntries(attributes) as Record<string, string>,
	};
}

/** `m<sup>2</sup>` is m², and `5<sup>th</sup>` is 5th. */
function readRaised(name: string, text: string): string {
	const signs = name === 'sup' ? RAISED : LOWERED;
	const chars = [...text];
	if (chars.every((char) => signs.has(char))) return chars.map((char) => signs.get(char)).join('');
	return name === 'sup' && /^[\p{L}\d+-]*\d[\p{L}\d+-]*$/u.test(text) ? `^(${text})` : text;
}

/** Whether a tag of this name is closed anywhere in the text; `a<b>c` compares, and is no tag. */
export type IsClosed = (name: string) => boolean;

/** @returns what tells of each name whether the text closes a tag of it */
export function findClosedTags(markdown: string): IsClosed {
	const names = new Set(
		[...markdown.matchAll(/<\/([a-z][a-z\d]*)\s*>/gi)].map(([, name = '']) => name.toLowerCase()),
	);
	return (name) => names.has(name);
}

/** How a link is shown, by its text, its address and the marks around it. */
export type WriteLink = (text: Run[], href: string, marks: Marks) => Run[];

/** Collects the runs of a paragraph while signs and tags open and close marks, lines and links. */
export class RunWriter {
	private readonly runs: Run[] = [];
	private readonly open: OpenTag[] = [];
	private isAfterBreak = false;

	constructor(
		public marks: Marks,
		private readonly isClosed: IsClosed,
		private readonly writeLink: WriteLink,
	) {}

	/** Lets `write` add what a further mark is around. */
	addMarked(mark: Mark, write: () => void): void {
		const { marks } = this;
		this.addMark(mark);
		write();
		this.marks = marks;
	}

	/** Lets `write` add the text of a link. */
	addLink(href: string, write: () => void): void {
		const start = this.runs.length;
		write();
		this.add(...this.writeLink(this.runs.splice(start), href, this.marks));
	}

	private addMark(mark: Mark): void {
		if (!this.marks.includes(mark)) this.marks = [...this.marks, mark];
	}

	add(...runs: Run[]): void {
		for (const { text, marks } of runs) {
			const own = this.isAfterBreak ? text.trimStart() : text;
			if (own === '') continue;
			this.isAfterBreak = false;
			this.runs.push({ text: own, marks });
		}
	}

	/** Ends the line, or the paragraph with two; once, however many tags ask for it. */
	private breakLine(count: number): void {
		let breaks = 0;
		for (let last = this.runs.at(-1); last; last = this.runs.at(-1)) {
			const text = last.text.trimEnd();
			breaks += last.text.slice(text.length).split('\n').length - 1;
			if (text !== '') {
				last.text = text;
				break;
			}
			this.runs.pop();
		}
		if (this.runs.length > 0)
			this.runs.push(toPlain('\n'.repeat(Math.max(count, Math.min(breaks, 2)))));
		this.isAfterBreak = true;
	}

	private findOpen(names: ReadonlySet<string>): OpenTag | undefined {
		return [...this.open].reverse().find(({ name }) => names.has(name));
	}

	private startItem(): void {
		this.breakLine(1);
		const list = this.findOpen(LISTS);
		const depth = this.open.filter(({ name }) => LISTS.has(name)).length;
		if (list) list.count += 1;
		const sign = list?.name === 'ol' ? `${list.count}.` : '-';
		this.runs.push(toPlain(`${NESTED.repeat(Math.max(0, depth - 1))}${sign} `));
	}

	private startCell(): void {
		const row = this.findOpen(inWords('tr'));
		if (row && row.count > 0) this.add(toPlain(' · '));
		if (row) row.count += 1;
	}

	private startTag(tag: Tag): void {
		const { name, attributes } = tag;
		if (OFTEN_OPEN.has(name) && this.open.at(-1)?.name === name) this.endTag(tag);
		if (name === 'li') this.startItem();
		else if (CELLS.has(name)) this.startCell();
		else this.breakAround(name);
		if (name === 'img') {
			this.addLink(attributes.src ?? '', () =>
				this.add({ text: attributes.alt ?? '', marks: this.marks }),
			);
		}
		if (name === 'hr') this.add(toPlain('———'));
		if (name === 'hr') this.breakLine(2);
		if (ALONE.has(name) || this.open.length >= DEEPEST) return;
		this.open.push({ ...tag, start: this.runs.length, marks: this.marks, count: 0 });
		const mark = MARKED.find(([, names]) => names.has(name))?.[0];
		if (mark) this.addMark(mark);
	}

	private endTag({ name }: Tag): void {
		const at = this.open.map((tag) => tag.name).lastIndexOf(name);
		const tag = this.open[at];
		if (tag) {
			this.open.length = at;
			this.marks = tag.marks;
			if (REWRITTEN.has(name)) this.rewrite(tag);
		}
		this.breakAround(name);
	}

	private rewrite({ name, start, attributes, marks }: OpenTag): void {
		const runs = mergeRuns(this.runs.splice(start));
		if (name === 'a') this.add(...this.writeLink(runs, attributes.href ?? '', marks));
		else this.add({ text: readRaised(name, getPlainText(runs)), marks });
	}

	private breakAround(name: string): void {
		const isInList = this.open.some((tag) => LISTS.has(tag.name));
		if (LISTS.has(name)) this.breakLine(isInList ? 1 : 2);
		else if (name === 'hr' || (PARAGRAPHS.has(name) && !isInList)) this.breakLine(2);
		else if (PARAGRAPHS.has(name) && !this.isAfterSign()) this.breakLine(1);
		else if (LINES.has(name) || name === 'br') this.breakLine(1);
	}

	/** `<li><p>` has its text beside the sign of the item. */
	private isAfterSign(): boolean {
		return /^\s*(?:-|\d+\.) $/.test(this.runs.at(-1)?.text ?? '');
	}

	/** @returns false where the text is no tag that means something here, and is to be shown */
	addTag(raw: string): boolean {
		if (COMMENT.test(raw.trim())) return true;
		const tag = readTag(raw);
		const { name = '' } = tag ?? {};
		const isWhole = ALONE.has(name) || OFTEN_OPEN.has(name) || this.isClosed(name);
		if (!tag || !isWhole) return false;
		if (tag.isEnd) this.endTag(tag);
		else this.startTag(tag);
		return true;
	}

	/** @returns all runs so far */
	end(): Run[] {
		return mergeRuns(this.runs);
	}
}

const toPlain = (text: string): Run => ({ text, marks: [] });
