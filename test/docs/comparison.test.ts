import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { withMeasured } from '../../bench/pages/peers-page';
import { BUSINESS_EVENTS } from '../../nodes/services/meta/events/catalogue';
import { EVENTS } from '../../nodes/services/wati/events';

const DOCS = join(__dirname, '../../docs');
const page = readFileSync(join(DOCS, 'comparison.md'), 'utf8');
const [compared = '', read = ''] = page.split('\n## Where it was read\n');

const MARK = /\b[HCWPB]\d+\b/g;

/** The rows that compare: a feature, this package for each of its services, and five others. */
const readRows = () =>
	compared
		.split('\n')
		.filter((line) => line.startsWith('| ') && line.split('|').length === 10)
		.filter((line) => !/^\| (Feature|---)/.test(line));

test('every test that is named as a proof is there', () => {
	const proofs = [...page.matchAll(/\[([^\]]+)\]\((\.\.\/test\/[^)]+)\)/g)];
	const missing = proofs.filter(([, name = '', file = '']) => {
		const text = readFileSync(join(DOCS, file), 'utf8');
		return !text.includes(`'${name}'`);
	});
	expect(proofs.length).toBeGreaterThan(30);
	expect(missing.map(([proof]) => proof)).toEqual([]);
});

test('every row about this package has a proof', () => {
	const own = readRows().flatMap((row) => row.split('|').slice(2, 4));
	const claims = own.filter((cell) => /^ (yes|\d)/.test(cell));
	expect(claims.length).toBeGreaterThan(60);
	expect(claims.filter((cell) => !/\]\((\.\.\/test\/|[\w-]+\.md)/.test(cell))).toEqual([]);
});

test('what one of the two services lacks has a reason, or does not arise', () => {
	const own = readRows().flatMap((row) => row.split('|').slice(2, 4));
	expect(own.filter((cell) => !/^ (yes|\d|–|no: \w)/.test(cell))).toEqual([]);
});

test('the events of this package are counted', () => {
	const counts = /\| Events that can be chosen \| (\d+): .* \| (\d+): /.exec(page) ?? [];
	expect(counts.slice(1).map(Number)).toEqual([EVENTS.length, BUSINESS_EVENTS.length]);
});

test('every mark is explained, and every explanation is used', () => {
	const explained = [...read.matchAll(/^\| ([HCWPB]\d+) \|/gm)].map(([, mark]) => mark);
	const used = new Set(compared.match(MARK));
	expect([...used].sort()).toEqual([...explained].sort());
});

test('what is not measured about another product has a mark', () => {
	const rows = readRows();
	const bare = rows.flatMap((row) =>
		row
			.split('|')
			.slice(4, 9)
			.map((cell) => cell.trim())
			.filter((cell) => cell !== '–' && !cell.includes('#measured') && !cell.match(MARK))
			.map((cell) => `${row.split('|')[1]?.trim()}: ${cell}`),
	);
	expect(rows.length).toBeGreaterThan(30);
	expect(bare).toEqual([]);
});

test('the measured part is that of the last results; npm run bench -- --page-only writes it', () => {
	expect(page).toContain('Retry On Fail |');
	expect(page === withMeasured(page)).toBe(true);
});
