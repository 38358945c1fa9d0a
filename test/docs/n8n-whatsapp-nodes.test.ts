import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import recorded from './n8n-whatsapp-fields.json';
import labels from './n8n-whatsapp-labels.json';

const ROOT = join(__dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/n8n-whatsapp-nodes.md'), 'utf8');
const installed = join(ROOT, 'playground/node_modules/n8n-nodes-base/dist/nodes/WhatsApp');

interface Group {
	name: string;
	values?: INodeProperties[];
}

/** What shows a field: its operation or resource, with the kind of message or of answer. */
function readScope({ displayOptions }: INodeProperties): string {
	const show = (displayOptions?.show ?? {}) as Record<string, string[]>;
	const { operation = [], messageType = [], responseType = [], resource = [] } = show;
	const kinds = messageType.length > 1 ? ['media'] : messageType;
	const words = [...(operation.length > 0 ? operation : resource), ...kinds, ...responseType];
	return words.join(' ') || 'node';
}

/** The fields of a node, each by what shows it and by its parameter, and what people see of them. */
function readFields({ properties }: Pick<INodeTypeDescription, 'properties'>) {
	const lines = new Set<string>();
	const shown = new Set<string>();
	const walk = (list: Array<INodeProperties | Group>, path: string[], scope?: string) => {
		for (const one of list) {
			if ('values' in one) {
				walk(one.values ?? [], [...path, one.name], scope);
				continue;
			}
			const field = one as INodeProperties;
			if (field.type === 'notice') continue;
			const own = scope ?? readScope(field);
			lines.add(`${own}: ${[...path, field.name].join('.')}`);
			if (field.type !== 'hidden') shown.add(field.displayName);
			if (!['collection', 'fixedCollection'].includes(field.type)) continue;
			walk((field.options ?? []) as INodeProperties[], [...path, field.name], own);
		}
	};
	walk(properties, []);
	return { fields: [...lines], shown: [...shown].sort() };
}

test("the page names every field of n8n's nodes once", () => {
	const fields = [...recorded.WhatsApp, ...recorded.WhatsAppTrigger];
	const wrong = fields.filter((field) => page.split(`\`${field}\``).length !== 2);
	expect(wrong).toEqual([]);
	expect(fields.length).toBeGreaterThan(130);
});

test('every row has a counterpart, or says that there is none, and a test that is there', () => {
	const rows = page.split('\n').filter((line) => line.startsWith('| `'));
	const broken = rows.filter((row) => {
		const [, name = '', file = ''] = /\[([^\]]+)\]\(\.\.\/(test\/[^)]+)\)/.exec(row) ?? [];
		if (file === '' || row.split('|')[2]?.trim() === '') return true;
		const text = readFileSync(join(ROOT, file), 'utf8');
		return !text.includes(`'${name}'`);
	});
	expect(broken).toEqual([]);
	expect(rows.length).toBeGreaterThan(35);
});

test("the migration page has every field of n8n's nodes among what was there", () => {
	const migration = readFileSync(join(ROOT, 'docs/migration.md'), 'utf8');
	const [, section = ''] = migration.split("\n## From n8n's own WhatsApp nodes\n");
	const [own = ''] = section.split('\n## ');
	const there = own.split('\n').map((line) => line.split('|')[1] ?? '');
	const known = [...labels.WhatsApp, ...labels.WhatsAppTrigger];
	const missing = known.filter((label) => !there.some((cell) => cell.includes(label)));
	expect(missing).toEqual([]);
	expect(known.length).toBeGreaterThan(80);
});

// n8n itself is in the playground, which `npm run test:e2e` installs.
(existsSync(installed) ? test : test.skip)(
	"the fields are those of the installed n8n's nodes",
	() => {
		const load = createRequire(join(installed, 'WhatsApp.node.js'));
		for (const [name, fields] of Object.entries(recorded)) {
			const classes = load(`./${name}.node.js`) as Record<
				string,
				new () => { description: INodeTypeDescription }
			>;
			const shown = labels[name as keyof typeof labels];
			expect(readFields(new classes[name]!().description)).toEqual({ fields, shown });
		}
	},
);
