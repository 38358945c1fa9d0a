import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { readMarkdown } from '../../../../nodes/shared/formatting/read-markdown';
import { splitText } from '../../../../nodes/shared/formatting/split-text';

const split = (markdown: string, limit: number) => splitText(readMarkdown(markdown), limit);

const ANSWERS = readFileSync(join(__dirname, '../../../cases/text/markdown.txt'), 'utf8')
	.split(/^%%%% (?=.)/m)
	.slice(1)
	.map((answer): [what: string, markdown: string, text: string] => {
		const [, what = '', markdown = '', text = ''] =
			/^(.*)\n([^]*)\n%%%%\n([^]*)\n$/.exec(answer) ?? [];
		return [what, markdown, text];
	});

it('has enough answers to mean something', () => {
	expect(ANSWERS.length).toBeGreaterThanOrEqual(200);
	expect(ANSWERS.filter(([, markdown, text]) => markdown === '' || text === '')).toEqual([]);
	expect(new Set(ANSWERS.map(([what]) => what)).size).toBe(ANSWERS.length);
});

it.each(ANSWERS)('%s', (_what, markdown, text) => {
	expect(split(markdown, 4_096)).toEqual([text]);
});

const toWords = (text: string) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

it.each(ANSWERS)('%s: in parts of 50 characters, without a lost word', (_what, markdown, text) => {
	const parts = split(markdown, 50);
	expect(parts.filter((part) => part.length > 50)).toEqual([]);
	expect(toWords(parts.join('')).join('')).toBe(toWords(text).join(''));
});

const PIECES = [
	...['*', '**', '***', '_', '__', '~', '~~', '(', ')', '/', '.', ',', '=', '"', '+', ' ', '  '],
	...[
		'2',
		'3',
		'a',
		'b',
		'Ada',
		'é',
		'د',
		'कि',
		'价',
		'👍🏽',
		'\n',
		'\n\n',
		'- ',
		'> ',
		'# ',
		'&amp;',
		'&euro;',
	],
];

it('loses no letter, digit or sum of any text', () => {
	const toLetters = (text: string) => toWords(text.replace(/&(?:amp|euro);/g, '')).join('');
	const countSums = (text: string) => text.match(/(?<=\d)\*(?=\d)/g)?.length ?? 0;
	fc.assert(
		fc.property(
			fc
				.array(fc.constantFrom(...PIECES), { maxLength: 60 })
				.map((pieces) => pieces.join('').replace(/~{3,}/g, '~~')),
			(markdown) => {
				const text = split(markdown, 4_096).join('\n\n');
				return (
					toLetters(text) === toLetters(markdown) &&
					countSums(text) >= countSums(markdown) &&
					(text.includes('```') || !/&(?:amp|euro);/.test(text))
				);
			},
		),
		{ numRuns: 1_000 },
	);
});

it('loses no cell of any row, whatever its header says', () => {
	const row = fc.array(fc.constantFrom('a', '2*3', 'b c', '`x`', '**d**', 'é'), {
		minLength: 1,
		maxLength: 6,
	});
	const toRow = (cells: string[]) => `| ${cells.join(' | ')} |`;
	fc.assert(
		fc.property(row, fc.array(row, { minLength: 1, maxLength: 4 }), (header, rows) => {
			const delimiters = toRow(header.map(() => '---'));
			const text = split([toRow(header), delimiters, ...rows.map(toRow)].join('\n'), 4_096).join(
				'',
			);
			const lines = text.split('\n');
			return rows.every((cells, at) => {
				const shown = toWords(lines[at] ?? '').length;
				const titles = toWords(header.slice(0, cells.length).join(' ')).length;
				return shown === titles + toWords(cells.join(' ')).length;
			});
		}),
		{ numRuns: 300 },
	);
});

it('makes an item of each <li>', () => {
	const list = fc.array(fc.constantFrom('a', '**b**', '2*3', '<b>c</b>', '&euro;'), {
		minLength: 1,
		maxLength: 8,
	});
	fc.assert(
		fc.property(list, fc.constantFrom('', '\n', '\n  '), (items, between) => {
			const html = `<ul>${between}${items.map((item) => `<li>${item}</li>${between}`).join('')}</ul>`;
			return split(html, 4_096).join('').match(/^- \S/gm)?.length === items.length;
		}),
	);
});
