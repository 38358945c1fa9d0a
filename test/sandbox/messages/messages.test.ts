import type { Sandbox } from '../../../sandbox';
import { maton, wati } from '../client';
import { useSandbox } from '../use-sandbox';

let sandbox: Sandbox;
useSandbox(
	(opened) => (sandbox = opened),
	{ plan: 'off', gatewayPerSecond: 0 },
	{
		sessionTextFrom: 'both',
		failureStatus: 200,
		deliveredAfterMs: 60_000,
	},
);

const session = '/api/v1/sendSessionMessage/14155550101';
const EMPTY = { result: false, info: 'message text can not be empty' };
const EXPIRED = { result: false, message: 'Ticket has been expired.', ticketStatus: 'CLOSED' };

describe('sendSessionMessage', () => {
	it('answers the documented shape and reaches the phone', async () => {
		const heard: unknown[] = [];
		sandbox.events.once('messageSent', (event) => heard.push(event));
		const text = 'Grüße & 1+1=2 👋';
		const { json, headers } = await maton(
			sandbox,
			'POST',
			`/wati${session}?messageText=${encodeURIComponent(text)}&replyContextId=wamid.X`,
		);
		expect(json).toMatchObject({
			ok: true,
			result: 'success',
			errors: [],
			message: {
				whatsappMessageId: expect.stringMatching(/^wamid\./) as string,
				text,
				statusString: 'SENT',
				owner: true,
			},
		});
		expect(headers.get('content-type')).toMatch(/^text\/plain/);
		expect(sandbox.messagesTo('14155550101')).toMatchObject([
			{ kind: 'text', text, replyTo: 'wamid.X', tenantId: '123456' },
		]);
		expect(heard).toHaveLength(1);
	});

	it('reads the text where the account does', async () => {
		const form = new URLSearchParams({ messageText: 'from the form' });
		const multipart = new FormData();
		multipart.append('messageText', 'from multipart');
		const query = `${session}?messageText=from+the+query`;
		expect((await wati(sandbox, 'POST', session, form)).json.ok).toBe(true);
		expect((await wati(sandbox, 'POST', session, multipart)).json.ok).toBe(true);
		expect((await wati(sandbox, 'POST', query, form)).json.ok).toBe(true);
		sandbox.reset({ sessionTextFrom: 'query' });
		expect((await wati(sandbox, 'POST', session, form)).json).toEqual(EMPTY);
		expect((await wati(sandbox, 'POST', query)).json.ok).toBe(true);
		sandbox.reset({ sessionTextFrom: 'form' });
		expect((await wati(sandbox, 'POST', query)).json).toEqual(EMPTY);
		expect((await wati(sandbox, 'POST', session, form)).json.ok).toBe(true);
		expect(sandbox.messagesTo('14155550101').map((one) => one.text)).toEqual(['from the form']);
	});

	it('ignores a JSON body', async () => {
		const { status, json } = await wati(sandbox, 'POST', session, { messageText: 'lost' });
		expect([status, json]).toEqual([200, EMPTY]);
	});

	it('accepts 4,096 characters and refuses 4,097', async () => {
		const long = `${session}?messageText=${'%E2%82%AC'.repeat(4096)}`;
		expect((await wati(sandbox, 'POST', long)).json.ok).toBe(true);
		expect((await wati(sandbox, 'POST', `${long}a`)).status).toBe(400);
		sandbox.reset({ maxUrlLength: 8192 });
		expect((await wati(sandbox, 'POST', long)).status).toBe(414);
		sandbox.reset({ maxUrlLength: 0 });
	});

	it('lies about a closed window with HTTP 200, or 400 where asked', async () => {
		const closed = '/api/v1/sendSessionMessage/14155550108?messageText=Hi';
		const reply = await wati(sandbox, 'POST', closed);
		expect([reply.status, reply.json]).toEqual([200, EXPIRED]);
		sandbox.reset({ failureStatus: 400 });
		const strict = await wati(sandbox, 'POST', closed);
		expect([strict.status, strict.json]).toEqual([400, EXPIRED]);
	});

	it('follows the window as it opens and closes', async () => {
		const path = '/api/v1/sendSessionMessage/14155550108?messageText=Hi';
		sandbox.openWindow('14155550108');
		expect((await wati(sandbox, 'POST', path)).json.ok).toBe(true);
		sandbox.closeWindow('14155550108');
		expect((await wati(sandbox, 'POST', path)).json).toEqual(EXPIRED);
		sandbox.customerWrites('14155550108', 'Hello?');
		expect((await wati(sandbox, 'POST', path)).json.ok).toBe(true);
	});

	it('knows ids, BSUIDs and channels, and refuses strangers', async () => {
		const { json } = await wati(sandbox, 'GET', '/api/v1/getContacts?name=Ada');
		const [{ id }] = json.contact_list as [{ id: string }];
		const send = async (target: string) =>
			(await wati(sandbox, 'POST', `/api/v1/sendSessionMessage/${target}?messageText=Hi`)).json;
		expect((await send(id)).ok).toBe(true);
		expect((await send('US.123124141512')).ok).toBe(true);
		expect((await send('14155550100:14155550101')).ok).toBe(true);
		expect(await send('14155550777:14155550101')).toEqual({
			result: false,
			info: 'Channel not found',
		});
		expect(await send('14155550777')).toEqual({ result: false, info: 'Invalid Contact' });
		expect(await send('%2B14155550101')).toEqual({ result: false, info: 'Invalid Contact' });
		expect(sandbox.messagesTo('14155550101')).toHaveLength(2);
		expect(sandbox.messagesTo('US.123124141512')).toHaveLength(1);
	});
});

describe('getMessages', () => {
	it.each([
		['SENT', { deliveredAfterMs: 60_000 }],
		['DELIVERED', { deliveredAfterMs: 0, readAfterMs: 60_000 }],
		['READ', { deliveredAfterMs: 0, readAfterMs: 0 }],
	])('shows what became of a sent message, as the webhooks tell it: %s', async (status, times) => {
		sandbox.reset(times);
		await wati(sandbox, 'POST', `${session}?messageText=Hi`);
		const { json } = await wati(sandbox, 'GET', '/api/v1/getMessages/14155550101?pageSize=1');
		expect(json.messages).toMatchObject({ items: [{ text: 'Hi', statusString: status }] });
	});

	it('lists all kinds, newest first, in the documented shape', async () => {
		await wati(sandbox, 'POST', '/api/v1/sendTemplateMessage?whatsappNumber=14155550101', {
			template_name: 'order_update',
			broadcast_name: 'b',
			parameters: [
				{ name: 'name', value: 'Ada' },
				{ name: 'ordernumber', value: 'A1' },
			],
		});
		await wati(sandbox, 'POST', `${session}?messageText=Hi`);
		const { json } = await wati(sandbox, 'GET', '/api/v1/getMessages/14155550101?pageSize=20');
		expect(json).toMatchObject({
			result: 'success',
			messages: { pageNumber: 1, pageSize: 20, total: 6, convCount: 0 },
			link: { nextPage: null, total: 6 },
		});
		const { items } = json.messages as { items: Array<Record<string, unknown>> };
		expect(items.map((item) => item.eventType)).toEqual([
			'message',
			'broadcastMessage',
			'message',
			'message',
			'message',
			'ticket',
		]);
		expect(items[0]).toMatchObject({ text: 'Hi', owner: true, type: 'text' });
		expect(items[1]).toMatchObject({
			finalText: 'Hi Ada, order A1 shipped.',
			statusString: 'DELIVERED',
			eventDescription: expect.stringMatching(
				/^Broadcast message with using "order_update" template was received \d\d\|\d\d\|\d{4}$/,
			) as string,
		});
		expect(items[2]).toMatchObject({ type: 'document', owner: false });
		expect(items[3]).toMatchObject({
			data: expect.stringMatching(/^data\/images\/.*\.jpg$/) as string,
		});
		expect(items[5]).toMatchObject({ type: 0, actor: 'Contact' });
	});

	it('pages without loss and refuses strangers', async () => {
		for (let index = 0; index < 7; index += 1) sandbox.customerWrites('14155550109', `n${index}`);
		const texts: unknown[] = [];
		for (let page = 1; page <= 5; page += 1) {
			const path = `/api/v1/getMessages/14155550109?pageSize=3&pageNumber=${page}`;
			const { json } = await wati(sandbox, 'GET', path);
			const { items } = json.messages as { items: Array<{ text?: string }> };
			texts.push(...items.map((item) => item.text));
		}
		expect(texts).toEqual(['n6', 'n5', 'n4', 'n3', 'n2', 'n1', 'n0', undefined]);
		const stranger = await wati(sandbox, 'GET', '/api/v1/getMessages/14155550777');
		expect(stranger.json).toEqual({ result: false, info: 'contact missing' });
	});
});

describe('operators, media and token', () => {
	it('assigns an operator or the bot, and refuses unknown ones', async () => {
		const assign = async (query: string) =>
			await wati(sandbox, 'POST', `/api/v1/assignOperator?${query}`);
		const number = 'whatsappNumber=14155550101';
		expect((await assign(`email=agent@example.com&${number}`)).json).toEqual({ result: true });
		const sent = await wati(sandbox, 'POST', `${session}?messageText=Hi`);
		expect(sent.json.message).toMatchObject({ operatorName: 'Alex Agent' });
		expect((await assign('target=14155550101')).json).toEqual({ result: true });
		expect((await assign(`email=nobody@example.com&${number}`)).json.result).toBe(false);
		expect((await assign('email=agent@example.com')).status).toBe(400);
		expect((await assign('whatsappNumber=14155550777')).json.info).toBe('contact missing');
	});

	it('serves media by the whole stored path on both addresses', async () => {
		const { json } = await wati(sandbox, 'GET', '/api/v1/getMessages/14155550101');
		const { items } = json.messages as { items: Array<{ data: string | null }> };
		const path = items.find((item) => item.data?.endsWith('.jpg'))?.data ?? '';
		for (const address of ['/api/v1/getMedia', '/api/file/showFile']) {
			const reply = await wati(sandbox, 'GET', `${address}?fileName=${path}`);
			expect(reply.status).toBe(200);
			expect(reply.headers.get('content-type')).toBe('application/octet-stream');
			expect(reply.headers.get('content-length')).toBe('136');
		}
		const part = path.split('/').at(-1);
		expect((await wati(sandbox, 'GET', `/api/v1/getMedia?fileName=${part}`)).status).toBe(404);
		expect((await wati(sandbox, 'GET', '/api/v1/getMedia')).status).toBe(400);
		expect((await maton(sandbox, 'GET', `/wati/api/v1/getMedia?fileName=${path}`)).status).toBe(
			200,
		);
	});

	it('rotates the token: the old one is blocked, also behind Maton', async () => {
		const { text, status } = await wati(
			sandbox,
			'POST',
			`/api/v1/rotateToken?token=${sandbox.watiToken}`,
		);
		expect([status, text.length > 20]).toEqual([200, true]);
		const old = await wati(sandbox, 'GET', '/api/v1/getContacts');
		expect([old.status, old.text]).toEqual([401, '']);
		const headers = { authorization: `Bearer ${text}` };
		expect((await wati(sandbox, 'GET', '/api/v1/getContacts', undefined, headers)).status).toBe(
			200,
		);
		const behind = await maton(sandbox, 'GET', '/wati/api/v1/getContacts');
		expect([behind.status, behind.text]).toEqual([401, '']);
		const unknown = await wati(sandbox, 'POST', '/api/v1/rotateToken?token=x', undefined, headers);
		expect(unknown.json).toEqual({ result: false, info: 'token not found' });
	});
});
