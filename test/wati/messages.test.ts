import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { sampleFile } from '../../sandbox/files/sample-files';
import {
	ADA,
	expected,
	fileItem,
	number,
	operation,
	sha256,
	shown,
	textTo,
	useBench,
	type Received,
} from './setup';

const bench = useBench();

const toAda = (name: string, parameters = {}) =>
	operation('message', name, { whatsappNumber: number(ADA), ...parameters });

describe('Send Text', () => {
	const text = 'Grüße & "Mehr"\nZeile 2 + 100% 👍';

	test('sends without a channel where the option was added and left empty', async () => {
		const options = { channelPhoneNumber: { mode: 'number', value: '' } };
		await bench.run({ parameters: { ...textTo(ADA, 'Hello'), options } });
		const query = bench.received()[0]?.query;
		expect(query).toEqual({ messageText: 'Hello', localMessageId: expect.any(String) as string });
	});

	test('puts the text into the query and a form body', async () => {
		const { items } = await bench.run({
			parameters: {
				...textTo(ADA, text),
				options: {
					channelPhoneNumber: '14155550100',
					localMessageId: 'order-4711-shipped',
					replyContextId: 'wamid.ABC=',
				},
			},
		});
		expect(bench.received()).toEqual([
			expected(`POST /wati/api/v1/sendSessionMessage/${ADA}`, {
				query: {
					messageText: text,
					channelPhoneNumber: '14155550100',
					localMessageId: 'order-4711-shipped',
					replyContextId: 'wamid.ABC=',
				},
				body: { messageText: text },
			}),
		]);
		const [onPhone] = bench.sandbox.messagesTo(ADA);
		expect(onPhone).toMatchObject({ kind: 'text', text, replyTo: 'wamid.ABC=' });
		expect(items).toEqual([
			{
				json: {
					accepted: true,
					whatsappNumber: ADA,
					localMessageId: 'order-4711-shipped',
					messageId: onPhone!.id,
					watiId: expect.any(String),
					conversationId: expect.any(String),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each(['query', 'form', 'both'] as const)(
		'reaches a server that reads the %s',
		async (place) => {
			bench.sandbox.reset({ sessionTextFrom: place });
			const { error } = await bench.run({ parameters: textTo(ADA, text) });
			expect(error).toBeUndefined();
			expect(bench.sandbox.messagesTo(ADA).map((message) => message.text)).toEqual([text]);
		},
	);

	test('holds the answer and the fields of the input where they are wanted', async () => {
		const options = { includeResponse: true, includeInputFields: true };
		const { items } = await bench.run({
			parameters: { ...textTo('={{ $json.to }}' as never, text), options },
			items: [
				{ to: ADA, order: 'A-1' },
				{ to: 'nobody', order: 'A-2' },
			],
			onError: 'continueRegularOutput',
		});
		expect(items).toMatchObject([
			{
				json: {
					to: ADA,
					order: 'A-1',
					accepted: true,
					whatsappNumber: ADA,
					response: { ok: true, result: 'success' },
				},
				pairedItem: { item: 0 },
			},
			{ json: { details: { code: 'input-invalid', itemIndex: 1 } }, pairedItem: { item: 1 } },
		]);
	});

	test('counts an emoji as one character', async () => {
		const { error } = await bench.run({ parameters: textTo(ADA, '👍'.repeat(2_048)) });
		expect(error).toBeUndefined();
		expect(bench.sandbox.messagesTo(ADA)[0]?.text).toHaveLength(4_096);
	});
});

describe('Send File', () => {
	const png = sampleFile('photo.png').content;
	const uploaded = (more: Partial<Received['files'][number]> = {}) => ({
		field: 'file',
		fileName: 'photo.png',
		contentType: 'image/png',
		size: png.length,
		sha256: sha256(png),
		...more,
	});

	test('uploads the bytes of a binary field', async () => {
		const { items } = await bench.run({
			parameters: toAda('sendFile', { caption: 'Photo of "A1"' }),
			items: [await fileItem(png, 'photo.png', 'image/png')],
		});
		expect(bench.received()).toEqual([
			expected(`POST /wati/api/v1/sendSessionFile/${ADA}`, {
				query: { caption: 'Photo of "A1"' },
				body: {},
				files: [uploaded()],
			}),
		]);
		expect(bench.sandbox.messagesTo(ADA)).toMatchObject([
			{ kind: 'file', text: 'Photo of "A1"', file: { sha256: sha256(png) } },
		]);
		expect(items).toMatchObject([
			{
				json: { accepted: true, whatsappNumber: ADA, messageId: expect.any(String) },
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each([
		['audio/opus', 'voice.opus', 'voice.opus', 'audio/ogg'],
		['text/csv', 'people.csv', 'contacts.csv', 'text/plain'],
		['application/octet-stream', 'bill', 'report.pdf', 'application/pdf'],
	])('sends a file labelled %s by the label that WATI takes', async (type, name, sample, label) => {
		const { content } = sampleFile(sample);
		const { error } = await bench.run({
			parameters: toAda('sendFile'),
			items: [await fileItem(content, name, type)],
		});
		expect(error).toBeUndefined();
		expect(bench.received()[0]?.files).toMatchObject([
			{ fileName: name.replace(/^bill$/, 'bill.pdf'), contentType: label },
		]);
	});

	test('refuses a login page in place of a file', async () => {
		const pages = createServer((_, response) => {
			response.writeHead(200, { 'content-type': 'application/pdf' });
			response.end('<!DOCTYPE html><html><body>Sign in</body></html>');
		});
		await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
		const fileUrl = `http://127.0.0.1:${(pages.address() as AddressInfo).port}/bill.pdf`;
		const result = await bench.run({
			parameters: toAda('sendFile', { fileSource: 'url', fileUrl }),
		});
		pages.close();
		expect(shown(result)).toMatchObject({
			code: 'input-invalid',
			message: "The address in 'File URL' answered with a web page instead of a file",
		});
		expect(bench.requests).toEqual([]);
	});

	test('sends each item its own file under the wished name', async () => {
		const other = { ...(await fileItem('Thank you.', 'notes.txt', 'text/plain')) };
		const { items } = await bench.run({
			parameters: toAda('sendFile', {
				options: { fileName: '={{ $itemIndex === 1 ? "größe.txt" : "" }}' },
			}),
			items: [await fileItem(png, 'photo.png', 'image/png'), other],
		});
		const files = bench.received().flatMap((request) => request.files);
		// Both leave at once, so either may arrive first.
		expect(new Map(files.map((file) => [file?.fileName, file]))).toEqual(
			new Map([
				['photo.png', uploaded()],
				[
					'größe.txt',
					uploaded({
						fileName: 'größe.txt',
						contentType: 'text/plain',
						size: 10,
						sha256: sha256('Thank you.'),
					}),
				],
			]),
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	test('takes the only file of an item where the field was left as it is', async () => {
		const { binary } = await fileItem(png, 'photo.png', 'image/png');
		const picture = binary!.data!;
		await bench.run({
			parameters: toAda('sendFile'),
			items: [{ json: {}, binary: { picture } }],
		});
		expect(bench.received()[0]?.files).toEqual([uploaded()]);
	});

	test.each([
		['data', ['front', 'back'], 'Choose one of its binary fields: front, back.'],
		['file', ['front'], 'Choose one of its binary fields: front.'],
		['data', [], 'The item has no file at all.'],
	])('names what there is in place of %s: %j', async (binaryPropertyName, names, advice) => {
		const { binary } = await fileItem(png, 'photo.png', 'image/png');
		const files = Object.fromEntries(names.map((name) => [name, binary!.data!]));
		const result = await bench.run({
			parameters: toAda('sendFile', { binaryPropertyName }),
			items: [{ json: {}, binary: files }],
		});
		expect(result.error?.name).toBe('NodeOperationError');
		expect(shown(result)).toMatchObject({
			message: `The item has no binary field '${binaryPropertyName}' (Input Binary Field)`,
			description: expect.stringContaining(advice) as string,
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	});

	test('reads another binary field', async () => {
		const { binary } = await fileItem(png, 'photo.png', 'image/png');
		await bench.run({
			parameters: toAda('sendFile', { binaryPropertyName: 'picture' }),
			items: [{ json: {}, binary: { picture: binary!.data! } }],
		});
		expect(bench.received()[0]?.files).toEqual([uploaded()]);
	});
});

describe('Send Buttons', () => {
	const buttons = { button: [{ text: 'Yes' }, { text: 'No' }, { text: 'x'.repeat(20) }] };
	const request = (body: unknown): Received =>
		expected('POST /wati/api/v1/sendInteractiveButtonsMessage', {
			query: { whatsappNumber: ADA },
			body,
		});

	test('without header and footer', async () => {
		const { items } = await bench.run({
			parameters: toAda('sendButtons', { bodyText: 'Ready?', buttons }),
		});
		expect(bench.received()).toEqual([request({ body: 'Ready?', buttons: buttons.button })]);
		expect(items).toEqual([
			{
				json: { accepted: true, whatsappNumber: ADA },
				pairedItem: { item: 0 },
			},
		]);
	});

	test.each([
		[
			'text',
			{ headerText: 'Order A1' },
			{ type: 'Text', text: 'Order A1' },
			{ kind: 'text', value: 'Order A1' },
		],
		[
			'image',
			{ headerMediaUrl: 'https://cdn.example.com/a b.png' },
			{ type: 'Image', media: { url: 'https://cdn.example.com/a%20b.png' } },
			{ kind: 'image', value: 'https://cdn.example.com/a%20b.png' },
		],
		[
			'video',
			// A file name is shown for a document only, so this one was left over from another choice.
			{ headerMediaUrl: 'https://cdn.example.com/a.mp4', headerFileName: 'left.over' },
			{ type: 'Video', media: { url: 'https://cdn.example.com/a.mp4' } },
			{ kind: 'video', value: 'https://cdn.example.com/a.mp4' },
		],
		[
			'document',
			{ headerMediaUrl: 'https://cdn.example.com/bill.pdf', headerFileName: 'bill.pdf' },
			{
				type: 'Document',
				media: { url: 'https://cdn.example.com/bill.pdf', fileName: 'bill.pdf' },
			},
			{ kind: 'document', value: 'https://cdn.example.com/bill.pdf' },
		],
	] as Array<[string, object, object, object]>)(
		'with a header of the kind %s',
		async (headerType, fields, header, onPhone) => {
			const { error } = await bench.run({
				parameters: toAda('sendButtons', {
					headerType,
					...fields,
					bodyText: 'Ready?',
					footerText: 'Shop',
					buttons,
				}),
			});
			expect(error).toBeUndefined();
			expect(bench.received()).toEqual([
				request({ header, body: 'Ready?', footer: 'Shop', buttons: buttons.button }),
			]);
			expect(bench.sandbox.messagesTo(ADA)).toMatchObject([
				{ kind: 'buttons', footer: 'Shop', header: onPhone },
			]);
		},
	);

	test('from another channel', async () => {
		await bench.run({
			parameters: toAda('sendButtons', {
				bodyText: 'Ready?',
				buttons,
				options: { channelPhoneNumber: '14155550100' },
			}),
		});
		expect(bench.received()[0]?.query).toEqual({
			whatsappNumber: ADA,
			channelPhoneNumber: '14155550100',
		});
	});
});

test('Send List sends sections and rows', async () => {
	const row = (title: string, description = '') => ({ title, description });
	const { items } = await bench.run({
		parameters: toAda('sendList', {
			headerText: 'Times',
			bodyText: 'When?',
			footerText: 'Shop',
			buttonText: 'See times',
			sections: {
				section: [
					{ title: 'Today', rows: { row: [row('Noon', 'Before lunch'), row('Evening')] } },
					{ title: 'Tomorrow', rows: { row: [row('Morning')] } },
				],
			},
		}),
	});
	const sections = [
		{ title: 'Today', rows: [row('Noon', 'Before lunch'), row('Evening')] },
		{ title: 'Tomorrow', rows: [row('Morning')] },
	];
	expect(bench.received()).toEqual([
		expected('POST /wati/api/v1/sendInteractiveListMessage', {
			query: { whatsappNumber: ADA },
			body: { header: 'Times', body: 'When?', footer: 'Shop', buttonText: 'See times', sections },
		}),
	]);
	expect(bench.sandbox.messagesTo(ADA)).toMatchObject([{ kind: 'list', text: 'When?', sections }]);
	expect(items).toMatchObject([{ json: { accepted: true }, pairedItem: { item: 0 } }]);
});

describe('Get Many', () => {
	const getAll = (more = {}) => toAda('getAll', { limit: 10, ...more });

	test('returns the chat, newest first and linked', async () => {
		const { items } = await bench.run({ parameters: getAll() });
		expect(bench.received()).toEqual([
			expected(`GET /wati/api/v1/getMessages/${ADA}`, {
				query: { pageNumber: '1', pageSize: '10' },
			}),
		]);
		expect(items.map(({ json }) => json.text).slice(0, 3)).toEqual([
			'And this is the bill.',
			'This is what arrived.',
			'Hello, where is my order?',
		]);
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		expect(Object.keys(items[0]!.json).length).toBeLessThanOrEqual(13);
	});

	test('returns the raw records when it is asked to', async () => {
		const { items } = await bench.run({ parameters: getAll({ simplify: false, limit: 1 }) });
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toHaveProperty('ticketId');
	});

	test('reads all pages of a long chat', async () => {
		for (let count = 1; count <= 250; count++) bench.sandbox.customerWrites(ADA, `Line ${count}`);
		const { items } = await bench.run({ parameters: getAll({ returnAll: true }) });
		const texts = items.map(({ json }) => json.text).filter((text) => /^Line/.test(String(text)));
		expect(texts).toEqual(Array.from({ length: 250 }, (_, at) => `Line ${250 - at}`));
		expect(bench.received().map(({ query }) => query)).toEqual(
			['1', '2', '3'].map((pageNumber) => ({ pageNumber, pageSize: '100' })),
		);
	});
});
