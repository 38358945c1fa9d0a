import { sampleFile } from '../../../sandbox/files/sample-files';
import { listSearch, readBinary } from '../../harness';
import {
	ADA,
	direct,
	expectedV3,
	FATIMA,
	named,
	number,
	operation,
	pairs,
	sha256,
	shown,
	textTo,
	useApartTests,
	useBench,
	windowOf,
} from '../setup';

useApartTests();
const bench = useBench();

const FILE_BY_URL = 'POST /api/ext/v3/conversations/messages/fileViaUrl';
const FILE = 'GET /api/ext/v3/conversations/messages/file/{message_id}';
const fileUrl = 'https://files.example.com/report.pdf';

const send = (more = {}) =>
	direct('message', 'sendFile', {
		fileSource: 'url',
		whatsappNumber: number(ADA),
		fileUrl,
		...more,
	});

describe('Send File of an address, with the token', () => {
	test('hands the address over and fetches nothing itself', async () => {
		const { items, error } = await bench.run({ parameters: send({ caption: 'Your bill' }) });
		expect(error).toBeUndefined();
		expect(bench.received()).toEqual([
			expectedV3('POST', '/conversations/messages/fileViaUrl', {
				body: { target: ADA, file_url: fileUrl, caption: 'Your bill' },
			}),
		]);
		expect(bench.received('foreign')).toEqual([]);
		expect(items).toMatchObject([
			{
				json: {
					accepted: true,
					whatsappNumber: ADA,
					localMessageId: expect.any(String),
					conversationId: expect.any(String),
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(bench.sandbox.messagesTo(ADA)).toMatchObject([{ kind: 'file', text: 'Your bill' }]);
	});

	test('goes through the channel picked under Options', async () => {
		const channelPhoneNumber = { __rl: true, mode: 'number', value: '14155550100' };
		await bench.run({ parameters: send({ options: { channelPhoneNumber } }) });
		expect(bench.received()[0]?.body).toEqual({
			target: `14155550100:${ADA}`,
			file_url: fileUrl,
		});
	});

	test.each([
		[{ fileUrl: 'report.pdf' }, "The field 'File URL' contains no web address: report.pdf"],
		[
			{ fileUrl: 'file:///etc/hosts' },
			"The field 'File URL' contains no web address: file:///etc/hosts",
		],
		[
			{ caption: 'x'.repeat(1_025) },
			"The field 'Caption' has 1025 characters, but WhatsApp allows 1024",
		],
	])('is refused before the network', async (wrong, message) => {
		const result = await bench.run({ parameters: send(wrong) });
		expect(shown(result)).toMatchObject({
			message,
			description: expect.stringContaining('[Item 0]'),
			code: 'input-invalid',
		});
		expect(bench.requests).toEqual([]);
	});

	test.each([
		[{ whatsappNumber: number(FATIMA) }, 'window-closed', 'Ticket has been expired.'],
		[
			{ fileUrl: 'https://files.example.com/a.gif' },
			'file-refused',
			'File is not allowed by WhatsApp',
		],
	])('passes on what WATI refuses: %j', async (wrong, code, words) => {
		const result = await bench.run({ parameters: send(wrong) });
		expect(shown(result)).toMatchObject({ words, code, httpCode: '400' });
	});

	test('sends a template instead where the window is closed', async () => {
		const { items } = await bench.run({
			parameters: send({
				whatsappNumber: number(FATIMA),
				options: windowOf('template', {
					template: named('order_update'),
					templateParameters: pairs({ name: 'Fatima', ordernumber: '1' }),
				}),
			}),
		});
		expect(bench.received().map(({ call }) => call)).toEqual([
			`GET /123456/api/v1/getMessages/${FATIMA}`,
			'POST /123456/api/v2/sendTemplateMessage',
		]);
		expect(items[0]?.json).toMatchObject({ accepted: true, sentInstead: 'template' });
	});

	test('n8n fetches and uploads the file where the account lacks the endpoint', async () => {
		bench.sandbox.addFault({ endpoint: FILE_BY_URL, kind: 'status', status: 404 });
		const own = `${bench.sandbox.foreignUrl}/files/photo.png`;
		const { items, error } = await bench.run({
			parameters: send({ fileUrl: own, caption: 'Your bill' }),
		});
		expect(error).toBeUndefined();
		expect(bench.received().map(({ call }) => call)).toEqual([
			'POST /api/ext/v3/conversations/messages/fileViaUrl',
			`POST /123456/api/v1/sendSessionFile/${ADA}`,
		]);
		expect(items[0]?.json).toMatchObject({ accepted: true, whatsappNumber: ADA });
		expect(bench.sandbox.messagesTo(ADA)).toMatchObject([{ kind: 'file', text: 'Your bill' }]);
	});

	test('a name of its own is uploaded with the file', async () => {
		const own = `${bench.sandbox.foreignUrl}/files/photo.png`;
		await bench.run({ parameters: send({ fileUrl: own, options: { fileName: 'bill.png' } }) });
		expect(bench.received().map(({ call }) => call)).toEqual([
			`POST /123456/api/v1/sendSessionFile/${ADA}`,
		]);
		expect(bench.received()[0]?.files).toMatchObject([{ fileName: 'bill.png' }]);
	});

	test('shows a preview and sends nothing', async () => {
		const { items } = await bench.run({
			parameters: send({ caption: 'Your bill', options: { previewOnly: true } }),
		});
		expect(items[0]?.json).toMatchObject({
			preview: true,
			text: 'Your bill',
			request: { method: 'POST', body: { target: ADA, file_url: fileUrl, caption: 'Your bill' } },
			calls: 1,
			findings: [],
		});
		expect(bench.requests).toEqual([]);
	});

	test('keeps to the guard', async () => {
		const result = await bench.run({
			parameters: send({ options: { agentLimits: { allowedNumbers: '49*' } } }),
		});
		expect(shown(result)).toMatchObject({
			message: `${ADA} is not among the numbers that may be written to`,
			code: 'guard-refused',
		});
		expect(bench.requests).toEqual([]);
	});

	test('is found in the chat after the answer was lost, and not sent again', async () => {
		bench.sandbox.addFault({ endpoint: FILE_BY_URL, kind: 'dropAfter' });
		const { items, error } = await bench.run({
			parameters: send({ caption: 'Your bill', options: { verify: true } }),
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ accepted: true, verified: true });
		expect(bench.count(FILE_BY_URL)).toBe(1);
	});

	test('goes out once where a run is tried again', async () => {
		bench.sandbox.addFault({ endpoint: FILE_BY_URL, kind: 'status', status: 400, after: 1 });
		const { items, error } = await bench.run({
			parameters: send({ whatsappNumber: number('={{ $json.to }}') }),
			items: [{ to: ADA }, { to: '14155550102' }],
			retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.remembered ?? false)).toEqual([true, false]);
		expect(bench.sandbox.messagesTo(ADA)).toHaveLength(1);
	});
});

describe('Download, by the ID of a message', () => {
	const get = (fileName: string, more = {}) => direct('media', 'download', { fileName, ...more });

	const idOfPicture = async () => {
		const { items } = await bench.run({
			parameters: operation('message', 'getAll', { whatsappNumber: number(ADA) }),
		});
		return String(items.find(({ json }) => json.type === 'image')!.json.id);
	};

	test('gives the file under the name WATI tells', async () => {
		const id = await idOfPicture();
		const { items, error } = await bench.run({ parameters: get(id) });
		expect(error).toBeUndefined();
		expect(bench.received()[1]).toEqual(expectedV3('GET', `/conversations/messages/file/${id}`));
		const { content } = sampleFile('photo.jpg');
		expect(items[0]?.json).toEqual({
			fileName: 'photo.jpg',
			mimeType: 'image/jpeg',
			fileSize: content.length,
		});
		expect(sha256(await readBinary(items[0]!))).toBe(sha256(content));
	});

	test.each([
		["attachment; filename*=UTF-8''a%20b.pdf", 'a b.pdf'],
		["attachment; filename*=UTF-8''%E0%A4%A; filename=plain.pdf", 'plain.pdf'],
	])('reads the name in %s', async (header, name) => {
		const { nameInDisposition } = await import('../../../nodes/shared/http/answers/answer');
		expect(nameInDisposition(header)).toBe(name);
	});

	test.each([
		['wamid.HBgL', "The field 'File or Message ID' contains a WhatsApp ID"],
		['={{ "" }}', "The field 'File or Message ID' is empty"],
	])('is refused before the network: %s', async (id, message) => {
		const result = await bench.run({ parameters: get(id) });
		expect(shown(result)).toMatchObject({
			message: expect.stringContaining(message),
			description: expect.stringContaining('[Item 0]'),
		});
		expect(bench.requests).toEqual([]);
	});

	test.each([400, 404])(
		'tells that a file is gone, with the number of WATI: %d',
		async (status) => {
			const body = { code: 5004, message: 'Message Not Found', timestamp: '2026-01-01T00:00:00Z' };
			bench.sandbox.addFault({ endpoint: FILE, kind: 'status', status, body });
			const { items } = await bench.run({
				parameters: get('66f0aa000000000000000001'),
				onError: 'continueRegularOutput',
			});
			expect(items[0]?.json).toMatchObject({
				message: expect.stringContaining('"Message Not Found" (code 5004)') as string,
				details: { httpCode: String(status), serviceCode: 5004, itemIndex: 0 },
			});
		},
	);
});

describe('channels', () => {
	test('Get Many lists them', async () => {
		const { items } = await bench.run({ parameters: direct('channel', 'getAll', { limit: 5 }) });
		expect(bench.received()[0]).toEqual(
			expectedV3('GET', '/channels', { query: { page_number: '1', page_size: '5' } }),
		);
		expect(items).toMatchObject([
			{ json: { id: expect.any(String), name: 'Support', channel: 'Whatsapp' } },
		]);
	});

	const directly = { authentication: 'watiApi' };

	test('searchChannels lists names', async () => {
		const search = async (filter?: string) =>
			(await listSearch('searchChannels', bench.asks(directly, { filter }))).results;
		expect(await search()).toEqual([{ name: 'Support', value: 'Support' }]);
		expect(await search('supp')).toHaveLength(1);
		expect(await search('sales')).toEqual([]);
		expect(bench.received()[0]).toEqual(
			expectedV3('GET', '/channels', { query: { page_number: '1', page_size: '100' } }),
		);
	});

	test.each(['digits', 'hyphenated'] as const)(
		'searchChannelNumbers lists numbers written in %s',
		async (channelNumber) => {
			bench.sandbox.reset({ channelNumber });
			const { results } = await listSearch('searchChannelNumbers', bench.asks(directly));
			const name = channelNumber === 'digits' ? '14155550100' : '1-415-555-0100';
			expect(results).toEqual([{ name, value: '14155550100' }]);
		},
	);

	test.each(['searchChannels', 'searchChannelNumbers'])(
		'%s says with Maton that it needs the other credential',
		async (method) => {
			await expect(listSearch(method, bench.asks())).rejects.toMatchObject({
				message: expect.stringContaining('needs a WATI access token'),
			});
			expect(bench.requests).toEqual([]);
		},
	);

	test('a picked number goes out as text did', async () => {
		const channel = { __rl: true, mode: 'list', value: '14155550100' };
		await bench.run({ parameters: { ...textTo(), options: { channelPhoneNumber: channel } } });
		await bench.run({
			parameters: operation('template', 'getAll', { filters: { channelPhoneNumber: channel } }),
		});
		const [text, list] = bench.received();
		expect(text?.query.channelPhoneNumber).toBe('14155550100');
		expect(list?.query.channelPhoneNumber).toBe('14155550100');
	});
});
