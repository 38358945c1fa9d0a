import { startSandbox, type Sandbox } from '../../sandbox';
import { call, lastRequest, maton, upload } from './client';

let sandbox: Sandbox;
let base: string;
let account: string;

beforeAll(async () => {
	sandbox = await startSandbox({ gatewayPerSecond: 0 });
	base = `/whatsapp-business/v21.0/${sandbox.business.phoneNumberId}`;
	account = `/whatsapp-business/v21.0/${sandbox.business.accountId}`;
});
beforeEach(() => sandbox.reset({ gatewayPerSecond: 0, mediaUrls: 'meta' }));
afterAll(async () => await sandbox.close());

const product = { messaging_product: 'whatsapp' };
const to = '14155550101';

const send = async (body: Record<string, unknown>, path = base) =>
	await maton(sandbox, 'POST', `${path}/messages`, { ...product, to, ...body });

/** Code and details of a Graph error. */
function refusal({ status, json }: Awaited<ReturnType<typeof send>>) {
	const error = json.error as {
		code: number;
		message: string;
		error_data?: { details: string };
		fbtrace_id: string;
	};
	expect(typeof error.fbtrace_id).toBe('string');
	return [status, error.code, error.error_data?.details ?? error.message] as const;
}

const text = (body: unknown) => send({ type: 'text', text: { body } });

describe('the door', () => {
	test('asks for a key, a connection of the app, and an account that owns the number', async () => {
		expect((await call('POST', `${sandbox.url}${base}/messages`)).status).toBe(401);
		const authorization = `Bearer ${sandbox.matonKeyWithoutConnections}`;
		const without = await maton(sandbox, 'GET', base, undefined, { authorization });
		expect([without.status, without.json.error]).toEqual([
			400,
			'No active connection found for app: whatsapp-business',
		]);
		const other = { 'maton-connection': sandbox.business.secondConnectionId };
		const foreign = await maton(sandbox, 'GET', base, undefined, other);
		expect(refusal(foreign).slice(0, 2)).toEqual([400, 100]);
		expect((await maton(sandbox, 'GET', base)).json).toMatchObject({
			id: sandbox.business.phoneNumberId,
			display_phone_number: '+1 415-555-0300',
			verified_name: 'Example Shop',
		});
	});

	test('knows versions and paths of the Graph API only', async () => {
		for (const path of ['/whatsapp-business/21/1', '/whatsapp-business/v21.0/1/2/3']) {
			expect(refusal(await maton(sandbox, 'GET', path)).slice(0, 2)).toEqual([400, 2500]);
		}
	});

	test('an expired token of the account is a 401 with code 190', async () => {
		sandbox.businessAccount().hasExpired = true;
		expect(refusal(await text('Hello')).slice(0, 2)).toEqual([401, 190]);
	});
});

describe('sending', () => {
	test('answers as Meta does and keeps the message', async () => {
		const { status, json } = await text('Hello');
		const [message] = json.messages as [{ id: string }];
		expect([status, json]).toEqual([
			200,
			{ ...product, contacts: [{ input: to, wa_id: to }], messages: [{ id: message.id }] },
		]);
		expect(sandbox.businessAccount().messages.at(-1)).toMatchObject({
			id: message.id,
			from: 'business',
			waId: to,
			type: 'text',
			text: 'Hello',
			failure: undefined,
		});
		expect(lastRequest(sandbox)).toMatchObject({
			endpoint: 'POST /{version}/{phoneNumberId}/messages',
			tookEffect: true,
		});
	});

	test('tells listeners, also of what will not arrive', async () => {
		const told: unknown[] = [];
		sandbox.events.on('businessMessageSent', ({ message }) => told.push(message.failure?.code));
		for (const number of [to, '14155550190', '14155550111']) {
			await send({ to: number, type: 'text', text: { body: 'Hello' } });
		}
		sandbox.events.removeAllListeners('businessMessageSent');
		expect(told).toEqual([undefined, 131047, 131026]);
	});

	test.each([
		[{ messaging_product: undefined }, 100, 'The parameter messaging_product is required.'],
		[{ to: undefined }, 100, 'The parameter to is required.'],
		[{ to: 'Ada' }, 100, 'phone number'],
		[{ to: '+1 (415) 555-0300' }, 131021, 'is the same'],
		[{ type: 'song' }, 100, 'got "song"'],
		[{ type: 'text', text: undefined }, 131008, "'text' is mandatory"],
		[{ type: 'text', text: { body: 'a'.repeat(4097) } }, 100, 'at most 4096'],
		[{ type: 'image', image: {} }, 131008, "'image.id' or 'image.link'"],
		[{ type: 'image', image: { link: 'ftp://x' } }, 100, 'is not a valid URI.'],
		[{ type: 'image', image: { id: '1' } }, 100, 'attachment ID'],
		[{ type: 'audio', audio: { link: 'https://a.example', caption: 'x' } }, 100, 'caption'],
		[{ type: 'location', location: { latitude: 95, longitude: 1 } }, 100, 'latitude'],
		[{ type: 'contacts', contacts: [] }, 131008, 'contacts'],
		[{ type: 'contacts', contacts: [{ name: { formatted_name: 'A' } }] }, 131008, 'one more part'],
		[{ type: 'reaction', reaction: { emoji: '👍' } }, 131008, 'message_id'],
		[{ status: 'seen' }, 100, "must be 'read'"],
		[{ status: 'read', message_id: 'wamid.none' }, 131009, 'Message ID'],
	])('%j is refused with %i', async (body, code, words) => {
		const { type = 'text', ...more } = body as { type?: string };
		const sent = await send({ type, text: { body: 'Hello' }, ...more });
		expect(refusal(sent)).toEqual([400, code, expect.stringContaining(words)]);
		expect(sandbox.requests.at(-1)?.tookEffect).toBe(false);
	});

	test.each([
		['testPhoneNumberId', '14155550102', 400, 131030],
		['newPhoneNumberId', to, 400, 133010],
	] as const)('from %s to %s is %i %i', async (number, whatsappNumber, status, code) => {
		const path = `/whatsapp-business/v21.0/${sandbox.business[number]}`;
		const sent = await send({ to: whatsappNumber, type: 'text', text: { body: 'Hello' } }, path);
		expect(refusal(sent).slice(0, 2)).toEqual([status, code]);
	});

	test('a locked account sends nothing', async () => {
		sandbox.businessAccount().isLocked = true;
		expect(refusal(await text('Hello')).slice(0, 2)).toEqual([403, 131031]);
	});

	test('a customer message can be marked as read, with typing', async () => {
		const message = sandbox.businessAccount().messages.find(({ from }) => from === 'customer')!;
		const body = { status: 'read', message_id: message.id, typing_indicator: { type: 'text' } };
		const { json } = await maton(sandbox, 'POST', `${base}/messages`, { ...product, ...body });
		expect([json, message.isRead]).toEqual([{ success: true }, true]);
		expect(message.typingUntil).toBeGreaterThan(Date.now());
	});
});

describe('interactive messages', () => {
	const button = (id: string, title = id) => ({ type: 'reply', reply: { id, title } });
	const row = (id: string, title = id) => ({ id, title });
	const flow = (parameters: object) => ({
		name: 'flow',
		parameters: { flow_message_version: '3', flow_cta: 'Go', ...parameters },
	});
	const interactive = (type: string, action: unknown, more = {}) =>
		send({ type: 'interactive', interactive: { type, body: { text: 'Which?' }, action, ...more } });

	test.each([
		['button', { buttons: [] }, 131009],
		['button', { buttons: ['a', 'b', 'c', 'd'].map((id) => button(id)) }, 131009],
		['button', { buttons: [button('a', 'x'.repeat(21))] }, 131009],
		['button', { buttons: [button('a', 'Yes'), button('b', 'Yes')] }, 131009],
		['list', { button: 'Open', sections: [] }, 131009],
		['list', { button: 'x'.repeat(21), sections: [{ rows: [row('a')] }] }, 131009],
		['list', { button: 'Open', sections: [{ rows: [row('a')] }, { rows: [row('b')] }] }, 131008],
		['list', { button: 'Open', sections: [{ rows: [row('a'), row('a', 'b')] }] }, 131009],
		['cta_url', { name: 'cta_url', parameters: { display_text: 'Go', url: 'x' } }, 131009],
		['carousel', { cards: [] }, 131009],
		['order_details', {}, 100],
		['location_request_message', { name: 'location' }, 131009],
		['product', { catalog_id: '100200300400901', product_retailer_id: 'sku-9' }, 131009],
		['product', { catalog_id: '1', product_retailer_id: 'sku-1' }, 131009],
		['product_list', { catalog_id: '100200300400901', sections: [] }, 131008],
		['flow', { name: 'flow', parameters: { flow_id: '1', flow_name: 'book_table' } }, 100],
		['flow', flow({ flow_name: 'feedback' }), 131009],
		['flow', flow({ flow_name: 'book_table', mode: 'draft' }), 131009],
		['flow', flow({ flow_name: 'unknown' }), 131009],
		['address_message', { name: 'address_message', parameters: {} }, 131008],
		['address_message', { name: 'address_message', parameters: { country: 'DE' } }, 131009],
	])('%s %j is refused with %i', async (type, action, code) => {
		expect(refusal(await interactive(type, action)).slice(0, 2)).toEqual([400, code]);
	});

	test('a list takes a longer body than buttons, and no media header', async () => {
		const body = { body: { text: 'a'.repeat(1_025) } };
		const list = { button: 'Open', sections: [{ rows: [row('a')] }] };
		expect((await interactive('list', list, body)).status).toBe(200);
		expect((await interactive('button', { buttons: [button('a')] }, body)).status).toBe(400);
		const header = { type: 'image', image: { link: 'https://www.example.com/a.png' } };
		expect((await interactive('list', list, { header })).status).toBe(400);
		expect((await interactive('button', { buttons: [button('a')] }, { header })).status).toBe(200);
	});
});

describe('media', () => {
	const path = () => `${base}/media`;
	async function uploaded(name = 'a.png', type = 'image/png', content = 'bytes') {
		const form = upload('file', name, type, content);
		form.append('messaging_product', 'whatsapp');
		form.append('type', type);
		return await maton(sandbox, 'POST', path(), form);
	}

	test('is uploaded, found, sent, and gone after a deletion', async () => {
		const id = String((await uploaded()).json.id);
		const place = `/whatsapp-business/v21.0/${id}`;
		const found = (await maton(sandbox, 'GET', place)).json;
		expect(found).toEqual({
			...product,
			id,
			url: expect.stringContaining(
				`${sandbox.foreignUrl}/whatsapp_business/attachments/?mid=${id}`,
			),
			mime_type: 'image/png',
			sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
			file_size: 5,
		});
		expect((await send({ type: 'image', image: { id } })).status).toBe(200);
		expect((await send({ type: 'video', video: { id } })).status).toBe(400);
		expect((await maton(sandbox, 'DELETE', place)).json).toEqual({ success: true });
		expect((await maton(sandbox, 'GET', place)).status).toBe(400);
	});

	test.each([
		['meta', 'maton-sandbox-key', 401],
		['meta', 'meta-sandbox-token', 200],
		['open', undefined, 200],
		['gateway', 'maton-sandbox-key', 200],
		['gateway', undefined, 401],
	] as const)('bytes at %s with %s: %i', async (mediaUrls, token, status) => {
		sandbox.reset({ mediaUrls });
		const id = String((await uploaded()).json.id);
		const { url } = (await maton(sandbox, 'GET', `/whatsapp-business/v21.0/${id}`)).json;
		const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
		const got = await call('GET', String(url), { headers });
		expect([got.status, got.text === 'bytes']).toEqual([status, status === 200]);
	});

	test.each([
		['sound.wav', 'audio/wav', 'RIFF', 100],
		['a.png', 'image/png', '', 131053],
		['a.png', 'image/png', 'x'.repeat(5 * 1024 * 1024 + 1), 131053],
	])('%s of %s is refused', async (name, type, content, code) => {
		expect(refusal(await uploaded(name, type, content)).slice(0, 2)).toEqual([400, code]);
	});
});

describe('templates', () => {
	const list = `message_templates`;

	test('are listed by status, page by page', async () => {
		sandbox.reset({ maxPageSize: 3 });
		const names: string[] = [];
		let after = '';
		for (let page = 0; page < 4; page++) {
			const query = `status=APPROVED&limit=100${after}`;
			const { json } = await maton(sandbox, 'GET', `${account}/${list}?${query}`);
			names.push(...(json.data as Array<{ name: string }>).map(({ name }) => name));
			const paging = json.paging as { next?: string; cursors: { after: string } };
			if (!paging.next) break;
			after = `&after=${paging.cursors.after}`;
		}
		expect(names).toEqual([
			'hello_world',
			'order_update',
			'order_update',
			'invoice_ready',
			'spring_offer',
		]);
	});

	test('are created once per language, and deleted by name', async () => {
		const body = {
			name: 'order_confirmation',
			language: 'en_US',
			category: 'UTILITY',
			components: [{ type: 'BODY', text: 'Hi {{1}}' }],
		};
		const create = async (more = {}) =>
			await maton(sandbox, 'POST', `${account}/${list}`, { ...body, ...more });
		expect((await create()).json).toMatchObject({ status: 'PENDING', category: 'UTILITY' });
		expect((await create()).json.error).toMatchObject({ error_subcode: 2388024 });
		expect((await create({ name: 'Not Allowed' })).status).toBe(400);
		expect((await create({ category: 'NEWS' })).status).toBe(400);
		expect((await create({ language: 'de', components: [] })).status).toBe(400);
		const remove = async () =>
			await maton(sandbox, 'DELETE', `${account}/${list}?name=order_confirmation`);
		expect((await remove()).json).toEqual({ success: true });
		expect((await remove()).json.error).toMatchObject({ error_subcode: 2593002 });
	});

	const value = (word: string) => ({ type: 'text', text: word });
	const invoice = {
		header: {
			type: 'header',
			parameters: [{ type: 'document', document: { link: 'https://www.example.com/a.pdf' } }],
		},
		body: { type: 'body', parameters: [value('Ada'), value('R-17')] },
		button: { type: 'button', sub_type: 'url', index: '0', parameters: [value('R-17')] },
	};
	const sendTemplate = async (name: string, components: unknown[], code = 'en_US') =>
		await send({ type: 'template', template: { name, language: { code }, components } });

	test('with all components arrive, rendered', async () => {
		const sent = await sendTemplate('invoice_ready', Object.values(invoice));
		expect(sent.json.messages).toMatchObject([{ message_status: 'accepted' }]);
		expect(sandbox.businessAccount().messages.at(-1)?.text).toBe(
			'Hi Ada, your invoice R-17 is ready.',
		);
	});

	test.each([
		['no_such', [], 404, 132001],
		['new_hours', [], 404, 132001],
		['winter_sale', [], 400, 132015],
		['order_update', [{ type: 'body', parameters: [value('Ada')] }], 400, 132000],
		['invoice_ready', [invoice.body, invoice.button], 400, 132012],
		['invoice_ready', [invoice.header, invoice.body], 400, 131008],
		[
			'invoice_ready',
			[invoice.header, { type: 'body', parameters: [value('A\nda'), value('1')] }, invoice.button],
			400,
			132018,
		],
	])('%s with %j is %i %i', async (name, components, status, code) => {
		expect(refusal(await sendTemplate(name, components)).slice(0, 2)).toEqual([status, code]);
	});
});

test('the business profile is read by fields and changed within limits', async () => {
	const path = `${base}/whatsapp_business_profile`;
	const change = async (body: Record<string, unknown>) =>
		await maton(sandbox, 'POST', path, { ...product, ...body });
	expect((await change({ about: 'Closed', vertical: 'RETAIL' })).json).toEqual({ success: true });
	const { json } = await maton(sandbox, 'GET', `${path}?fields=about,vertical`);
	expect(json).toEqual({ data: [{ about: 'Closed', vertical: 'RETAIL', ...product }] });
	for (const body of [{ about: 'a'.repeat(140) }, { vertical: 'SHOP' }, { websites: ['x'] }]) {
		expect((await change(body)).status).toBe(400);
	}
	expect((await maton(sandbox, 'GET', `${account}/phone_numbers`)).json.data).toHaveLength(3);
});

test('a file labelled audio/opus is taken, and fails when it is sent', async () => {
	const form = upload('file', 'voice.opus', 'audio/opus', 'OggS');
	form.append('messaging_product', 'whatsapp');
	const { status, json } = await maton(sandbox, 'POST', `${base}/media`, form);
	expect(status).toBe(200);
	expect((await send({ type: 'audio', audio: { id: json.id } })).status).toBe(200);
	expect(sandbox.businessAccount().messages.at(-1)?.failure?.code).toBe(131053);
});
