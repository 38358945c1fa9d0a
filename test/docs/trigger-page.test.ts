import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	HOURS_REMEMBERED,
	MOST_STORED,
	MOST_REMEMBERED,
} from '../../nodes/shared/webhooks/memory/duplicates';
import { EVENTS } from '../../nodes/services/wati/events';

const ROOT = join(__dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/trigger.md'), 'utf8');

test('the page has every event with its names', () => {
	const rows = EVENTS.map(({ label, value, kind, subscribe, also }) => {
		const names = [...subscribe, ...also].map((name) => `\`${name}\``).join(', ');
		return `| ${label} | \`${value}\` | ${kind} | ${names} |`;
	});
	expect(page).toContain(`| --- | --- | --- | --- |\n${rows.join('\n')}\n\n*Any*`);
});

test('the page has every field of the item, and no other', () => {
	const schema = JSON.parse(
		readFileSync(join(ROOT, 'nodes/WatiTrigger/__schema__/v2.0.0/output.json'), 'utf8'),
	) as { properties: object };
	const [, table = ''] = page.split('| Field | Content |');
	const [rows = ''] = table.split('\n\n');
	const named = rows
		.split('\n')
		.flatMap((row) => row.split('|')[1]?.match(/(?<=`)\w+(?=`)/g) ?? []);
	expect(named.sort()).toEqual(Object.keys(schema.properties).sort());
});

test('the page says how much is remembered', () => {
	expect(page).toContain(
		`| in the process | ${MOST_REMEMBERED.toLocaleString('en')} per trigger | ${HOURS_REMEMBERED} hours |`,
	);
	expect(page).toContain(
		`| the newest ${MOST_STORED.toLocaleString('en')} per trigger | ${HOURS_REMEMBERED} hours |`,
	);
});
