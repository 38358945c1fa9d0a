import fc from 'fast-check';

import { checkAnswer } from '../../nodes/shared/waiting/question/answer-rule';
import { readLocation } from '../../nodes/services/wati/message-parts';
import { parsePattern } from '../../nodes/shared/parameters/text-pattern/pattern-field';
import { PatternRefused } from '../../nodes/shared/parameters/text-pattern/pattern-tree';
import { TextPattern } from '../../nodes/shared/parameters/text-pattern/text-pattern';

const RUNS = 2_000;

/** The longest text that WhatsApp lets people write. */
const LONGEST = 65_536;

const atom = fc.constantFrom(
	...['a', 'b', 'A', '1', ' ', '.', '\\d', '\\w', '\\W', '\\s', '\\S', '\\.', '\\x61', '\\u0062'],
	...['[ab]', '[^a]', '[a-c1]', '[\\d_]', '[\\]]', '[^]', '[]', '\\n', 'é', '^', '$', '\\b', '\\B'],
);
const quantifier = fc.constantFrom(
	'',
	'',
	'',
	'*',
	'+',
	'?',
	'*?',
	'{2}',
	'{1,}',
	'{0,2}',
	'{1,3}?',
);
const EDGES = ['^', '$', '\\b', '\\B'];

const { pattern } = fc.letrec<{ pattern: string; sequence: string; term: string }>((tie) => ({
	term: fc.oneof(
		{ maxDepth: 2 },
		fc.tuple(atom, quantifier).map(([one, times]) => (EDGES.includes(one) ? one : one + times)),
		fc
			.tuple(fc.constantFrom('(', '(?:', '(?<name>'), tie('pattern'), quantifier)
			.map(([open, inside, times]) => `${open.replace('name', 'n')}${inside})${times}`),
	),
	sequence: fc.array(tie('term'), { maxLength: 3 }).map((terms) => terms.join('')),
	pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 2 }).map((all) => all.join('|')),
}));
const flags = fc.constantFrom('', 'i', 'm', 's', 'u', 'iu', 'ims');
const text = fc.string({ unit: fc.constantFrom(...'aAbB1 _.\n\ré😀-]'), maxLength: 12 });

/** JavaScript's own, where it takes the pattern. Names must not occur twice. */
function ownOf(source: string, given: string): RegExp | undefined {
	try {
		return new RegExp(source, given);
	} catch {
		return undefined;
	}
}

test(`${RUNS} generated patterns match what JavaScript's own match`, () => {
	let matched = 0;
	fc.assert(
		fc.property(
			pattern,
			flags,
			fc.array(text, { minLength: 3, maxLength: 6 }),
			(one, given, all) => {
				const own = ownOf(one, given);
				if (!own) return;
				const ours = new TextPattern(one, given);
				const expected = all.map((written) => own.test(written));
				const found = all.map((written) => ours.test(written));
				expect({ one, given, all, found }).toEqual({ one, given, all, found: expected });
				matched += expected.filter(Boolean).length;
			},
		),
		{ numRuns: RUNS, seed: 20_261_121 },
	);
	expect(matched).toBeGreaterThan(RUNS / 2);
});

describe('a text that keeps a going-back search busy for years', () => {
	const endless = `${'a'.repeat(LONGEST - 1)}!`;

	test.each([
		'(a+)+$',
		'^(a|a)*$',
		'(a*)*b',
		'.*.*.*.*b$',
		'(\\w+\\s?)+$',
		'^(([a-z])+.)+[A-Z]([a-z])+$',
	])('is held against %s at once', (source) => {
		expect(new TextPattern(source, '').test(endless)).toBe(false);
	});

	test('is no answer to a question either', () => {
		const rule = { kind: 'pattern', pattern: parsePattern('(a+)+$')! } as const;
		expect(checkAnswer(rule, endless)).toBeUndefined();
		expect(checkAnswer(rule, 'aaa')).toEqual({ value: 'aaa' });
	});
});

test('marks and spaces without end are no answer, and take no time', () => {
	const choices = Array.from({ length: 10 }, (_, place) => `Choice ${place}`);
	const dots = `x${'.'.repeat(LONGEST)}x`;
	expect(checkAnswer({ kind: 'choices', choices }, dots)).toBeUndefined();
	expect(checkAnswer({ kind: 'email' }, `a@${'.'.repeat(LONGEST)} `)).toBeUndefined();
	expect(checkAnswer({ kind: 'choices', choices }, ` "Choice  3!" `)).toEqual({
		value: 'Choice 3',
	});
});

test('a text of many links is looked through for a map once', () => {
	const links = 'http://'.repeat(LONGEST / 7);
	expect(readLocation({ text: links }, 'location')).toBeNull();
	expect(readLocation({ text: `See ${links}maps/@1.5,2.5 there` }, 'location')).toMatchObject({
		latitude: 1.5,
		longitude: 2.5,
	});
});

test.each([
	['(?=a)', 'looks around'],
	['(?<!a)b', 'looks around'],
	['(a)\\1', 'looks around'],
	['(?<n>a)\\k<n>', 'looks around'],
	['(a{30}){40}', 'repeats so much'],
	['a'.repeat(1_001), 'more than 1000 characters'],
])('%s is refused with the reason', (source, reason) => {
	const read = () => parsePattern(source);
	expect(read).toThrow(PatternRefused);
	expect(read).toThrow(reason);
});

test('what is no regular expression is told apart, and one that was read is kept', () => {
	expect(() => parsePattern('(')).toThrow(SyntaxError);
	expect(parsePattern('/^Order \\d+$/')?.test('order 7')).toBe(false);
	expect(parsePattern('^Order \\d+$')?.test('order 7')).toBe(true);
	expect(parsePattern('^Order \\d+$')).toBe(parsePattern(' ^Order \\d+$ '));
	expect(parsePattern('')).toBeNull();
});
