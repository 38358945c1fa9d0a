import { setTimeout as wait } from 'node:timers/promises';

import { startSandbox, type Sandbox } from '../../../sandbox';

const ADA = '14155550101';
const CHANNEL = '14155550100';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ plan: 'off' });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

async function api(path: string, method = 'GET') {
	const response = await fetch(`${sandbox.url}/${sandbox.tenantId}/api/v1/${path}`, {
		method,
		headers: { authorization: `Bearer ${sandbox.watiToken}` },
	});
	return (await response.json()) as { message?: object; messages?: object };
}

const send = async (text: string) =>
	(await api(`sendSessionMessage/${ADA}?messageText=${text}`, 'POST')).message as Sent;

const status = async (id: string) => await api(`whatsApp/messages/${CHANNEL}/${id}`);

async function script(...scripts: object[]): Promise<number> {
	const response = await fetch(`${sandbox.url}/__sandbox/customer-script`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(scripts),
	});
	return response.status;
}

/** What the customer wrote, oldest first, once there are so many. */
async function written(count: number): Promise<unknown[]> {
	for (;;) {
		const { messages } = await api(`getMessages/${ADA}?pageSize=100`);
		const items = (messages as { items: Array<{ owner?: boolean; text: string }> }).items;
		const own = items.filter(({ owner, text }) => owner === false && text?.startsWith('#'));
		if (own.length >= count) return own.map(({ text }) => text).reverse();
		await wait(5);
	}
}

interface Sent {
	localMessageId: string;
}

const text = (words: string) => ({ kind: 'text', text: words });

test('a customer answers message after message, in pieces, and is then silent', async () => {
	expect(
		await script({
			whatsappNumber: ADA,
			answers: [
				{ afterMs: 10, messages: [text('#wrong')] },
				{ afterMs: 10, betweenMs: 10, messages: [text('#on'), text('#time')] },
			],
		}),
	).toBe(200);
	await send('When?');
	expect(await written(1)).toEqual(['#wrong']);
	await send('When?');
	expect(await written(3)).toEqual(['#wrong', '#on', '#time']);
	await send('Thanks');
	await wait(50);
	expect(await written(3)).toHaveLength(3);
});

test('a reset ends the script', async () => {
	await script({ whatsappNumber: ADA, answers: [{ afterMs: 1, messages: [text('#yes')] }] });
	sandbox.reset();
	await send('When?');
	await wait(30);
	expect(await written(0)).toEqual([]);
});

test.each([
	['goes through its steps', {}, ['SENT', 'READ']],
	['is not read where that is hidden', { read: false }, ['SENT', 'DELIVERED']],
	['stays sent with a phone that is off', { delivered: false }, ['SENT', 'SENT']],
	['fails with its reason', { failure: { code: '131049', detail: 'No' } }, ['SENT', 'FAILED']],
])('a message %s', async (_name, phone, [first, last]) => {
	await script({ whatsappNumber: ADA, phone });
	sandbox.deliverWith({ deliveredAfterMs: 3_600_000 });
	const { localMessageId } = await send('Hello');
	expect(await status(localMessageId)).toMatchObject({ statusString: first, failedCode: null });
	sandbox.deliverWith({ deliveredAfterMs: 0, readAfterMs: 0 });
	expect(await status(localMessageId)).toMatchObject({
		statusString: last,
		failedCode: last === 'FAILED' ? '131049' : null,
	});
});

test('the status record names what is wrong with the question', async () => {
	expect(await status('short')).toEqual({
		result: false,
		info: 'Local message ID length must be between 10 and 64 characters',
	});
	expect(await status('nobody-sent-this')).toEqual({ result: false, info: 'Message Not Found' });
	expect(await script({ answers: [] })).toBe(400);
});

test('customers of the business account answer by script as well', async () => {
	const control = async (method: string, path: string, body?: object) => {
		const response = await fetch(`${sandbox.url}/__sandbox/business/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			...(body ? { body: JSON.stringify(body) } : {}),
		});
		return (await response.json()) as Array<{ text: string }>;
	};
	const account = sandbox.businessAccount();
	const { phoneNumberId } = sandbox.business;
	const answers = ['one', 'two'].map((text) => ({
		afterMs: 10,
		messages: [{ kind: 'text', text }],
	}));
	await control('POST', 'customer-script', { whatsappNumber: ADA, answers });
	const before = account.messages.length;
	for (const body of ['First?', 'Second?', 'Third?']) {
		const response = await fetch(
			`${sandbox.url}/whatsapp-business/v21.0/${phoneNumberId}/messages`,
			{
				method: 'POST',
				headers: {
					authorization: `Bearer ${sandbox.matonKey}`,
					'maton-connection': sandbox.business.connectionId,
					'content-type': 'application/json',
				},
				body: JSON.stringify({
					messaging_product: 'whatsapp',
					to: ADA,
					type: 'text',
					text: { body },
				}),
			},
		);
		expect(response.status).toBe(200);
		await wait(30);
	}
	const written = account.messages.slice(before).map(({ from, text }) => `${from}: ${text}`);
	expect(written).toEqual([
		'business: First?',
		'customer: one',
		'business: Second?',
		'customer: two',
		'business: Third?',
	]);
	const got = await control('GET', `messages?whatsappNumber=${ADA}`);
	expect(got.slice(-3).map(({ text }) => text)).toEqual(['First?', 'Second?', 'Third?']);
});
