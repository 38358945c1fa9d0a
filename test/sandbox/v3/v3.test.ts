import type { Sandbox } from '../../../sandbox';
import { sampleFile } from '../../../sandbox/files/sample-files';
import { call, lastRequest, v3, wati } from '../client';
import { useSandbox } from '../use-sandbox';

const ADA = '14155550101';
const FATIMA = '14155550106';
const NOBODY = '14155550190';

let sandbox: Sandbox;
useSandbox((opened) => (sandbox = opened), { plan: 'off' }, { v3Access: 'included' });

const error = (code: number, message: string) => ({ code, message, timestamp: expect.any(String) });

const chatId = async () => {
	const { json } = await v3(
		sandbox,
		'GET',
		`/conversations/${ADA}/messages?page_number=1&page_size=1`,
	);
	return (json.message_list as Array<{ conversation_id: string }>)[0]!.conversation_id;
};

describe('at the door', () => {
	it.each([undefined, 'Bearer wrong', 'Bearer maton-sandbox-key'])(
		'answers 401 with an empty body to Authorization %j',
		async (authorization) => {
			const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
			const url = `${sandbox.url}/api/ext/v3/contacts/count`;
			const { status, text } = await call('GET', url, { headers });
			expect([status, text]).toEqual([401, '']);
		},
	);

	it('answers 403 or 404 to everything where the plan has no v3', async () => {
		sandbox.reset({ v3Access: 'refused' });
		const refused = await v3(sandbox, 'GET', '/contacts/count');
		expect(refused).toMatchObject({ status: 403, json: { code: 403 } });
		sandbox.reset({ v3Access: 'absent' });
		expect(await v3(sandbox, 'GET', '/contacts/count')).toMatchObject({ status: 404, text: '' });
	});

	it.each([
		'',
		'?page_number=1',
		'?page_size=5',
		'?page_number=0&page_size=5',
		'?page_number=1&page_size=101',
	])('needs both page parameters: %j', async (query) => {
		for (const path of ['/contacts', `/conversations/${ADA}/messages`, '/channels']) {
			expect(await v3(sandbox, 'GET', path + query)).toMatchObject({
				status: 400,
				json: { code: 400 },
			});
		}
	});
});

describe('contacts', () => {
	it('are listed in snake_case, without a total', async () => {
		const { json } = await v3(sandbox, 'GET', '/contacts?page_number=3&page_size=5');
		expect(json).toEqual({
			contact_list: [
				expect.objectContaining({ name: 'Old Number', contact_status: 'INVALID' }),
				expect.objectContaining({ name: 'Kim Username', phone: null, bsuid: 'US.123124141512' }),
			],
			page_number: 3,
			page_size: 5,
		});
	});

	it('are counted by the day they were created', async () => {
		const count = async (query: string) =>
			(await v3(sandbox, 'GET', `/contacts/count${query}`)).json;
		expect(await count('')).toEqual({ contact_count: 12 });
		expect(await count('?date_from=2026-07-01')).toEqual({ contact_count: 3 });
		expect(await count('?date_from=2026-01-13&date_to=2026-03-09T23:59:59Z')).toEqual({
			contact_count: 3,
		});
		expect(await count('?date_to=soon')).toEqual(error(400, 'date_to is invalid'));
	});

	it.each([ADA, `14155550100:${ADA}`, `Support:${ADA}`])('are found by %s', async (target) => {
		const { json } = await v3(sandbox, 'GET', `/contacts/${encodeURIComponent(target)}`);
		expect(json).toMatchObject({
			wa_id: ADA,
			name: 'Ada Lindqvist',
			phone: `+${ADA}`,
			created: '2026-01-12T00:00:00.000Z',
			teams: [],
		});
		expect((await v3(sandbox, 'GET', `/contacts/${String(json.id)}`)).json).toEqual(json);
	});

	it.each([
		[NOBODY, 404, 'Contact not found'],
		['507f1f77bcf86cd799439011', 404, 'Contact not found'],
		['Default:14155550101', 400, 'Channel not found'],
		['+14155550101', 400, 'Target is invalid'],
	])('are not found by %s', async (target, status, message) => {
		const { json } = await v3(sandbox, 'GET', `/contacts/${encodeURIComponent(target)}`);
		expect(json).toEqual(error(status, message));
	});

	it('are gone after they were deleted, and their number is free', async () => {
		const { json } = await v3(sandbox, 'DELETE', `/contacts/${ADA}`);
		expect(json).toEqual({
			contact_id: expect.any(String),
			deleted: true,
			cleanup_completed: true,
		});
		expect(lastRequest(sandbox).tookEffect).toBe(true);
		expect(await v3(sandbox, 'DELETE', `/contacts/${ADA}`)).toMatchObject({ status: 404 });
		expect((await v3(sandbox, 'GET', '/contacts/14155550110')).json.name).toBe('Jonas Weber');
		const added = await wati(sandbox, 'POST', `/api/v1/addContact/${ADA}`, { name: 'New' });
		expect(added.json).toMatchObject({ result: true, contact: { fullName: 'New' } });
	});

	it('are put into teams, replacing earlier ones', async () => {
		const set = async (body: Record<string, unknown>) =>
			await v3(sandbox, 'PUT', '/contacts/teams', body);
		const teams = async () => (await v3(sandbox, 'GET', `/contacts/${ADA}`)).json.teams;
		expect((await set({ target: ADA, teams: ['Support', 'Billing'] })).json).toEqual({
			result: true,
		});
		expect(await teams()).toEqual(['Billing', 'Support']);
		await set({ target: ADA, teams: ['Sales'] });
		expect(await teams()).toEqual(['Sales']);
		expect((await set({ target: ADA, teams: ['No Such'] })).json).toEqual(
			error(400, 'Team not found'),
		);
		expect((await set({ target: ADA })).json).toEqual(error(400, 'teams is required'));
		expect((await set({ target: ADA, teams: [], extra: 1 })).status).toBe(400);
	});
});

describe('conversations', () => {
	it('hold messages with their status, and other events as bare events', async () => {
		const path = `/conversations/${ADA}/messages?page_number=1&page_size=100`;
		const { json } = await v3(sandbox, 'GET', path);
		const messages = json.message_list as Array<Record<string, unknown>>;
		expect(messages).toHaveLength(4);
		expect(messages[0]).toMatchObject({
			text: 'And this is the bill.',
			type: 'document',
			owner: false,
			event_type: 'message',
		});
		expect(Object.keys(messages[3]!).sort()).toEqual([
			'actor',
			'assignee',
			'conversation_id',
			'created',
			'detailed_event_description',
			'event_description',
			'event_type',
			'id',
			'owner',
			'ticket_id',
			'timestamp',
			'topic_name',
			'type',
		]);
	});

	it('are found by their own id as well', async () => {
		const id = await chatId();
		const { status } = await v3(sandbox, 'PUT', `/conversations/${id}/status`, {
			new_status: 'solved',
		});
		expect(status).toBe(200);
		const { json } = await v3(
			sandbox,
			'GET',
			`/conversations/${id}/messages?page_number=1&page_size=1`,
		);
		expect(json.message_list).toEqual([expect.objectContaining({ event_type: 'ticket' })]);
	});

	it.each([
		['PUT', 'status', {}, 400, 'new_status is required'],
		['PUT', 'status', { new_status: 'OPEN' }, 400, 'new_status is invalid'],
		['PUT', 'operator', {}, 400, 'assignee_email is required'],
		['PUT', 'operator', { assignee_email: 'no@example.com' }, 400, 'Operator not found'],
		['PUT', 'operator', { email: 'agent@example.com' }, 400, 'Property email is not allowed'],
		['POST', 'tags', { tag_name: 'no such' }, 404, 'Tag not found'],
	])('%s %s refuses %j', async (method, what, body, status, message) => {
		const { json } = await v3(sandbox, method, `/conversations/${ADA}/${what}`, body);
		expect(json).toEqual(error(status, message));
		expect(lastRequest(sandbox).tookEffect).toBe(false);
	});

	it('go to an operator, and with null to the bot', async () => {
		const path = `/conversations/${ADA}/operator`;
		for (const assignee_email of ['agent@example.com', null]) {
			expect((await v3(sandbox, 'PUT', path, { assignee_email })).json).toEqual({ result: true });
		}
		const { json } = await wati(sandbox, 'GET', `/api/v1/getMessages/${ADA}?pageSize=2`);
		const { items } = json.messages as { items: unknown[] };
		expect(items).toMatchObject([
			{ type: 1, assignee: null },
			{ type: 1, assignee: 'agent@example.com' },
		]);
	});

	it('take tags that the account knows', async () => {
		const path = `/conversations/${ADA}/tags`;
		expect((await v3(sandbox, 'POST', path, { tag_name: 'vip' })).json).toEqual({ result: true });
		expect((await v3(sandbox, 'DELETE', `${path}/vip`)).json).toEqual({ result: true });
		expect(await v3(sandbox, 'DELETE', `${path}/none`)).toMatchObject({ status: 404 });
	});

	it('show that somebody types', async () => {
		const path = '/conversations/typingIndicator';
		expect((await v3(sandbox, 'POST', path, { target: ADA })).json).toEqual({ result: true });
		expect((await v3(sandbox, 'POST', path, { target: NOBODY })).status).toBe(404);
	});
});

describe('files', () => {
	const PATH = '/conversations/messages/fileViaUrl';
	const file_url = 'https://files.example.com/photo.png';

	it('are sent by their address', async () => {
		const { json } = await v3(sandbox, 'POST', PATH, { target: ADA, file_url, caption: 'Look' });
		expect(json).toEqual({
			message: expect.objectContaining({
				text: 'Look',
				type: 'image',
				owner: true,
				status: 'sent',
			}),
		});
		expect(sandbox.messagesTo(ADA)).toMatchObject([
			{ kind: 'file', text: 'Look', file: { fileName: 'photo.png', contentType: 'image/png' } },
		]);
		const { id } = json.message as { id: string };
		const { content } = sampleFile('photo.png');
		const url = `${sandbox.url}/api/ext/v3/conversations/messages/file/${id}`;
		const headers = { authorization: `Bearer ${sandbox.watiToken}` };
		const response = await fetch(url, { headers });
		expect(response.headers.get('content-disposition')).toContain('photo.png');
		expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
	});

	it.each([
		[{ target: ADA }, 400, 'file_url is required'],
		[{ target: ADA, file_url: 'photo.png' }, 400, 'file_url is invalid'],
		[
			{ target: ADA, file_url: 'https://files.example.com/a.gif' },
			400,
			'File is not allowed by WhatsApp',
		],
		[{ target: FATIMA, file_url }, 400, 'Ticket has been expired.'],
		[{ target: NOBODY, file_url }, 404, 'Conversation not found'],
	])('are refused: %j', async (body, status, message) => {
		expect((await v3(sandbox, 'POST', PATH, body)).json).toEqual(error(status, message));
	});

	it.each([
		['wamid.HBgL', 400, 'Message ID is invalid'],
		['507f1f77bcf86cd799439011', 5004, 'Message Not Found'],
	])('are not there under %s', async (id, code, message) => {
		const { status, json } = await v3(sandbox, 'GET', `/conversations/messages/file/${id}`);
		expect([status, json]).toEqual([400, error(code, message)]);
	});
});

it('lists the channels but the default one', async () => {
	const { json } = await v3(sandbox, 'GET', '/channels?page_number=1&page_size=10');
	expect(json).toEqual({
		channels: [{ id: expect.any(String), name: 'Support', channel: 'Whatsapp' }],
	});
});
