import type { INodeParameters } from 'n8n-workflow';

import { listSearch, resourceMapping } from '../harness';
import { op, picked, send, useMeta } from './setup';

const meta = useMeta({ maxPageSize: 100 });

const asks = (parameters: INodeParameters) => meta.asks(parameters);

const form = async (template: string) =>
	await resourceMapping(
		'templateVariables',
		asks(send('sendTemplate', { template: picked(template) })),
	);

test('the picker lists approved templates in each of their languages', async () => {
	const { results } = await listSearch('searchTemplates', asks(send('sendTemplate')));
	expect(results.map(({ name, value }) => [name, value])).toEqual([
		['hello_world (en_US, utility)', 'hello_world|en_US'],
		['order_update (en_US, utility)', 'order_update|en_US'],
		['order_update (de, utility)', 'order_update|de'],
		['invoice_ready (en_US, utility)', 'invoice_ready|en_US'],
		['spring_offer (en_US, marketing)', 'spring_offer|en_US'],
	]);
	expect(
		(await listSearch('searchTemplates', { ...asks(send('sendTemplate')), filter: 'invoice' }))
			.results,
	).toHaveLength(1);
});

test('the picker reads on behind the first page', async () => {
	meta.sandbox.reset({ maxPageSize: 2 });
	const { results } = await listSearch('searchTemplates', asks(send('sendTemplate')));
	expect([results.length, meta.bench.requests.length]).toEqual([5, 3]);
});

test('numbers are picked by number and name', async () => {
	const { results } = await listSearch('searchPhoneNumbers', asks(op('phoneNumber', 'get')));
	expect(results[0]).toEqual({ name: '+1 415-555-0300 (Example Shop)', value: '100200300400601' });
});

test('the account is also read from an address of the WhatsApp Manager', async () => {
	const url = 'https://business.facebook.com/wa/manage/home/?waba_id=100200300400501&x=1';
	const businessAccountId = { __rl: true, mode: 'url', value: url };
	const { items } = await meta.run({
		parameters: op('phoneNumber', 'getAll', { businessAccountId }),
	});
	expect(items).toHaveLength(3);
});

test.each([
	[
		'invoice_ready|en_US',
		[
			['Document (link or ID)', 'Document (link or ID) *', false],
			['Document file name', 'Document file name', true],
			['Body 1', 'Body 1, e.g. Ada *', false],
			['Body 2', 'Body 2, e.g. R-17 *', false],
			['Button 1 link ending', 'Button 1 link ending *', false],
			['Button 2 payload', 'Button 2 payload', true],
		],
	],
	[
		'spring_offer|en_US',
		[
			['Image (link or ID)', 'Image (link or ID) *', false],
			['Body first_name', 'Body first_name *', false],
			['Body discount', 'Body discount *', false],
			['Button 1 payload', 'Button 1 payload', true],
			['Button 2 code', 'Button 2 code *', false],
		],
	],
	[
		'order_update|de',
		[
			['Header 1', 'Header 1, e.g. A-1 *', false],
			['Body 1', 'Body 1, e.g. Ada *', false],
			['Body 2', 'Body 2, e.g. Friday *', false],
		],
	],
	['hello_world|en_US', []],
])('%s becomes a form, which offers what is not needed behind a button', async (template, fields) => {
	const shownFields = (await form(template)).fields;
	expect(shownFields.map(({ id, displayName, removed }) => [id, displayName, removed])).toEqual(
		fields,
	);
});

test.each([
	[
		'invoice_ready|en_US',
		/^<b>\[document\]<\/b><br>Hi \{\{1\}\}, your invoice .*<br>▸ Pay now → https:\/\/shop\.example\.com\/pay\/\{\{1\}\}.*<br><br>Leave all fields empty to use these fields of the input: 'Document \(link or ID\)', 'Body 1', 'Body 2', 'Button 1 link ending'\.<br><br>For the document, enter a link or media ID, or add 'Header File' under Options\.$/,
	],
	['no_such|en_US', /no template 'no_such'/],
])('the form shows the text of %s', async (template, text) => {
	const asked = asks(send('sendTemplate', { template: picked(template) }));
	const { emptyFieldsNotice } = await resourceMapping('templateText', asked);
	expect(emptyFieldsNotice).toMatch(text);
});
