import type { INodeParameters } from 'n8n-workflow';

import { runHook, SleepingExecution } from '../../harness';
import { MESSAGES, NODE, op, useMeta } from '../../whatsapp-business/setup';
import { messages } from '../../whatsapp-business-trigger/payloads';
import { ADA, BEN, number, operation, shown, useBench } from '../../wati/setup';
import { later, message, MINUTE } from '../setup';

const bench = useBench();
const meta = useMeta();

const request = (more: INodeParameters = {}) =>
	operation('message', 'sendAndWait', {
		whatsappNumber: number(ADA),
		message: 'May order {{ 4711 }} be refunded?',
		limitAmount: 10,
		limitUnit: 'minutes',
		...more,
	});

const items = [{ order: '4711' }, { order: '4712' }];

const ask = async (more: INodeParameters = {}) =>
	await SleepingExecution.start({ parameters: request(more), credentials: bench.maton(), items });

const tap = (title: string) =>
	message(ADA, title, {
		type: 'interactive',
		interactiveButtonReply: { id: title === 'Approve' ? '0' : '1', title },
	});

/** What agents of n8n read of the node's output (n8n 2.41, `processHitlResponses`). */
const decisionOf = (execution: SleepingExecution) => {
	expect(execution.sleeps).toBe(false);
	expect(execution.output(0)).toHaveLength(1);
	const [{ json, pairedItem }] = execution.output(0) as [ReturnType<typeof execution.output>[0]];
	expect(pairedItem).toEqual({ item: 0 });
	expect(json.data).toEqual({ approved: json.approved });
	return [json.approved, json.chatInput];
};

test('asks once, for the first item, with the text and two buttons', async () => {
	const execution = await ask({ approveLabel: 'Refund', declineLabel: 'Keep' });
	expect(execution.sleeps).toBe(true);
	const sent = bench.received().filter(({ call }) => call.startsWith('POST'));
	expect(sent.map(({ query, body }) => [query.whatsappNumber, body])).toEqual([
		[
			ADA,
			{
				body: 'May order {{ 4711 }} be refunded?',
				buttons: [{ text: 'Refund' }, { text: 'Keep' }],
			},
		],
	]);
});

test('a value of the wait that cannot be read is named like any other', async () => {
	const result = await bench.run({ parameters: request({ limitAmount: '={{ ["ten"] }}' }) });
	expect(shown(result)).toMatchObject({
		code: 'input-invalid',
		message: "The field 'Time Limit' contains a list where a text belongs",
		itemIndex: 0,
	});
	expect(bench.requests).toEqual([]);
});

test.each([
	['the tapped button', tap('Approve'), [true, undefined]],
	['the other button', tap('Decline'), [false, undefined]],
	['a word that means yes', message(ADA, 'Sí!'), [true, undefined]],
	['a word that means no', message(ADA, 'Nein.'), [false, undefined]],
	['what else is written', message(ADA, 'Yes, but only half'), [false, 'Yes, but only half']],
])('%s decides', async (_, reply, decision) => {
	const execution = await ask();
	expect(await execution.post(reply)).toMatchObject({ body: { status: 'taken' }, woke: true });
	expect(decisionOf(execution)).toEqual(decision);
});

test('only who was asked decides, once, and silence approves nothing', async () => {
	const execution = await ask();
	expect((await execution.post(message(BEN, 'yes'))).woke).toBe(false);
	later(10 * MINUTE);
	await execution.wakeByTime();
	expect(decisionOf(execution)).toEqual([false, undefined]);
	expect(execution.output(0)[0]!.json.reply).toMatchObject({ status: 'timedOut' });

	const decided = await ask();
	await decided.post(tap('Decline'));
	expect(decisionOf(decided)).toEqual([false, undefined]);
	expect(decided.sleeps).toBe(false);
});

test('the decision outlasts a crash of n8n', async () => {
	const execution = await ask();
	await execution.crashAndRetry(tap('Approve'));
	expect(decisionOf(execution)).toEqual([true, undefined]);
});

test('an execution that n8n takes for crashed hears its answer once it has woken, and ends well', async () => {
	const execution = await ask();
	execution.takeForCrashed();
	expect(await execution.post(tap('Approve'))).toMatchObject({ status: 409, woke: false });
	await execution.wakeByTime();
	expect(execution.sleeps).toBe(true);
	expect(await execution.post(tap('Approve'))).toMatchObject({ body: { status: 'taken' } });
	expect(decisionOf(execution)).toEqual([true, undefined]);
	expect(execution.error).toBeUndefined();
});

test('two buttons of one text are refused before anything is sent', async () => {
	const execution = await ask({ approveLabel: 'OK', declineLabel: 'OK' });
	expect(execution.error?.message).toMatch(/'Approve Button' and 'Decline Button'/);
	expect(bench.received().filter(({ call }) => call.startsWith('POST'))).toEqual([]);
});

test('WhatsApp Business asks and hears in the same way', async () => {
	await runHook('create', {
		node: 'matonWhatsAppBusinessTrigger',
		parameters: { events: ['messageReceived'] },
		credentials: {
			matonWhatsAppBusinessWebhookApi: { appSecret: '0'.repeat(32), verifyToken: '1'.repeat(12) },
		},
	});
	const execution = await SleepingExecution.start({
		node: NODE,
		parameters: op('message', 'sendAndWait', { ...request(), whatsappNumber: ADA }),
		credentials: meta.credentials(),
		items,
	});
	const sent = meta.bench.requests.filter(({ endpoint }) => endpoint === MESSAGES);
	expect(sent).toHaveLength(1);
	expect(sent[0]!.body).toMatchObject({ to: ADA, interactive: { type: 'button' } });
	const posted = messages({
		metadata: { display_phone_number: '1', phone_number_id: '100200300400601' },
		messages: [
			{
				from: ADA,
				id: 'wamid.in.approval',
				timestamp: String(Math.floor(Date.now() / 1_000) + 1),
				type: 'interactive',
				interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Approve' } },
			},
		],
	});
	expect(await execution.post(posted)).toMatchObject({ woke: true });
	expect(decisionOf(execution)).toEqual([true, undefined]);
});
