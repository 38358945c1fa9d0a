import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, runConversation, type Posting } from '../trigger/turns/turn-service';
import { useSimulatedN8n, type SimulatedN8n } from '../trigger/service/simulated-n8n';
import { ADA, BEN, contact, message, messages } from './payloads';

const simulated = useSimulatedN8n();

const appSecret = '0123456789abcdef0123456789abcdef';
const PATH = 'whatsapp-business';

async function open(turn: INodeParameters = {}, isTest = false): Promise<SimulatedN8n> {
	const trigger = {
		node: 'matonWhatsAppBusinessTrigger',
		parameters: { events: ['any'], options: { combineMessages: { turn } } },
		credentials: { matonWhatsAppBusinessWebhookApi: { appSecret, verifyToken: 'verify' } },
		isTest,
	};
	const sign = (bytes: string) => {
		const digest = createHmac('sha256', appSecret).update(bytes).digest('hex');
		return { 'x-hub-signature-256': `sha256=${digest}` };
	};
	return await simulated.open(trigger, sign, PATH);
}

const text = (id: string, from = ADA) => message(id, { type: 'text', text: { body: id } }, from);

/** One post with messages of several people, and with statuses where told. */
function batch(all: object[], statuses: object[] = []): IDataObject {
	const contacts = [contact(ADA, 'Ada Park'), contact(BEN, 'Ben Ode')];
	const listed = statuses.length > 0 ? { statuses } : {};
	return messages({ contacts, messages: all, ...listed }) as IDataObject;
}

const textsOf = ({ executions }: SimulatedN8n) =>
	executions
		.map(({ items }) => items.map(({ json }) => json.text ?? json.event).join(' | '))
		.sort();

test('messages of one person in several posts are one turn', async () => {
	const n8n = await open();
	const posts = [n8n.post(batch([text('1')])), n8n.post(batch([text('2'), text('3')]))];
	expect(await Promise.all(posts)).toEqual([200, 200]);
	expect(textsOf(n8n)).toEqual(['1\n2\n3']);
	expect(n8n.executions[0]!.items[0]!.json).toMatchObject({
		chatInput: '1\n2\n3',
		sessionId: ADA,
		messageId: '3',
	});
});

const ABOUT_ANOTHER = [
	[
		'a reaction',
		'reactionReceived',
		{ type: 'reaction', reaction: { message_id: '1', emoji: '👍' } },
	],
	[
		'a deletion',
		'messageDeletedByCustomer',
		{ type: 'revoke', revoke: { original_message_id: '1' } },
	],
	[
		'an edit',
		'messageEdited',
		{
			type: 'edit',
			edit: { original_message_id: '1', message: { type: 'text', text: { body: 'Changed' } } },
		},
	],
] as const;

test.each(ABOUT_ANOTHER)(
	'%s starts at once and leaves the turn as it is',
	async (_what, name, content) => {
		const n8n = await open();
		const first = n8n.post(batch([text('1')]));
		await sleep(1_000);
		expect(await n8n.post(batch([message('about', { ...content })]))).toBe(200);
		expect(n8n.executions.map(({ items }) => items[0]!.json.event)).toEqual([name]);
		expect(await n8n.post(batch([text('2')]))).toBe(200);
		expect(await first).toBe(200);
		expect(n8n.executions).toHaveLength(2);
		expect(n8n.executions[1]!.items[0]!.json).toMatchObject({
			event: 'messageReceived',
			text: '1\n2',
		});
	},
);

test('a test run gives what is no part of a turn an item of its own', async () => {
	const n8n = await open({}, true);
	const [[, , reaction]] = ABOUT_ANOTHER;
	await n8n.post(batch([text('1'), message('about', { ...reaction }), text('2')]));
	const events = n8n.executions.flatMap(({ items }) =>
		items.map(({ json }) => [json.event, json.text]),
	);
	expect(events).toEqual([
		['messageReceived', '1\n2'],
		['reactionReceived', null],
	]);
});

test('a post of several people and statuses is answered once all is safe', async () => {
	const read = { id: 'wamid.S', status: 'read', timestamp: '1795169700', recipient_id: ADA };
	const n8n = await open();
	expect(await n8n.post(batch([text('a1'), text('b1', BEN)], [read]))).toBe(200);
	expect(textsOf(n8n)).toEqual(['messageRead']);
	expect(n8n.stored).toContain('"a1"');
	await sleep(2_000);
	expect(await n8n.post(batch([text('a2')]))).toBe(200);
	await sleep(10_000);
	expect(textsOf(n8n)).toEqual(['a1\na2', 'b1', 'messageRead']);
});

test('a kill after such a post loses nothing and doubles nothing', async () => {
	const ids = ['a1', 'b1', 'a2', 'b2'];
	const postings: Posting[] = [
		{ at: 0, body: batch([text('a1'), text('b1', BEN)]) },
		{ at: 2_000, body: batch([text('a2'), text('b2', BEN)]) },
	];
	for (let place = 1; place <= 24; place++) {
		const n8n = await open();
		let told = 0;
		n8n.onStep = () => {
			if (++told === place) n8n.kill();
		};
		await runConversation(n8n, postings);
		expect({ place, ...account(n8n, ids) }).toEqual({ place, lost: [], double: [] });
		n8n.kill();
	}
});

test('a customer who shows the number only now and then has one turn', async () => {
	const hidden = (id: string) => ({
		...text(id),
		from: undefined,
		from_user_id: 'US.1349120865530274',
	});
	const n8n = await open();
	const both = { ...text('1'), from_user_id: 'US.1349120865530274' };
	await Promise.all([n8n.post(batch([both])), n8n.post(batch([hidden('2')]))]);
	expect(textsOf(n8n)).toEqual(['1\n2']);
	expect(n8n.executions[0]!.items[0]!.json).toMatchObject({
		sessionId: 'US.1349120865530274',
		whatsappNumber: ADA,
	});
});

test('a test run puts what one post brought of a person into one item', async () => {
	const n8n = await open({}, true);
	await n8n.post(batch([text('a1'), text('b1', BEN), text('a2')]));
	expect(textsOf(n8n)).toEqual(['a1\na2 | b1']);
});
