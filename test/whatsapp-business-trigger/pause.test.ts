import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { runNode } from '../harness';
import { useSimulatedN8n, type SimulatedN8n } from '../trigger/service/simulated-n8n';
import { ACCOUNT, ADA, BEN, change, message, messages, PHONE_ID } from './payloads';

const simulated = useSimulatedN8n();

const appSecret = '0123456789abcdef0123456789abcdef';
const OWN = '14155550300';

async function open(pauseHours = 2): Promise<SimulatedN8n> {
	const trigger = {
		node: 'matonWhatsAppBusinessTrigger',
		parameters: { events: ['messageReceived'], options: { pauseHours } },
		credentials: { matonWhatsAppBusinessWebhookApi: { appSecret, verifyToken: 'verify' } },
	};
	const sign = (bytes: string) => {
		const digest = createHmac('sha256', appSecret).update(bytes).digest('hex');
		return { 'x-hub-signature-256': `sha256=${digest}` };
	};
	return await simulated.open(trigger, sign, 'whatsapp-business');
}

let ids = 0;
const seconds = () => String(Math.floor(Date.now() / 1_000));

async function says(n8n: SimulatedN8n, from = ADA): Promise<boolean> {
	const before = n8n.executions.length;
	const text = { ...message(`wamid.P${++ids}`, { type: 'text', text: { body: 'Hi' } }, from) };
	const body = messages({ messages: [{ ...text, timestamp: seconds() }] }) as IDataObject;
	expect(await n8n.post(body)).toBe(200);
	return n8n.executions.length > before;
}

const posted = (field: string, value: object): IDataObject =>
	({
		object: 'whatsapp_business_account',
		entry: [{ id: ACCOUNT, changes: [change(field, value as never)] }],
	}) as IDataObject;

/** Somebody of the business writes in the app (Meta, "smb_message_echoes"). */
const echo = (to: string) =>
	posted('smb_message_echoes', {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: OWN, phone_number_id: PHONE_ID },
		message_echoes: [
			{
				from: OWN,
				to,
				id: `wamid.E${++ids}`,
				timestamp: seconds(),
				type: 'text',
				text: { body: 'One moment' },
			},
		],
	});

/** The chat changes hands (Meta, "messaging_handovers"; a live call of 2026-09). */
const handover = (type: 'control_passed' | 'control_taken') =>
	posted('messaging_handovers', {
		type,
		sender: { phone_number: ADA },
		recipient: { phone_number_id: PHONE_ID, display_phone_number: OWN },
		timestamp: seconds(),
		[type]: { previous_owner_role: 'escalation', new_owner_role: 'ai_agent' },
		messaging_product: 'whatsapp',
	});

test('after somebody wrote in the app, the bot is silent in this chat until the time is over', async () => {
	const n8n = await open();
	expect(await n8n.post(echo(ADA))).toBe(200);
	expect(await says(n8n)).toBe(false);
	expect(await says(n8n, BEN)).toBe(true);
	n8n.kill();
	await n8n.start();
	expect(await says(n8n)).toBe(false);
	await sleep(2.1 * 3_600_000);
	expect(await says(n8n)).toBe(true);
});

test('a chat that is taken over is paused until it is passed back', async () => {
	const n8n = await open();
	await n8n.post(handover('control_taken'));
	expect(await says(n8n)).toBe(false);
	await sleep(2_000);
	await n8n.post(handover('control_passed'));
	expect(await says(n8n)).toBe(true);
});

test('Resume Bot ends it', async () => {
	const n8n = await open();
	await n8n.post(echo(ADA));
	const { items, error } = await runNode({
		node: 'matonWhatsAppBusiness',
		parameters: { resource: 'conversation', operation: 'resumeBot', whatsappNumber: `+${ADA}` },
		credentials: { matonApi: { apiKey: 'key', gatewayUrl: 'http://127.0.0.1:9' } },
	});
	expect(error).toBeUndefined();
	expect(items[0]!.json).toMatchObject({ whatsappNumber: ADA, resumed: true, stored: true });
	expect(await says(n8n)).toBe(true);
});

test('without the option people and bot answer side by side', async () => {
	const n8n = await open(0);
	await n8n.post(echo(ADA));
	expect(await says(n8n)).toBe(true);
});
