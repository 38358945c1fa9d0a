import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { call } from '../client';

const APP_SECRET = 'app-secret';
const ADA = '14155550101';

interface Post {
	bytes: string;
	signature: string | undefined;
}

let sandbox: Sandbox;
let server: Server;
let posts: Post[] = [];
let verifyToken = 'right';
let answer: (post: Post) => number = () => 200;

beforeAll(async () => {
	sandbox = await startSandbox({ gatewayPerSecond: 0, deliveredAfterMs: 5, readAfterMs: 5 });
	server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://receiver.example');
		if (request.method === 'GET') {
			const isRight = url.searchParams.get('hub.verify_token') === verifyToken;
			response.writeHead(isRight ? 200 : 403).end(url.searchParams.get('hub.challenge'));
			return;
		}
		let bytes = '';
		request.setEncoding('utf8').on('data', (part: string) => (bytes += part));
		request.on('end', () => {
			const post = { bytes, signature: request.headers['x-hub-signature-256']?.toString() };
			posts.push(post);
			response.writeHead(answer(post)).end();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
});

beforeEach(() => {
	sandbox.reset({ repeats: 0, retryEveryMs: 20 });
	posts = [];
	verifyToken = 'right';
	answer = () => 200;
});

afterAll(async () => {
	await sandbox.close();
	server.close();
});

const control = async (method: string, path: string, body?: Record<string, unknown>) =>
	await call(method, `${sandbox.url}/__sandbox/${path}`, { body });

const subscribe = async () =>
	await control('PUT', 'business/subscription', {
		callbackUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?kept=1`,
		verifyToken: 'right',
		appSecret: APP_SECRET,
	});

const settled = async () => await sandbox.webhooksSettled();

async function until(holds: () => boolean): Promise<void> {
	for (let round = 0; round < 400 && !holds(); round += 1) {
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	expect(holds()).toBe(true);
}

const valuesOf = ({ bytes }: Post) => {
	const { entry } = JSON.parse(bytes) as {
		entry: Array<{ changes: Array<{ value: Record<string, unknown> }> }>;
	};
	return entry.flatMap(({ changes }) => changes.map(({ value }) => value));
};

test('an address is kept when it answers the challenge', async () => {
	expect((await subscribe()).status).toBe(200);
	verifyToken = 'another';
	const refused = await subscribe();
	expect(refused.status).toBe(400);
	expect(String(refused.json.error)).toMatch(/could not be validated: it answered 403/);
});

test('nothing is posted without a subscription', async () => {
	await control('POST', 'business/customer', { whatsappNumber: ADA, text: 'Hello' });
	await settled();
	expect(posts).toEqual([]);
});

test('every post is signed over its bytes', async () => {
	await subscribe();
	await control('POST', 'business/customer', { whatsappNumber: ADA, text: 'Grüße' });
	await settled();
	expect(posts).toHaveLength(1);
	const [{ bytes, signature }] = posts as [Post];
	expect(bytes).toContain('Gr\\u00fc\\u00dfe');
	const right = createHmac('sha256', APP_SECRET).update(bytes).digest('hex');
	expect(signature).toBe(`sha256=${right}`);
	expect(valuesOf(posts[0]!)).toEqual([
		expect.objectContaining({
			metadata: {
				display_phone_number: sandbox.business.phoneNumber,
				phone_number_id: sandbox.business.phoneNumberId,
			},
			contacts: [
				{
					profile: { name: 'Customer 0101' },
					wa_id: ADA,
					user_id: expect.stringMatching(/^US\.\d+$/) as string,
				},
			],
			messages: [
				expect.objectContaining({
					from: ADA,
					from_user_id: expect.stringMatching(/^US\.\d+$/) as string,
					type: 'text',
					text: { body: 'Grüße' },
				}),
			],
		}),
	]);
});

test.each([
	['userId', {}, { from_user_id: 'US.1234' }],
	['contactOnly', {}, {}],
	['from', { wa_id: 'US.1234' }, { from: 'US.1234', from_user_id: 'US.1234' }],
])('a customer without a number comes in the form %s', async (userIdForm, contact, sender) => {
	await subscribe();
	const message = { userId: 'US.1234', username: 'kenexample', text: 'Hello', userIdForm };
	expect((await control('POST', 'business/customer', message)).status).toBe(200);
	await settled();
	const [value] = valuesOf(posts[0]!) as [{ contacts: unknown[]; messages: object[] }];
	expect(value.contacts).toEqual([
		{
			profile: { name: 'Customer 1234', username: 'kenexample' },
			user_id: 'US.1234',
			...contact,
		},
	]);
	expect(value.messages).toEqual([
		{
			id: expect.any(String) as string,
			timestamp: expect.stringMatching(/^\d{10}$/) as string,
			type: 'text',
			text: { body: 'Hello' },
			...sender,
		},
	]);
});

test('what becomes of a message names who has no number by the BSUID', async () => {
	await subscribe();
	const account = sandbox.businessAccount();
	const phone = account.phones.get(sandbox.business.phoneNumberId)!;
	const send = (customer: string, more = {}) => {
		const content = { type: 'text', content: { body: 'Hi' }, text: 'Hi', ...more };
		const message = account.send(phone.id, customer, content);
		sandbox.events.emit('businessMessageSent', { account, phone, message });
	};
	account.customers.setUsername('US.1234', 'kenexample');
	send('US.1234');
	await settled();
	const told = posts.flatMap(valuesOf) as Array<{ contacts?: unknown[]; statuses: object[] }>;
	const profile = { name: 'Customer 1234' };
	expect(told.map(({ contacts }) => contacts)).toEqual([
		[{ profile, user_id: 'US.1234' }],
		[{ profile: { ...profile, username: 'kenexample' }, user_id: 'US.1234' }],
		[{ profile: { ...profile, username: 'kenexample' }, user_id: 'US.1234' }],
	]);
	for (const { statuses } of told) {
		expect(statuses[0]).toMatchObject({ recipient_user_id: 'US.1234' });
		expect(statuses[0]).not.toHaveProperty('recipient_id');
	}
	posts = [];
	send(ADA, { failure: { code: 131026, title: 'Message undeliverable', details: '' } });
	await settled();
	const failed = valuesOf(posts.at(-1)!)[0] as { contacts?: unknown[]; statuses: object[] };
	expect(failed.contacts).toBeUndefined();
	expect(failed.statuses[0]).toMatchObject({ status: 'failed', recipient_id: ADA });
	expect(failed.statuses[0]).not.toHaveProperty('recipient_user_id');
});

test('several messages come in one call', async () => {
	await subscribe();
	const messages = ['one', 'two', 'three'].map((text) => ({ whatsappNumber: ADA, text }));
	const { json } = await control('POST', 'business/customer', { messages });
	await settled();
	expect(posts).toHaveLength(1);
	expect(valuesOf(posts[0]!)[0]!.messages).toHaveLength(3);
	expect(new Set(json.ids as string[]).size).toBe(3);
});

test('messages to several numbers come in one call, in an entry for each number', async () => {
	await subscribe();
	const { phoneNumberId, testPhoneNumberId } = sandbox.business;
	const messages = [phoneNumberId, testPhoneNumberId, phoneNumberId].map((number, index) => ({
		whatsappNumber: ADA,
		phoneNumberId: number,
		text: `Message ${index}`,
	}));
	await control('POST', 'business/customer', { messages });
	await settled();
	expect(posts).toHaveLength(1);
	expect(
		valuesOf(posts[0]!).map(({ metadata, messages: told }) => [
			(metadata as { phone_number_id: string }).phone_number_id,
			(told as unknown[]).length,
		]),
	).toEqual([
		[phoneNumberId, 2],
		[testPhoneNumberId, 1],
	]);
});

test('a file of a customer can be had by its ID', async () => {
	await subscribe();
	await control('POST', 'business/customer', {
		whatsappNumber: ADA,
		type: 'image',
		file: 'photo.jpg',
		caption: 'my receipt',
	});
	await settled();
	const [{ messages }] = valuesOf(posts[0]!) as [{ messages: Array<{ image: { id: string } }> }];
	const { id } = messages[0]!.image;
	expect(messages[0]!.image).toMatchObject({ mime_type: 'image/jpeg', caption: 'my receipt' });
	expect(sandbox.businessAccount().media.find(id)?.mimeType).toBe('image/jpeg');
});

test('a reviewed template is told, and has its new status', async () => {
	await subscribe();
	const review = { name: 'new_hours', status: 'REJECTED', reason: 'INVALID_FORMAT' };
	expect((await control('POST', 'business/template', review)).status).toBe(200);
	await settled();
	expect(valuesOf(posts[0]!)).toEqual([
		expect.objectContaining({
			event: 'REJECTED',
			message_template_name: 'new_hours',
			reason: 'INVALID_FORMAT',
		}),
	]);
	const template = sandbox.businessAccount().templates.find(({ name }) => name === 'new_hours');
	expect(template?.status).toBe('REJECTED');
	expect((await control('POST', 'business/template', { name: 'nothing' })).status).toBe(400);
});

test('a new subscription forgets what was on its way to the old one', async () => {
	await subscribe();
	answer = () => 500;
	await control('POST', 'business/customer', { whatsappNumber: ADA, text: 'Hello' });
	await settled();
	await subscribe();
	answer = () => 200;
	// How often the old one was tried until then depends on the machine.
	const before = posts.length;
	await control('POST', 'business/customer', { whatsappNumber: ADA, text: 'Again' });
	await settled();
	await new Promise((resolve) => setTimeout(resolve, 60));
	expect(posts.slice(before).map(({ bytes }) => bytes)).toEqual([
		expect.stringContaining('"Again"'),
	]);
});

test('a message that will not arrive is told as failed, with the code', async () => {
	await subscribe();
	const { phoneNumberId, connectionId } = sandbox.business;
	await call('POST', `${sandbox.url}/whatsapp-business/v21.0/${phoneNumberId}/messages`, {
		headers: { authorization: `Bearer ${sandbox.matonKey}`, 'maton-connection': connectionId },
		body: {
			messaging_product: 'whatsapp',
			to: '14155550107',
			type: 'text',
			text: { body: 'Are you there?' },
		},
	});
	await settled();
	const states = posts.flatMap(valuesOf).flatMap(({ statuses }) => statuses);
	expect(states).toEqual([
		expect.objectContaining({ status: 'sent' }),
		expect.objectContaining({
			status: 'failed',
			errors: [expect.objectContaining({ code: 131047, title: 'Re-engagement message' })],
		}),
	]);
});

test('a call is repeated with the same bytes, by wish and until it is answered with 200', async () => {
	await subscribe();
	sandbox.deliverWith({ repeats: 2 });
	let refusals = 2;
	answer = () => (refusals-- > 0 ? 500 : 200);
	await control('POST', 'business/customer', { whatsappNumber: ADA, text: 'Hello' });
	await until(() => posts.length === 5);
	await settled();
	expect(new Set(posts.map(({ bytes }) => bytes)).size).toBe(1);
	const deliveries = (await control('GET', 'business/deliveries')).json as unknown as Array<{
		status: number;
	}>;
	expect(deliveries.map(({ status }) => status).sort()).toEqual([200, 200, 200, 500, 500]);
});

test('a sent message is followed by its statuses', async () => {
	await subscribe();
	const { phoneNumberId, connectionId } = sandbox.business;
	const sent = await call(
		'POST',
		`${sandbox.url}/whatsapp-business/v21.0/${phoneNumberId}/messages`,
		{
			headers: {
				authorization: `Bearer ${sandbox.matonKey}`,
				'maton-connection': connectionId,
			},
			body: {
				messaging_product: 'whatsapp',
				to: ADA,
				type: 'template',
				template: { name: 'hello_world', language: { code: 'en_US' } },
			},
		},
	);
	expect(sent.status).toBe(200);
	await until(() => posts.length === 3);
	const states = posts.flatMap(valuesOf).flatMap(({ statuses }) => statuses as object[]);
	expect(states.map((one) => (one as { status: string }).status)).toEqual([
		'sent',
		'delivered',
		'read',
	]);
});
