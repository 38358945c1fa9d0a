import fc from 'fast-check';

import { readMarkdown } from '../../../../nodes/shared/formatting/read-markdown';
import { readMarks } from '../../../../nodes/shared/formatting/read-marks';
import { splitText } from '../../../../nodes/shared/formatting/split-text';
import type { Block, Run } from '../../../../nodes/shared/formatting/styled-text';

const split = (markdown: string, limit: number) => splitText(readMarkdown(markdown), limit);

/** The text as people see it, without what stands between words. */
const toSigns = (blocks: readonly Block[]) =>
	blocks
		.flatMap(({ runs }) => runs)
		.map(({ text }: Run) => text)
		.join('')
		.replace(/\s/g, '');

const PLAIN = [
	'Hello',
	'Ada,',
	'order',
	'4711',
	'naïve',
	'مرحبا',
	'नमस्ते',
	'日本語です',
	'👩‍👩‍👧‍👦',
	'🇩🇪',
	'€',
];
const WITH_SIGNS = [
	'a_b_c',
	'2*3',
	'https://x.example/a_b?c=1',
	'Supercalifragilisticexpialidocious',
];
const limits = fc.integer({ min: 50, max: 400 });

/** Answers as models write them, of these words. */
function answersOf(words: string[]) {
	const joined = (one: fc.Arbitrary<string>, most: number, by: string) =>
		fc.array(one, { minLength: 1, maxLength: most }).map((list) => list.join(by));
	const phrase = joined(fc.constantFrom(...words), 12, ' ');
	const sentence = fc
		.tuple(
			phrase,
			fc.constantFrom('', '**', '*', '_', '~~', '***'),
			phrase,
			fc.constantFrom('.', '!', ''),
		)
		.map(([before, mark, marked, end]) => `${before} ${mark}${marked}${mark} ${end}`);
	const paragraph = fc.oneof(
		joined(sentence, 6, ' '),
		joined(
			sentence.map((one) => `- ${one}`),
			4,
			'\n',
		),
		joined(
			phrase.map((one) => `> ${one}`),
			3,
			'\n',
		),
		phrase.map((text) => `# ${text}`),
		phrase.map((text) => `\`\`\`\n${text}\n${text}\n\`\`\``),
		fc.tuple(phrase, phrase).map(([one, other]) => `| ${one} | B |\n|---|---|\n| ${other} | 2 |`),
	);
	return joined(paragraph, 8, '\n\n');
}

const answer = answersOf([...PLAIN, ...WITH_SIGNS]);
const plainAnswer = answersOf(PLAIN);

it('keeps every part within the limit, loses no text and breaks no sign that people see as one', () => {
	const strip = (texts: string[]) =>
		texts
			.join('\n')
			.replace(/^> /gm, '')
			.replace(/[*_~`\s]/g, '');
	fc.assert(
		fc.property(answer, limits, (markdown, limit) => {
			const parts = split(markdown, limit);
			return (
				parts.every((part) => part.length <= limit && !/^(?:\u200d|\ufe0f|\p{M})/u.test(part)) &&
				strip(parts) === strip(split(markdown, Infinity))
			);
		}),
		{ numRuns: 200 },
	);
});

it('writes each mark so that it is read as one', () => {
	const unquoted = (part: string) => part.replace(/^> /gm, '');
	fc.assert(
		fc.property(plainAnswer, limits, (markdown, limit) => {
			const read = split(markdown, limit).map((part) => toSigns(readMarks(unquoted(part))));
			return read.join('') === toSigns(readMarkdown(markdown));
		}),
		{ numRuns: 200 },
	);
});

it('leaves a text with its own marks as it is, where nothing is cut', () => {
	const own = 'Hi *bold* and _it *both* x_ ```mono\nline``` `c` 5*3*2\n\n> q *a*\n- one';
	expect(splitText(readMarks(own), 4_096)).toEqual([own]);
});

it('keeps a code block with its fences on lines of their own in monospace', () => {
	const block = `Run this:\n\`\`\`\n${'npm run build\n'.repeat(8)}\`\`\`\nThen *restart*.`;
	const parts = splitText(readMarks(block), 60);
	expect(parts.length).toBeGreaterThan(2);
	for (const part of parts) expect(part.split('```').length % 2).toBe(1);
	expect(parts.join('').match(/npm run build/g)).toHaveLength(8);
});

it.each([
	[
		'between paragraphs',
		'One two three.\n\nFour five six.',
		20,
		['One two three.', 'Four five six.'],
	],
	['between lines', 'One two three\nfour five six', 20, ['One two three', 'four five six']],
	['between sentences', 'One two three. Four five six.', 20, ['One two three.', 'Four five six.']],
	['between words', 'One two three four five', 14, ['One two three', 'four five']],
	['inside a word that is too long', 'x'.repeat(25), 10, ['x'.repeat(10), 'x'.repeat(10), 'xxxxx']],
	['but not inside an emoji', '👩‍👩‍👧‍👦'.repeat(3), 25, ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
	[
		'closing a mark and opening it again',
		'**One two three. Four five six.**',
		20,
		['*One two three.*', '*Four five six.*'],
	],
	[
		'with the sign of a quote before each part',
		'> One two three. Four five six.',
		20,
		['> One two three.', '> Four five six.'],
	],
	[
		'at the last place before a first sentence that is too short',
		'Hi. One two three four five',
		14,
		['Hi. One two', 'three four', 'five'],
	],
])('cuts %s', (_where, markdown, limit, parts) => {
	expect(split(markdown, limit)).toEqual(parts);
});
