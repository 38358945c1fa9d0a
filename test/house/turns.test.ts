import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { findTexts } from './code-words';

const REPOSITORY = resolve(__dirname, '../..');

/** Turns that a native technical editor does not write, each with words to write instead. */
const TURNS: ReadonlyArray<[RegExp, string]> = [
	[/\bbut for\b/i, 'except, without'],
	[/\b(so many|how-many|how-manieth)\b/i, 'this many'],
	[/\bstand-?ins?\b/i, 'simulator, replacement'],
	[/\bparted\b/i, 'split'],
	[/\bshall\b/i, 'must, does'],
	[/\banew\b/i, 'again, from the beginning'],
	[/\bsurely\b/i, 'certainly'],
	[/\bgenuine\b/i, 'verified'],
	[/\bwhoever\b/i, 'anyone'],
	[/\ball the same\b/i, 'still'],
	[/\b(comes? of|became of|becomes of)\b/i, 'result, status'],
	[/\b(holds?|held)\b/i, 'contains, applies to, tested by'],
	[/\bgo(es)? on\b/i, 'continue, keep'],
	[/\btold\b|\btells? (of|what|which|why|when|that|apart)\b/i, 'report, say, explain'],
	[/\b(and|or) else\b|, else\b/i, 'otherwise'],
	[/\bby (itself|themselves)\b/i, 'automatically'],
	[/\b(is|are) not there\b|\bone that is none\b/i, 'does not exist, is missing'],
	[/\b(put|puts|gives?|gave) out\b/i, 'return'],
	[/\bin place of\b/i, 'instead of'],
	[/\bof (its|their) own(?! \w)/i, 'separate, its own …'],
	[/\bstands? (in|for|at|above|below|beside)\b/i, 'is in, means'],
	[/\b(beside|besides)\b/i, 'next to, also'],
	[/\bmay stay empty\b/i, 'Leave empty if …'],
	[/\bat a tap\b/i, 'on a button tap'],
	[/\bheader with the secret\b/i, 'secret header'],
	[/\bon another event\b/i, 'on other events'],
	[/\bwebhooks of Meta\b/i, 'events from Meta'],
	[/\bmeanwhile\b/i, 'in the meantime'],
	[/\b(does|do) no harm\b/i, 'is safe to repeat'],
	[/\bdid not tell\b|\bdoes not tell\b/i, 'did not return, does not show'],
	[/\bheard? of it\b/i, 'noticed it'],
	[/\b(left|leaves?) out so far\b/i, 'ignored'],
	[/\bhave (it|them) changed\b/i, 'change it'],
	[/\bin any case\b/i, 'always, in upper or lower case'],
	[/\b(want|wants) (a|an|the) (token|address|ID)\b/i, 'requires'],
	[/\bas (many|much) .{1,20} as it may\b/i, 'has reached its limit of'],
	[/\bgave no (address|answer)\b/i, 'returned no'],
	[/\bby (its|their) (API|rules)\b/i, 'through its API'],
	[/\bstand(s|ing)? together\b/i, 'are next to each other'],
	[/\bhand(s|ed)? it to Meta\b/i, 'submit it to Meta'],
	[/\b(takes?|wants?) no (?!more|other|calls)\w|\b(does|do) not take\b/i, 'does not accept, cannot have'],
	[/(?<!there )\bis no (?!longer|more|reason|way)\w+/i, 'is not a'],
	[/\b(somebody|anybody|nobody) who\b/i, 'a customer who'],
	[/\bin all(?=[,.]|$)|\b\d+ \w+ in all\b/i, 'in total'],
	[/\bat once more\b|\bonce more\b/i, 'again'],
	[/\b(has|have) to be\b/i, 'must be'],
	[/\bwhen left empty\b/i, 'Leave empty to …'],
	[/(^|[.!] )(What|Who) (?!to )[^.?|:]*\.( |$)/, 'name the thing: "The node …", "Customers who …"'],
];

/** Generated from the texts of the nodes, or from measurements. */
const OTHER_PAGES = ['answers.md', 'errors.md'];

interface Text {
	place: string;
	text: string;
}

const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');

const filesIn = (folder: string) =>
	readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' });

/** The paragraphs and rows of a page, without code, the addresses of links and the names of tests. */
function paragraphsOf(page: string): Text[] {
	const prose = read(page)
		.replace(/^```[^]*?^```/gm, '')
		.replace(/`[^`\n]*`/g, '`')
		.replace(/\[[^\]]*\]\([./]*test\/[^)]*\)/g, '')
		.replace(/\]\([^)]*\)/g, ']');
	return prose
		.split(/\n\s*\n|\n(?=[|-]|\d+\.)/)
		.map((text) => ({ place: page, text: text.replace(/\s*\n\s*/g, ' ') }));
}

const pages = [
	...['README.md', 'CONTRIBUTING.md', 'SECURITY.md'],
	...readdirSync(join(REPOSITORY, 'docs'))
		.filter((name) => name.endsWith('.md') && !OTHER_PAGES.includes(name))
		.map((name) => join('docs', name)),
].flatMap(paragraphsOf);

/** Texts with at least three words: labels, hints and errors, but no keys. */
const texts = ['nodes', 'credentials'].flatMap((folder) =>
	filesIn(folder)
		.filter((name) => name.endsWith('.ts'))
		.flatMap((name) =>
			findTexts(read(join(folder, name)))
				.filter((text) => /\s\S+\s/.test(text))
				.map((text) => ({ place: join(folder, name), text })),
		),
);

interface Example {
	nodes: Array<{ parameters: { content?: string } }>;
}

const notes = filesIn('examples').flatMap((name) =>
	(JSON.parse(read(join('examples', name))) as Example).nodes.map(({ parameters }) => ({
		place: join('examples', name),
		text: parameters.content ?? '',
	})),
);

function findTurns({ place, text }: Text): string[] {
	return TURNS.flatMap(([turn, better]) => {
		const [found] = turn.exec(text) ?? [];
		return found === undefined ? [] : [`${place}: "${found.trim()}" (better: ${better})`];
	});
}

test.each([
	['pages', pages],
	['forms and errors', texts],
	['notes of the examples', notes],
])('%s are in plain English', (_what, all) => {
	expect(all.length).toBeGreaterThan(50);
	expect(all.flatMap(findTurns)).toEqual([]);
});

test.each([
	['Its outcome holds for all.', 1],
	['What is not wanted is answered with 200.', 1],
	['What to do. Look at the chat, and tell the user.', 0],
	['Each customer has their own chat.', 0],
])('%s', (text, count) => {
	expect(findTurns({ place: 'here', text })).toHaveLength(count);
});
