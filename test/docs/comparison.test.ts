import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { withMeasured } from '../../bench/peers-page';
import { BUSINESS_EVENTS } from '../../nodes/services/meta/events/catalogue';
import { EVENTS } from '../../nodes/services/wati/events';

const DOCS = join(__dirname, '../../docs');
const page = readFileSync(join(DOCS, 'comparison.md'), 'utf8');
const [compared = '', read = ''] = page.split('\n## Where it was read\n');

const MARK = /\b[HCWPB]\d+\b/g;

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
	const rows = compared.split('\n').filter((line) => /^\| .* \| (yes|\d+ of WATI)/.test(line));
	expect(rows.length).toBeGreaterThan(30);
	expect(rows.filter((row) => !/\]\((\.\.\/test\/|[\w-]+\.md)/.test(row.split('|')[2]!))).toEqual(
		[],
	);
});

test('the events of this package are counted', () => {
	const [, counts] = /\| (\d+ of WATI, \d+ of Meta):/.exec(page) ?? [];
	expect(counts).toBe(`${EVENTS.length} of WATI, ${BUSINESS_EVENTS.length} of Meta`);
});

test('every mark is explained, and every explanation is used', () => {
	const explained = [...read.matchAll(/^\| ([HCWPB]\d+) \|/gm)].map(([, mark]) => mark);
	const used = new Set(compared.match(MARK));
	expect([...used].sort()).toEqual([...explained].sort());
});

test('what is not measured about another product has a mark', () => {
	const rows = compared
		.split('\n')
		.filter((line) => line.startsWith('| ') && line.split('|').length === 9)
		.filter((line) => !/^\| (Feature|---)/.test(line));
	const bare = rows.flatMap((row) =>
		row
			.split('|')
			.slice(3, 8)
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
