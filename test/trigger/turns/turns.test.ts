import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { TEXT, IMAGE_PATH } from '../service/payloads';
import { useSimulatedN8n, type SimulatedN8n } from '../service/simulated-n8n';

const simulated = useSimulatedN8n();

const ADA = '14155550101';
const BEN = '14155550102';

const SECRET = '0123456789abcdef0123456789abcdef';

async function open(
	turn: IDataObject = {},
	more: INodeParameters = {},
	isTest = false,
	apiUrl = 'https://live.example.com/1',
): Promise<SimulatedN8n> {
	const options = {
		webhookSecret: SECRET,
		headerName: 'authorization',
		combineMessages: { turn },
		...(more.options as IDataObject),
	};
	const parameters = {
		authentication: 'watiApi',
		registration: 'manual',
		...more,
		options,
	} as INodeParameters;
	const credentials = { watiApi: { apiUrl, accessToken: 'token' } };
	const trigger = { parameters, credentials, isTest };
	return await simulated.open(trigger, () => ({ authorization: SECRET }));
}

let ids = 0;

function message(waId: string, text: string, more: IDataObject = {}): IDataObject {
	ids += 1;
	return {
		...TEXT,
		id: `record-${ids}`,
		whatsappMessageId: `wamid.T${ids}`,
		timestamp: String(Math.floor(Date.now() / 1_000)),
		waId,
		bsuid: `US.${waId}`,
		text,
		...more,
	} as IDataObject;
}

const textsOf = ({ executions }: SimulatedN8n) =>
	executions.map(({ items }) => items[0]!.json.text);

const itemOf = ({ executions }: SimulatedN8n, place = 0) => executions[place]!.items[0]!;

test('messages that follow within the pause start one execution with all of them', async () => {
	const n8n = await open();
	const first = n8n.post(message(ADA, 'Hello'));
	await sleep(3_000);
	const second = n8n.post(message(ADA, 'are you open'));
	await sleep(1_000);
	const third = n8n.post(message(ADA, 'on Sunday?'));
	const begun = Date.now();
	expect(await Promise.all([first, second, third])).toEqual([200, 200, 200]);
	expect(Date.now() - begun).toBeLessThan(4_200);
	expect(n8n.executions).toHaveLength(1);
	const { json } = itemOf(n8n);
	expect(json).toMatchObject({
		text: 'Hello\nare you open\non Sunday?',
		chatInput: 'Hello\nare you open\non Sunday?',
		sessionId: ADA,
		whatsappNumber: ADA,
		messageId: `wamid.T${ids}`,
		watiId: `record-${ids}`,
	});
	expect((json.messages as IDataObject[]).map(({ text }) => text)).toEqual([
		'Hello',
		'are you open',
		'on Sunday?',
	]);
});

test('people who write at the same time have turns of their own, whatever form their number has', async () => {
	const n8n = await open();
	const MEXICO = '5215512345678';
	const posts = [
		n8n.post(message(ADA, 'a1')),
		n8n.post(message(BEN, 'b1')),
		n8n.post(message(MEXICO, 'm1')),
	];
	await sleep(2_000);
	posts.push(n8n.post(message('525512345678', 'm2', { bsuid: null })));
	posts.push(n8n.post(message(ADA, 'a2', { waId: null })));
	posts.push(n8n.post(message(BEN, 'b2', { channelPhoneNumber: '15557654321' })));
	expect(await Promise.all(posts)).toEqual(posts.map(() => 200));
	expect(textsOf(n8n).sort()).toEqual(['a1\na2', 'b1', 'b2', 'm1\nm2']);
	const ofAda = n8n.executions.find(({ items }) => items[0]!.json.text === 'a1\na2')!;
	expect(ofAda.items[0]!.json).toMatchObject({ sessionId: ADA, whatsappNumber: ADA });
});

test('messages stand in the order in which they were written, and copies count once', async () => {
	const n8n = await open();
	const [older, newer] = [
		message(ADA, 'older', { timestamp: '1795169650' }),
		message(ADA, 'newer'),
	];
	const posts = [newer, older, { ...newer, eventType: 'message_bsuid', waId: null }, older];
	expect(await Promise.all(posts.map(async (body) => await n8n.post(body)))).toEqual([
		200, 200, 200, 200,
	]);
	expect(textsOf(n8n)).toEqual(['older\nnewer']);
	expect(itemOf(n8n).json.messageId).toBe(newer.whatsappMessageId);
});

test('a tapped button or row starts at once, unless the option says otherwise', async () => {
	const tap = { type: 'interactive', interactiveButtonReply: { id: 'yes', title: 'Yes' } };
	const row = { type: 'interactive', listReply: { id: 'r1', title: 'Size M', description: '' } };
	for (const [more, startAtTap, waited] of [
		[tap, true, 0],
		[row, true, 0],
		[tap, false, 4_000],
	] as const) {
		const n8n = await open({ startAtTap });
		const begun = Date.now();
		await n8n.post(message(ADA, '', more));
		expect(n8n.executions).toHaveLength(1);
		expect(Math.round((Date.now() - begun) / 1_000) * 1_000).toBe(waited);
	}
});

test('a tap ends the turn that it comes in', async () => {
	const n8n = await open();
	const first = n8n.post(message(ADA, 'One moment'));
	await sleep(1_000);
	const tap = { type: 'interactive', interactiveButtonReply: { id: 'yes', title: 'Yes' } };
	const begun = Date.now();
	await Promise.all([first, n8n.post(message(ADA, 'Yes', tap))]);
	expect(Date.now() - begun).toBeLessThan(1_000);
	expect(itemOf(n8n).json).toMatchObject({
		chatInput: 'One moment\nYes',
		buttonReply: { id: 'yes' },
	});
});

test('people who never stop are answered by number of messages, and by time', async () => {
	const many = await open({ mostMessages: 3 });
	await Promise.all(['1', '2', '3', '4'].map(async (text) => await many.post(message(ADA, text))));
	expect(textsOf(many)).toEqual(['1\n2\n3', '4']);

	const long = await open({ longestSeconds: 10 });
	const posts = [];
	for (let place = 0; place < 8; place++) {
		posts.push(long.post(message(BEN, String(place))));
		await sleep(2_000);
	}
	expect(await Promise.all(posts)).toEqual(posts.map(() => 200));
	expect(textsOf(long)).toEqual(['0\n1\n2\n3\n4', '5\n6\n7']);
});

test('no request is held for eight seconds, and what was answered survives', async () => {
	const n8n = await open({ seconds: 20 });
	const begun = Date.now();
	const body = message(ADA, 'a');
	expect(await n8n.post(body)).toBe(200);
	expect(Date.now() - begun).toBeLessThan(8_000);
	expect(await n8n.post(body)).toBe(200);
	expect(n8n.executions).toEqual([]);
	expect(n8n.stored).toContain(`wamid.T${ids}`);
	await sleep(14_000);
	expect(textsOf(n8n)).toEqual(['a']);
	expect(n8n.stored).not.toContain(`wamid.T${ids}`);
});

test('what a process kept starts once n8n is back, without another post', async () => {
	const n8n = await open({ seconds: 20 });
	expect(await n8n.post(message(ADA, 'a'))).toBe(200);
	n8n.kill();
	await sleep(3_600_000);
	await n8n.start();
	await sleep(60_000);
	expect(textsOf(n8n)).toEqual(['a']);
	expect(await n8n.post(message(ADA, 'a', { whatsappMessageId: `wamid.T${ids}` }))).toBe(200);
	await sleep(60_000);
	expect(n8n.executions).toHaveLength(1);
});

test('a turn whose execution could not be started is asked for again', async () => {
	const n8n = await open();
	n8n.failures = 1;
	const bodies = [message(ADA, '1'), message(ADA, '2')];
	const post = async () => await Promise.all(bodies.map(async (body) => await n8n.post(body)));
	expect(await post()).toEqual([503, 500]);
	expect(await post()).toEqual([200, 200]);
	expect(textsOf(n8n)).toEqual(['1\n2']);
});

test('a kept turn whose execution could not be started is tried again', async () => {
	const n8n = await open({ seconds: 10 });
	n8n.failures = 2;
	expect(await n8n.post(message(ADA, '1'))).toBe(200);
	await sleep(60_000);
	expect(textsOf(n8n)).toEqual(['1']);
});

test('other events do not wait, and neither does a message without the option', async () => {
	const begun = Date.now();
	const n8n = await open({}, { events: ['any'] });
	await n8n.post({ ...TEXT, eventType: 'newContactMessageReceived', waId: ADA } as IDataObject);
	expect(n8n.executions).toHaveLength(1);
	const without = await simulated.open(
		{ parameters: { options: { webhookSecret: SECRET, headerName: 'authorization' } } },
		() => ({ authorization: SECRET }),
	);
	await without.post(message(ADA, 'Hello'));
	expect(without.executions).toHaveLength(1);
	expect(itemOf(without).json).not.toHaveProperty('messages');
	expect(Date.now() - begun).toBeLessThan(1_000);
});

test('a test run combines too, within the time that a request is held', async () => {
	const n8n = await open({ seconds: 20 }, {}, true);
	const begun = Date.now();
	const posts = [n8n.post(message(ADA, '1'))];
	await sleep(3_000);
	posts.push(n8n.post(message(ADA, '2')));
	expect(await Promise.all(posts)).toEqual([200, 200]);
	expect(Date.now() - begun).toBeLessThan(8_000);
	expect(textsOf(n8n)).toEqual(['1\n2']);
	expect(n8n.stored).toBe('{}');
});

test('nobody without the ID of a turn starts it', async () => {
	const n8n = await open({ seconds: 20 });
	await n8n.post(message(ADA, 'a'));
	await n8n.post({}, { 'x-start-turn': 'guessed' });
	expect(n8n.executions).toEqual([]);
});

test('the files of all messages are in the item, numbered', async () => {
	const files = createServer((_request, response) => response.end('bytes')).listen(0, '127.0.0.1');
	await once(files, 'listening');
	const apiUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}/1`;
	const n8n = await open({}, { options: { downloadMedia: true } }, false, apiUrl);
	const image = { type: 'image', data: IMAGE_PATH };
	await Promise.all([
		n8n.post(message(ADA, 'my receipt', image)),
		n8n.post(message(ADA, 'Is that enough?')),
		n8n.post(message(ADA, '', image)),
	]);
	files.close();
	const { json, binary } = itemOf(n8n);
	expect(Object.keys(binary!)).toEqual(['data', 'data_2']);
	expect(json.chatInput).toBe('my receipt\nIs that enough?\n[image]');
	expect(json.media).toMatchObject({ path: IMAGE_PATH });
});
