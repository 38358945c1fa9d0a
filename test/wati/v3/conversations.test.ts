import { ADA, BEN, direct, expectedV3, number, shown, STRANGER, useBench } from '../setup';

const bench = useBench();

/** A chat in one channel, which only v3 reaches. */
const CHAT = `14155550100:${ADA}`;

const MESSAGES = 'GET /api/ext/v3/conversations/{target}/messages';

const to = (whatsappNumber: string, more = {}) => ({
	whatsappNumber: number(whatsappNumber),
	...more,
});
const picked = (value: string) => ({ channel: { __rl: true, mode: 'list', value } });

describe('Update Status', () => {
	const update = (chatStatus: string, more = {}) =>
		direct('conversation', 'updateStatus', to(ADA, { chatStatus, ...more }));

	test.each(['block', 'open', 'pending', 'solved'])('sets %s', async (status) => {
		const { items } = await bench.run({ parameters: update(status) });
		expect(bench.received()).toEqual([
			expectedV3('PUT', `/conversations/${ADA}/status`, { body: { new_status: status } }),
		]);
		expect(items).toMatchObject([
			{ json: { updated: true, status, whatsappNumber: ADA }, pairedItem: { item: 0 } },
		]);
	});

	test('names the channel that is picked under Options', async () => {
		await bench.run({ parameters: update('open', { options: picked('Support') }) });
		expect(bench.received()[0]?.call).toBe(`PUT /api/ext/v3/conversations/Support%3A${ADA}/status`);
	});

	test('lets the channel in the number win', async () => {
		const whatsappNumber = number(`14155550100:${ADA}`);
		const { error } = await bench.run({
			parameters: update('open', { whatsappNumber, options: picked('Support') }),
		});
		expect(error).toBeUndefined();
		expect(bench.received()[0]?.call).toContain(`/conversations/14155550100%3A${ADA}/`);
	});

	test('names the channel to give where several chats fit', async () => {
		bench.sandbox.addFault({
			endpoint: 'PUT /api/ext/v3/conversations/{target}/status',
			kind: 'status',
			status: 409,
			body: {
				code: 409,
				message: 'Multiple open conversations',
				timestamp: '2026-01-01T00:00:00Z',
			},
		});
		const result = await bench.run({ parameters: update('open') });
		expect(shown(result)).toMatchObject({
			words: 'Multiple open conversations',
			description: expect.stringContaining('Put your business number and a colon'),
			code: 'request-refused',
			httpCode: '409',
		});
	});

	test('fails where the flag says no', async () => {
		bench.sandbox.addFault({
			endpoint: 'PUT /api/ext/v3/conversations/{target}/status',
			kind: 'answer',
			body: { result: false },
		});
		expect(shown(await bench.run({ parameters: update('open') }))).toMatchObject({
			code: 'request-refused',
			httpCode: '200',
		});
	});
});

describe('Assign Operator', () => {
	const assign = (more: object) => direct('conversation', 'assign', to(CHAT, more));

	test.each([
		[{ email: ' sales@example.com ' }, 'sales@example.com'],
		[{ assignTo: 'bot' }, null],
	])('sends %j', async (more, email) => {
		const { items } = await bench.run({ parameters: assign(more) });
		expect(bench.received()).toEqual([
			expectedV3('PUT', `/conversations/${encodeURIComponent(CHAT)}/operator`, {
				body: { assignee_email: email },
			}),
		]);
		expect(items).toMatchObject([
			{ json: { assigned: true, whatsappNumber: CHAT, operatorEmail: email } },
		]);
	});

	test('names an address that is none, and its item', async () => {
		const result = await bench.run({
			parameters: assign({ email: '={{ $json.email }}' }),
			items: [{ email: 'sam' }],
		});
		expect(shown(result)).toMatchObject({
			message: "The field 'Operator Email' contains no e-mail address: sam",
			description: expect.stringContaining('[Item 0]'),
		});
		expect(bench.requests).toEqual([]);
	});

	test('passes on the words of WATI about somebody unknown', async () => {
		const result = await bench.run({ parameters: assign({ email: 'nobody@example.com' }) });
		expect(shown(result)).toMatchObject({ words: 'Operator not found', httpCode: '400' });
	});
});

describe('Get Messages', () => {
	const get = (more = {}) => direct('message', 'getAll', to(CHAT, more));

	test('reads the chat with the status of each message', async () => {
		const { items } = await bench.run({ parameters: get({ limit: 2 }) });
		expect(bench.received()).toEqual([
			expectedV3('GET', `/conversations/${encodeURIComponent(CHAT)}/messages`, {
				query: { page_number: '1', page_size: '2' },
			}),
		]);
		expect(items).toMatchObject([
			{
				json: {
					text: 'And this is the bill.',
					type: 'document',
					statusString: 'SENT',
					direction: 'inbound',
					owner: false,
					timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
				},
				pairedItem: { item: 0 },
			},
			{ json: { text: 'This is what arrived.' } },
		]);
	});

	test('reads page after page up to the last and short one', async () => {
		for (let count = 0; count < 103; count++) bench.sandbox.customerWrites(ADA, `Line ${count}`);
		const { items } = await bench.run({ parameters: get({ returnAll: true }) });
		expect(items).toHaveLength(107);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(107);
		expect(bench.received().map(({ query }) => query)).toEqual([
			{ page_number: '1', page_size: '100' },
			{ page_number: '2', page_size: '100' },
		]);
	});

	test('reads a chat by the ID it gave', async () => {
		const [first] = (await bench.run({ parameters: get({ limit: 1 }) })).items;
		const id = String(first!.json.conversationId);
		const { items } = await bench.run({
			parameters: direct('message', 'getAll', to(id, { limit: 1 })),
		});
		expect(bench.received()[1]?.call).toBe(`GET /api/ext/v3/conversations/${id}/messages`);
		expect(items[0]?.json).toEqual(first?.json);
	});

	test.each([
		['ISO text', '2026-09-21T10:00:00.1234567Z', '2026-09-21T10:00:00.123Z'],
		['unix seconds', '1790000000', '2026-09-21T14:13:20.000Z'],
		['milliseconds', 1790000000123, '2026-09-21T14:13:20.123Z'],
		['nothing', null, null],
	])('gives the time as ISO text where it came as %s', async (_what, timestamp, shownAs) => {
		const body = { message_list: [{ id: 'a', timestamp }], page_number: 1, page_size: 10 };
		bench.sandbox.addFault({ endpoint: MESSAGES, kind: 'answer', body });
		const { items } = await bench.run({ parameters: get({ limit: 10 }) });
		expect(items.map(({ json }) => json)).toEqual([
			{ id: 'a', timestamp: shownAs, direction: null },
		]);
	});

	test('tells a chat that is not there', async () => {
		const result = await bench.run({
			parameters: direct('message', 'getAll', to(`14155550100:${STRANGER}`)),
		});
		expect(shown(result)).toMatchObject({ words: 'Conversation not found', code: 'not-found' });
	});
});

describe('tags and typing', () => {
	test.each([
		['addTag', 'POST', '/conv-tags', { tag_name: 'vip' }, { added: true, tag: 'vip' }],
		['removeTag', 'DELETE', '/conv-tags/vip', undefined, { removed: true, tag: 'vip' }],
	])('%s', async (name, method, path, body, json) => {
		const { items } = await bench.run({
			parameters: direct('conversation', name, to(ADA, { tag: ' vip ' })),
		});
		expect(bench.received()).toEqual([
			expectedV3(method, `/conversations/${ADA}${path}`, body ? { body } : {}),
		]);
		expect(items).toMatchObject([{ json: { ...json, whatsappNumber: ADA } }]);
	});

	test.each(['addTag', 'removeTag'])('%s needs a tag, and one that WATI knows', async (name) => {
		const run = async (tag: string) =>
			shown(
				await bench.run({
					parameters: direct('conversation', name, to(ADA, { tag: '={{ $json.tag }}' })),
					items: [{ tag }],
				}),
			);
		expect(await run(' ')).toMatchObject({
			message: "The field 'Tag' is empty",
			description: expect.stringContaining('[Item 0]'),
		});
		expect(bench.requests).toEqual([]);
		expect(await run('no/such')).toMatchObject({ words: 'Tag not found', code: 'not-found' });
	});

	test('Show Typing', async () => {
		const { items } = await bench.run({
			parameters: direct('conversation', 'showTyping', to('={{ $json.to }}')),
			items: [{ to: ADA }, { to: BEN }],
		});
		expect(bench.received()).toEqual(
			[ADA, BEN].map((target) =>
				expectedV3('POST', '/conversations/typingIndicator', { body: { target } }),
			),
		);
		expect(items.map(({ json, pairedItem }) => [json, pairedItem])).toEqual([
			[{ shown: true, whatsappNumber: ADA }, { item: 0 }],
			[{ shown: true, whatsappNumber: BEN }, { item: 1 }],
		]);
	});
});

describe('the path of tags', () => {
	const parameters = direct('conversation', 'addTag', to(ADA, { tag: 'vip' }));
	const calls = () => bench.received().map(({ call }) => call.split('/').pop());

	test.each([
		['both', ['conv-tags']],
		['conv-tags', ['conv-tags']],
		['tags', ['conv-tags', 'tags']],
	] as const)('where the account has %s', async (tagPath, expected) => {
		bench.sandbox.reset({ tagPath });
		const { items } = await bench.run({ parameters });
		expect(items[0]?.json).toMatchObject({ added: true, tag: 'vip' });
		expect(calls()).toEqual(expected);
	});

	test('an unknown tag is refused once, in the words of WATI', async () => {
		bench.sandbox.reset({ tagPath: 'both' });
		const result = await bench.run({
			parameters: direct('conversation', 'addTag', to(ADA, { tag: 'nothing' })),
		});
		expect(shown(result)).toMatchObject({ words: 'Tag not found', code: 'not-found' });
		expect(calls()).toEqual(['conv-tags']);
	});
});
