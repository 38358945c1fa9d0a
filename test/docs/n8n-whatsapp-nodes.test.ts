import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import recorded from './n8n-whatsapp-fields.json';

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

/** The fields of a node, each by what shows it and by its parameter. */
function readFields({ properties }: Pick<INodeTypeDescription, 'properties'>): string[] {
	const lines = new Set<string>();
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
			if (!['collection', 'fixedCollection'].includes(field.type)) continue;
			walk((field.options ?? []) as INodeProperties[], [...path, field.name], own);
		}
	};
	walk(properties, []);
	return [...lines];
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
			expect(readFields(new classes[name]!().description)).toEqual(fields);
		}
	},
);
