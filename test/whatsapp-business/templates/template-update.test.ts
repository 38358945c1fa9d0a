import type { INodeParameters } from 'n8n-workflow';

import { shown } from '../../wati/setup';
import { op, useMeta } from '../setup';

const meta = useMeta();

const templateCalled = (name: string) =>
	meta.sandbox.businessAccount().templates.find((one) => one.name === name)!;

const update = async (parameters: INodeParameters) =>
	await meta.run({ parameters: op('template', 'update', parameters) });

test('replaces the parts of one language, which Meta reviews again', async () => {
	const { id } = templateCalled('hello_world');
	const { items, error } = await update({
		templateId: id,
		category: 'UTILITY',
		bodyText: 'Hello {{1}}, how are you today?',
		footerText: 'Example Shop',
	});
	expect(error).toBeUndefined();
	expect(meta.bench.requests.at(-1)).toMatchObject({
		method: 'POST',
		path: expect.stringMatching(new RegExp(`/v26\\.0/${id}$`)),
		body: {
			category: 'UTILITY',
			components: [
				{ type: 'BODY', text: 'Hello {{1}}, how are you today?' },
				{ type: 'FOOTER', text: 'Example Shop' },
			],
		},
	});
	expect(items[0]?.json).toMatchObject({ success: true, id, category: 'UTILITY' });
	expect(templateCalled('hello_world').status).toBe('PENDING');
});

test('of a template in review is refused in words', async () => {
	const template = templateCalled('hello_world');
	template.status = 'PENDING';
	const run = await update({ templateId: template.id, bodyText: 'Hello again' });
	expect(shown(run)).toMatchObject({
		code: 'template-refused',
		message: 'The template cannot be changed in its current state',
	});
});

test('without an ID is refused before the network', async () => {
	const run = await update({ templateId: 'hello_world', bodyText: 'Hello again' });
	expect(shown(run).message).toContain("'Template ID' contains no ID");
	expect(meta.bench.requests).toEqual([]);
});
