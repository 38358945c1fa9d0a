import { call, wati } from '../client';
import {
	ADA,
	ISO_7,
	SECONDS,
	documented,
	startWithReceiver,
	type SandboxWithReceiver,
} from './sandbox-with-receiver';

let bench: SandboxWithReceiver;
let sandbox: SandboxWithReceiver['sandbox'];
let receiver: SandboxWithReceiver['receiver'];
let named: SandboxWithReceiver['named'];
let arrived: SandboxWithReceiver['arrived'];
let sendTemplate: SandboxWithReceiver['sendTemplate'];
let onPhone: SandboxWithReceiver['onPhone'];
beforeAll(async () => {
	bench = await startWithReceiver();
	({ sandbox, receiver, named, arrived, sendTemplate, onPhone } = bench);
});
afterAll(() => bench.close());
beforeEach(() => bench.renew());

describe('a customer', () => {
	const customer = async (message: Record<string, unknown>, whatsappNumber = ADA) => {
		const body = { whatsappNumber, ...message };
		const { status, json } = await call('POST', `${sandbox.url}/__sandbox/customer`, { body });
		expect([status, json]).toMatchObject([200, { ok: true }]);
		return json.whatsappMessageId as string;
	};

	it('writes: one message under two names', async () => {
		const wamid = await customer({ text: 'Hello' });
		const bodies = await arrived();
		expect(receiver.names()).toEqual(['message', 'message_bsuid']);
		expect(Object.keys(bodies[0] ?? {}).sort()).toEqual(documented('message').sort());
		expect(bodies[0]).toMatchObject({
			whatsappMessageId: wamid,
			text: 'Hello',
			type: 'text',
			owner: false,
			waId: ADA,
			senderName: 'Ada Lindqvist',
			sourceType: 0,
			replyContextId: '',
			created: expect.stringMatching(ISO_7) as string,
			timestamp: expect.stringMatching(SECONDS) as string,
		});
		expect(bodies[1]).toEqual({ ...bodies[0], eventType: 'message_bsuid' });
		const target = String(bodies[0]?.bsuid);
		const path = `/api/v1/sendSessionMessage/${target}?messageText=Hi`;
		expect((await wati(sandbox, 'POST', path)).json.ok).toBe(true);
		expect(sandbox.messagesTo(ADA)).toHaveLength(1);
	});

	it('never gets an id again, whatever is reset', async () => {
		await customer({ text: 'Hello' });
		const first = await named('message');
		await new Promise((resolve) => setTimeout(resolve, 1));
		sandbox.reset();
		sandbox.registerWebhook({ url: receiver.url, eventTypes: ['message'] });
		receiver.arrivals.length = 0;
		await customer({ text: 'Hello' });
		const second = await named('message');
		expect(second.id).not.toBe(first.id);
		expect(second.whatsappMessageId).not.toBe(first.whatsappMessageId);
		expect([second.conversationId, second.bsuid]).toEqual([first.conversationId, first.bsuid]);
	});

	it('writes for the first time: announced without a text, once', async () => {
		await customer({ text: 'Hello' }, '14155550777');
		await customer({ text: 'Still there?' }, '14155550777');
		const bodies = await arrived();
		expect(receiver.names()).toEqual([
			'newContactMessageReceived',
			'newContactMessageReceived_bsuid',
			...['message', 'message_bsuid', 'message', 'message_bsuid'],
		]);
		expect(Object.keys(bodies[0] ?? {})).toEqual(documented('newContactMessageReceived'));
	});

	it('without a number has its BSUID', async () => {
		await customer({ text: 'Hi' }, 'US.123124141512');
		expect(await named('message_bsuid')).toMatchObject({
			bsuid: 'US.123124141512',
			waId: null,
			username: '@kim',
		});
	});

	it('taps a reply button', async () => {
		await wati(sandbox, 'POST', `/api/v1/sendInteractiveButtonsMessage?whatsappNumber=${ADA}`, {
			body: 'Order A1 is ready.',
			buttons: [{ text: 'Track order' }, { text: 'Talk to us' }],
		});
		await customer({ kind: 'replyButton', title: 'Talk to us' });
		expect(await named('message')).toMatchObject({
			type: 'interactive',
			text: 'Talk to us',
			interactiveButtonReply: { id: '2', title: 'Talk to us' },
			listReply: null,
			buttonReply: null,
			replyContextId: onPhone(),
		});
		expect(await named('sentMessageREPLIED_v2')).toMatchObject({
			statusString: 'Replied',
			text: 'Order A1 is ready.',
			whatsappMessageId: onPhone(),
		});
	});

	it('taps a list row', async () => {
		await wati(sandbox, 'POST', `/api/v1/sendInteractiveListMessage?whatsappNumber=${ADA}`, {
			body: 'Please select',
			buttonText: 'View options',
			sections: [
				{ title: 'A', rows: [{ title: 'Product A', description: 'Best seller' }] },
				{ title: 'B', rows: [{ title: 'Product B', description: '' }] },
			],
		});
		await customer({ kind: 'listRow' });
		await customer({ kind: 'listRow', title: 'Product B' });
		const taps = (await arrived()).filter(({ eventType }) => eventType === 'message');
		expect(taps).toMatchObject([
			{
				text: 'Product A\nBest seller',
				listReply: { id: '1', title: 'Product A', description: 'Best seller' },
			},
			{ text: 'Product B', listReply: { id: '2', title: 'Product B', description: '' } },
		]);
	});

	it('taps a quick reply of a template', async () => {
		await sendTemplate(ADA, 'appointment_reminder', { 1: 'Ada', 2: 'Friday' });
		await customer({ kind: 'templateButton', title: 'Change' });
		expect(await named('message')).toMatchObject({
			type: 'button',
			text: 'Change',
			buttonReply: { payload: '{"ButtonIndex":1,"CarouselCardIndex":null}', text: 'Change' },
			interactiveButtonReply: null,
			replyContextId: onPhone(),
		});
		expect(await named('sentMessageREPLIED')).toMatchObject({
			type: 'template',
			text: 'Hello Ada, your appointment is on Friday.',
		});
	});

	it.each([
		['image', 'images', 'jpg', 136],
		['voice', 'audios', 'opus', 126],
		['audio', 'audios', 'opus', 126],
		['document', 'documents', 'pdf', undefined],
	])('sends %s', async (kind, folder, extension, size) => {
		await customer({ kind, ...(kind === 'image' ? { text: 'my receipt' } : {}) });
		const { type, text, data } = await named('message');
		const texts: Record<string, string> = { image: 'my receipt', document: 'report.pdf' };
		expect([type, text]).toEqual([kind, texts[kind] ?? null]);
		const { url, tenantId } = sandbox;
		const start = `${url}/${tenantId}/api/file/showFile?fileName=data/${folder}/`;
		expect(String(data).startsWith(start)).toBe(true);
		expect(data).toMatch(new RegExp(`[0-9a-f-]{36}\\.${extension}$`));
		const authorization = `Bearer ${sandbox.watiToken}`;
		const file = await call('GET', String(data), { headers: { authorization } });
		expect(file.status).toBe(200);
		if (size !== undefined) expect(file.headers.get('content-length')).toBe(String(size));
		expect((await call('GET', String(data))).status).toBe(401);
	});

	it('sends a file of any size', async () => {
		await customer({ kind: 'document', size: 2_000_000 });
		const { data } = await named('message');
		const authorization = `Bearer ${sandbox.watiToken}`;
		const file = await call('GET', String(data), { headers: { authorization } });
		expect(file.headers.get('content-length')).toBe('2000000');
	});

	it('sends a place in every form parsers have met', async () => {
		const place = { kind: 'location', latitude: 38.7223, longitude: -9.1393 };
		for (const form of ['object', 'json', 'link', undefined]) await customer({ ...place, form });
		const data = (await arrived())
			.filter(({ eventType }) => eventType === 'message')
			.map((body) => body.data);
		const object = { latitude: 38.7223, longitude: -9.1393, name: null, address: null };
		expect(data).toEqual([
			object,
			JSON.stringify(object),
			'https://www.google.com/maps/search/?api=1&query=38.7223,-9.1393',
			object,
		]);
	});

	it('sends contacts, an order and a reaction', async () => {
		await customer({ kind: 'contacts', name: 'Ben Okoro', phone: '14155550102' });
		await customer({
			kind: 'order',
			products: [{ retailerId: 'SKU-1', quantity: 2, price: 9.5 }],
		});
		await wati(sandbox, 'POST', `/api/v1/sendSessionMessage/${ADA}?messageText=Hi`);
		await customer({ kind: 'reaction', emoji: '👍' });
		const messages = (await arrived()).filter(({ eventType }) => eventType === 'message');
		expect(messages).toMatchObject([
			{ type: 'contacts', messageContact: [{ phones: [{ wa_id: '14155550102' }] }] },
			{ type: 'order', orderProducts: [{ productRetailerId: 'SKU-1', quantity: 2 }] },
			{ type: 'reaction', text: '👍', replyContextId: onPhone() },
		]);
	});

	it('quotes, and comes from an ad', async () => {
		await wati(sandbox, 'POST', `/api/v1/sendSessionMessage/${ADA}?messageText=Hi`);
		await customer({ text: 'This one', replyTo: onPhone() });
		expect(await named('message')).toMatchObject({ type: 'text', replyContextId: onPhone() });
		expect(await named('sentMessageREPLIED_v2')).toMatchObject({ text: 'Hi' });
		receiver.arrivals.length = 0;
		const ad = { sourceId: '120200000000000001', sourceUrl: 'https://fb.example.com/ad' };
		await customer({ text: 'I saw your ad', ad });
		expect(await named('message')).toMatchObject({ ...ad, sourceType: 7 });
		expect(receiver.names()).not.toContain('sentMessageREPLIED');
	});

	it('cannot tap what is not on the phone', async () => {
		await sendTemplate(ADA, 'parcel_tracking', { name: 'A', ordernumber: '1', trackingcode: 'T' });
		for (const message of [
			{ kind: 'replyButton' },
			{ kind: 'listRow' },
			{ kind: 'templateButton', title: 'No' },
			{ kind: 'templateButton' },
			{ kind: 'reaction', emoji: '👍', replyTo: 'wamid.unknown' },
			{ kind: 'sticker' },
			{ kind: 'location', latitude: '1' },
			{},
		]) {
			const body = { whatsappNumber: ADA, ...message };
			const { status, json } = await call('POST', `${sandbox.url}/__sandbox/customer`, { body });
			expect([status, typeof json.error]).toEqual([400, 'string']);
		}
	});
});
