import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { resourceMapping } from '../../harness';
import { fileItem, mapped, pairs, shown, variable } from '../../wati/setup';
import { toVariableLabel } from '../../../nodes/MatonWhatsAppBusiness/requests/template-parts/variable-labels';
import { MESSAGES, op, picked, send, UPLOADS, useMeta } from '../setup';

const meta = useMeta({ maxPageSize: 100 });

const invoice = { template: picked('invoice_ready|en_US') };

const content = () => (meta.bodies.at(-1) as { template: unknown }).template;

test('header document, two body variables and a dynamic URL, filled by form fields', async () => {
	const { fields } = await resourceMapping(
		'templateVariables',
		meta.asks(send('sendTemplate', invoice)),
	);
	const values = {
		'Document (link or ID)': 'https://www.example.com/R-17.pdf',
		'Document file name': 'R-17.pdf',
		'Body 1': 'Ada',
		'Body 2': 'R-17',
		'Button 1 link ending': 'R-17',
	};
	const templateParameters = mapped(values, fields as never);
	const { items, error } = await meta.run({
		parameters: send('sendTemplate', { ...invoice, templateParameters }),
	});
	expect(error).toBeUndefined();
	expect(content()).toEqual({
		name: 'invoice_ready',
		language: { code: 'en_US' },
		components: [
			{
				type: 'header',
				parameters: [
					{
						type: 'document',
						document: { link: 'https://www.example.com/R-17.pdf', filename: 'R-17.pdf' },
					},
				],
			},
			{
				type: 'body',
				parameters: [
					{ type: 'text', text: 'Ada' },
					{ type: 'text', text: 'R-17' },
				],
			},
			{
				type: 'button',
				sub_type: 'url',
				index: '0',
				parameters: [{ type: 'text', text: 'R-17' }],
			},
		],
	});
	expect(meta.sent.map(({ text }) => text)).toEqual(['Hi Ada, your invoice R-17 is ready.']);
	expect(items[0]?.json).toEqual({
		accepted: true,
		whatsappNumber: '14155550101',
		messageId: expect.stringMatching(/^wamid\./),
		messageStatus: 'accepted',
	});
});

const stateOfHello = (messageStatus: 'held_for_quality_assessment' | 'paused') => {
	const { templates } = meta.sandbox.businessAccount();
	Object.assign(templates.find(({ name }) => name === 'hello_world')!, { messageStatus });
	return send('sendTemplate', { template: picked('hello_world|en_US') });
};

test('a message that Meta holds is accepted, and the item says what that means', async () => {
	const { items, error } = await meta.run({
		parameters: stateOfHello('held_for_quality_assessment'),
	});
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({
		accepted: true,
		messageStatus: 'held_for_quality_assessment',
		messageStatusMeaning: expect.stringContaining('132015') as string,
	});
});

test('a message that Meta paused is unknown, and not sent again', async () => {
	const parameters = stateOfHello('paused');
	const { error } = await meta.run({ parameters });
	expect(error?.context).toMatchObject({ code: 'outcome-unknown' });
	expect(error?.description).toContain('message_status: paused');
	await meta.run({ parameters, retryOnFail: { maxTries: 3, waitBetweenTries: 0 } });
	expect(meta.sent).toHaveLength(2);
});

describe('a header from a binary field', () => {
	const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex');
	const offer = {
		template: picked('spring_offer|en_US'),
		additionalParameters: pairs({
			body_discount: '20 %',
			body_first_name: 'Ada',
			button_1_copy_code: 'SPRING20',
		}),
	};
	const sendFile = async (
		parameters: INodeParameters,
		files: INodeExecutionData[],
		options: INodeParameters = {},
	) =>
		await meta.run({
			parameters: send('sendTemplate', {
				...parameters,
				options: { headerFile: 'data', ...options },
			}),
			items: files,
		});
	const headerOf = () =>
		(content() as { components: Array<{ type: string }> }).components.find(
			({ type }) => type === 'header',
		);

	test('is uploaded first, and goes by its ID', async () => {
		const files = [await fileItem(PNG, 'offer.png', 'image/png')];
		const { items, error } = await sendFile(offer, files);
		expect(error).toBeUndefined();
		expect(meta.bench.requests.map(({ endpoint }) => endpoint)).toEqual([UPLOADS, MESSAGES]);
		const { mediaId } = items[0]!.json;
		expect(headerOf()).toEqual({
			type: 'header',
			parameters: [{ type: 'image', image: { id: mediaId } }],
		});
		expect(meta.sandbox.businessAccount().media.find(String(mediaId))?.content).toEqual(PNG);
	});

	test('goes by the Marketing Messages API with all that this takes', async () => {
		const files = [await fileItem(PNG, 'offer.png', 'image/png')];
		const { items, error } = await sendFile(offer, files, { marketingMessages: 'strict' });
		expect(error).toBeUndefined();
		const sent = meta.bench.requests.at(-1)!.body;
		expect(sent).toMatchObject({ recipient_type: 'individual', product_policy: 'STRICT' });
		expect(JSON.stringify(sent)).toContain(`"image":{"id":"${String(items[0]!.json.mediaId)}"}`);
	});

	test('keeps the name of a document, or takes the one that was entered', async () => {
		const pdf = [await fileItem('%PDF-1.4', 'bill.pdf', 'application/pdf')];
		const values = { body_1: 'Ada', body_2: 'R-17', button_0_url: 'R-17' };
		await sendFile({ ...invoice, additionalParameters: pairs(values) }, pdf);
		expect(headerOf()).toMatchObject({ parameters: [{ document: { filename: 'bill.pdf' } }] });
		const named = { ...values, header_document_name: 'R-17.pdf' };
		await sendFile({ ...invoice, additionalParameters: pairs(named) }, pdf);
		expect(headerOf()).toMatchObject({ parameters: [{ document: { filename: 'R-17.pdf' } }] });
	});

	test('is the kind that the chosen template has, whatever the file is', async () => {
		const schema = [variable('header_image', false)];
		const files = [await fileItem('%PDF-1.4', 'bill.pdf', 'application/pdf')];
		const run = await sendFile({ ...offer, templateParameters: mapped({}, schema) }, files);
		expect(shown(run).message).toContain('this message takes JPEG or PNG');
		expect(meta.bench.requests).toEqual([]);
	});

	test('is shown in a preview, and neither uploaded nor sent', async () => {
		const files = [await fileItem(PNG, 'offer.png', 'image/png')];
		const { items } = await sendFile(offer, files, { previewOnly: true });
		expect(items[0]?.json).toMatchObject({ preview: true, calls: 2, findings: [] });
		expect(JSON.stringify(items[0]?.json)).toContain('uploaded on the way');
		expect(meta.bodies).toEqual([]);
	});

	test.each([
		[
			'a field that is not there',
			offer,
			{ headerFile: 'photo' },
			"The item has no binary field 'photo' (Header File)",
		],
		[
			'two files',
			{ ...offer, additionalParameters: pairs({ header_image: 'https://a.example/a.png' }) },
			{},
			'The header has two files',
		],
	])('%s is refused before the network', async (_what, parameters, options, words) => {
		const first = await fileItem(PNG, 'offer.png', 'image/png');
		const files = [{ ...first, binary: { ...first.binary!, other: first.binary!.data! } }];
		const run = await sendFile(parameters, files, options);
		expect(shown(run)).toMatchObject({
			code: 'input-invalid',
			message: expect.stringContaining(words),
		});
		expect(meta.bench.requests).toEqual([]);
	});

	test('a template is not sent without its file, which is told with all that is missing', async () => {
		const schema = ['header_document', 'body_1'].map((name) => ({
			...variable(toVariableLabel(name), false),
			needed: true,
		}));
		const filled = { ...invoice, templateParameters: mapped({}, schema) };
		const run = await meta.run({ parameters: send('sendTemplate', filled) });
		expect(shown(run)).toMatchObject({
			message: "'Template Parameters' lacks a value for 'Document (link or ID)', 'Body 1'",
			description: expect.stringContaining(
				"For the document of the header, you can add 'Header File' under Options.",
			),
		});
		expect(meta.bench.requests).toEqual([]);
		const options = { previewOnly: true };
		const { items } = await meta.run({ parameters: send('sendTemplate', { ...filled, options }) });
		expect(items[0]!.json.findings).toEqual([
			expect.stringMatching(/needs a value for 'Document \(link or ID\)', 'Body 1'/),
		]);
	});

	test('a form that is left empty takes the fields of the input that its notice names', async () => {
		const json = {
			'Document (link or ID)': 'https://a.example/a.pdf',
			'Body 1': 'Ada',
			'Body 2': 'R-17',
			'Button 1 link ending': 'R-17',
		};
		const schema = Object.keys(json).map((name) => ({ ...variable(name, false), needed: true }));
		const filled = { ...invoice, templateParameters: mapped({}, schema) };
		const parameters = send('sendTemplate', { ...filled, options: { previewOnly: true } });
		const { items } = await meta.run({ parameters, items: [{ json }] });
		expect(items[0]?.json.findings).toEqual([]);
	});
});

test('an image header by media ID, named variables, a code to copy and a payload', async () => {
	const { id } = meta.sandbox.businessAccount().media.add({
		fileName: 'a.png',
		mimeType: 'image/png',
		content: Buffer.from('bytes'),
	});
	const { error } = await meta.run({
		parameters: send('sendTemplate', {
			template: picked('spring_offer|en_US'),
			additionalParameters: pairs({
				button_1_copy_code: 'SPRING20',
				button_0_quick_reply: 'stop-marketing',
				body_discount: '20 %',
				body_first_name: 'Ada',
				header_image: id,
			}),
		}),
	});
	expect(error).toBeUndefined();
	expect((content() as { components: unknown }).components).toEqual([
		{ type: 'header', parameters: [{ type: 'image', image: { id } }] },
		{
			type: 'body',
			parameters: [
				{ type: 'text', parameter_name: 'discount', text: '20 %' },
				{ type: 'text', parameter_name: 'first_name', text: 'Ada' },
			],
		},
		{
			type: 'button',
			sub_type: 'quick_reply',
			index: '0',
			parameters: [{ type: 'payload', payload: 'stop-marketing' }],
		},
		{
			type: 'button',
			sub_type: 'copy_code',
			index: '1',
			parameters: [{ type: 'coupon_code', coupon_code: 'SPRING20' }],
		},
	]);
	expect(meta.sent.at(-1)?.text).toBe('Hi Ada, take 20 % off until Sunday.');
});

test('the language may come apart from the name', async () => {
	const { error } = await meta.run({
		parameters: send('sendTemplate', {
			template: { __rl: true, mode: 'name', value: 'order_update' },
			options: { language: 'de' },
			additionalParameters: pairs({ header_text_1: 'A-1', body_2: 'Freitag', body_1: 'Ada' }),
		}),
	});
	expect(error).toBeUndefined();
	expect(meta.sent.at(-1)?.text).toBe('Hallo Ada, die Bestellung kommt am Freitag.');
});

test.each([
	[{ template: picked('={{ "" }}') }, "'Template' is empty"],
	[{ template: picked('Order Update|en_US') }, "'Template' contains no template name"],
	[{ template: picked('order_update') }, 'lacks a language'],
	[{ additionalParameters: pairs({ body_2: 'R-17' }) }, "lacks a value for 'Body 1'"],
	[{ additionalParameters: pairs({ body_1: ' ' }) }, "'Body 1' in 'Template Parameters' is blank"],
	[{ additionalParameters: pairs({ body_1: 'a\nb' }) }, 'contains a line break'],
	[
		{ additionalParameters: pairs({ first: 'a' }) },
		"'first' in 'Template Parameters' names no part",
	],
	[
		{ additionalParameters: pairs({ header_document: 'file.pdf' }) },
		"'Header document' contains no web",
	],
	[{ additionalParameters: pairs({ button_0_url: 'a b' }) }, 'contains a space'],
	[{ additionalParameters: pairs({ button_0_copy_code: 'SPRING-20' }) }, 'is not a code'],
	[{ additionalParameters: pairs({ button_0_copy_code: 'A'.repeat(16) }) }, 'has 16 characters'],
	[
		{
			templateParameters: mapped({ 'Body 1': 'Ada', 'Body 2': '={{ "" }}' }, [
				variable('Body 1'),
				variable('Body 2'),
			]),
		},
		"'Template Parameters' lacks a value for 'Body 2'",
	],
])('%j is refused before the network: %s', async (parameters, words) => {
	const run = await meta.run({ parameters: send('sendTemplate', { ...invoice, ...parameters }) });
	expect(shown(run)).toMatchObject({
		code: 'input-invalid',
		message: expect.stringContaining(words),
		description: expect.stringContaining('[Item 0]'),
	});
	expect(meta.bench.requests).toEqual([]);
});

test('a preview shows the text, and what is missing, without sending', async () => {
	const { items, error } = await meta.run({
		parameters: send('sendTemplate', {
			...invoice,
			additionalParameters: pairs({ body_1: 'Ada' }),
			options: { previewOnly: true },
		}),
	});
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({
		preview: true,
		text: 'Hi Ada, your invoice {{2}} is ready.',
		calls: 1,
		findings: [
			"14155550101: the template needs a value for 'Document (link or ID)', 'Body 2', 'Button 1 link ending'",
		],
	});
	expect(meta.sent).toEqual([]);
});

test('templates are listed page by page, filtered by status, and simplified', async () => {
	meta.sandbox.reset({ maxPageSize: 2 });
	const list = async (parameters: INodeParameters) =>
		(await meta.run({ parameters: op('template', 'getAll', parameters) })).items;
	const all = await list({ returnAll: true });
	expect(all.map(({ json }) => `${String(json.name)} ${String(json.status)}`)).toHaveLength(8);
	expect(all[3]?.json).toEqual({
		id: expect.any(String),
		name: 'invoice_ready',
		language: 'en_US',
		status: 'APPROVED',
		category: 'UTILITY',
		body: 'Hi {{1}}, your invoice {{2}} is ready.',
		variables: [
			'header_document',
			'header_document_name',
			'body_1',
			'body_2',
			'button_0_url',
			'button_1_quick_reply',
		],
	});
	const cursors = meta.bench.requests.map(({ query }) => query.after);
	expect([cursors[0], cursors.length, new Set(cursors).size]).toEqual([undefined, 4, 4]);
	expect(await list({ limit: 3, simplify: false })).toHaveLength(3);
	const filters = { filters: { status: 'PENDING' } };
	expect((await list(filters)).map(({ json }) => json.name)).toEqual(['new_hours']);
});

test('one language of a template is deleted by its ID', async () => {
	const { templates } = meta.sandbox.businessAccount();
	const german = templates.find(({ language }) => language === 'de')!;
	const options = { templateId: german.id };
	const run = await meta.run({
		parameters: op('template', 'delete', { name: german.name, options }),
	});
	expect(run.items[0]?.json).toEqual({ deleted: true });
	expect(templates.filter(({ name }) => name === 'order_update')).toHaveLength(1);
});
