import { createHmac } from 'node:crypto';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import { toQuestion } from '../../nodes/shared/waiting/question/question';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { runWebhook } from '../harness';
import {
	BUSY,
	FOREIGN,
	HANDED_OVER,
	KNOWN,
	TAKEN,
	useN8nServer,
	useShortPauses,
} from '../trigger/service/n8n-server';
import { ADA, BEN, message, messages, status } from './payloads';

/** The built module, whose state the built node uses. */
const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const APP_SECRET = '0123456789abcdef0123456789abcdef';
const BSUID = 'US.13491208655302741918';

useShortPauses();

const n8n = useN8nServer();

beforeEach(() => forgetAll());

const node = 'matonWhatsAppBusiness' as const;

async function arrive(body: Payload, handOver = 'instead') {
	const rawBody = JSON.stringify(body);
	const signature = createHmac('sha256', APP_SECRET).update(rawBody).digest('hex');
	return await runWebhook({
		node: 'matonWhatsAppBusinessTrigger',
		parameters: {
			events: ['messageReceived'],
			options: { handOver, useN8nApi: handOver !== 'never' },
		},
		credentials: {
			matonWhatsAppBusinessWebhookApi: { appSecret: APP_SECRET, verifyToken: 'a verify token' },
			n8nApi: n8n.credential,
		},
		body,
		rawBody,
		headers: { 'x-hub-signature-256': `sha256=${signature}` },
	});
}

let ids = 0;

const texts = (...numbers: string[]) =>
	messages({
		messages: numbers.map((from) => {
			ids += 1;
			return message(`wamid.from.${ids}`, { type: 'text', text: { body: 'Yes' } }, from);
		}),
	});

test('a reply goes to the execution that waits for the customer, until that has stored it', async () => {
	n8n.executions = {
		1: { node, status: 'waiting', who: [BEN], answers: [TAKEN] },
		2: { node, status: 'waiting', who: [ADA], answers: [BUSY, TAKEN, KNOWN] },
	};
	const { result } = await arrive(texts(ADA));
	expect(result).toEqual(HANDED_OVER);
	expect(n8n.posts).toEqual(Array.from({ length: 3 }, () => 'POST /webhook-waiting/2'));
});

test('each message of one call goes its own way', async () => {
	n8n.executions = {
		1: { node, status: 'waiting', who: [ADA], answers: [KNOWN] },
		2: { node, status: 'waiting', who: [BEN], answers: [FOREIGN] },
	};
	const { result } = await arrive(texts(ADA, BEN, '14155550103'));
	const started = (result.workflowData ?? []).flat().map(({ json }) => json.whatsappNumber);
	expect(started).toEqual([BEN, '14155550103']);
	expect([...n8n.posts].sort()).toEqual(['POST /webhook-waiting/1', 'POST /webhook-waiting/2']);
});

test('all messages of one call are looked for at once', async () => {
	await arrive(texts(ADA, BEN, '14155550103'));
	expect(n8n.calls).toEqual(Array.from({ length: 4 }, () => 'GET /api/v1/executions'));
});

test('a customer without a number is found by the BSUID', async () => {
	n8n.executions = { 1: { node, status: 'waiting', who: [BSUID], answers: [KNOWN] } };
	const content = { id: 'wamid.u1', timestamp: '1795169656', type: 'text', text: { body: 'Yes' } };
	const call = messages({
		contacts: [{ profile: { name: 'Ada', username: 'ada' }, user_id: BSUID }],
		messages: [{ ...content, from_user_id: BSUID }],
	});
	expect((await arrive(call)).result).toEqual(HANDED_OVER);
});

test("a reply from WhatsApp's own form of a number is found", async () => {
	const who = toQuestion({
		item: 0,
		sent: {},
		recipient: '5541987654321',
		others: [],
		askedAt: 0,
		until: Infinity,
	}).who;
	n8n.executions = { 1: { node, status: 'waiting', who, answers: [KNOWN] } };
	expect((await arrive(texts('554187654321'))).result).toEqual(HANDED_OVER);
});

test('a status goes to the execution that follows the message', async () => {
	n8n.executions = { 1: { node, status: 'waiting', who: ['wamid.S1'], answers: [KNOWN] } };
	expect((await arrive(status('wamid.S1', 'delivered'))).result).toEqual(HANDED_OVER);
});

test('an execution that waits for WATI is none of its business', async () => {
	n8n.executions = { 1: { node: 'wati', status: 'waiting', who: [ADA], answers: [KNOWN] } };
	const { result } = await arrive(texts(ADA));
	expect(result.workflowData).toHaveLength(1);
	expect(n8n.posts).toEqual([]);
});

test('Meta gets a 503 and sends again while the execution stays busy', async () => {
	n8n.executions = { 1: { node, status: 'waiting', who: [ADA], answers: [BUSY] } };
	const { status: answer, result } = await arrive(texts(ADA));
	expect(answer).toBe(503);
	expect(result.workflowData).toBeUndefined();
});

test('without the option n8n is not asked', async () => {
	n8n.executions = { 1: { node, status: 'waiting', who: [ADA], answers: [KNOWN] } };
	const { result } = await arrive(texts(ADA), 'never');
	expect(result.workflowData).toHaveLength(1);
	expect(n8n.calls).toEqual([]);
});
