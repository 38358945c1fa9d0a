import { sleep, type IDataObject, type INodeParameters } from 'n8n-workflow';

import type * as Waits from '../../nodes/shared/waiting/in-process/process-waits';
import { runWebhook, SleepingExecution } from '../harness';
import { ADA, number, operation, useBench } from '../wati/setup';
import { useN8nProcess } from './n8n-process';
import { later, message, MINUTE, question } from './setup';

/** The built module, whose state the built nodes use. */
const { forgetWait } = jest.requireActual<typeof Waits>(
	'../../dist/nodes/shared/waiting/in-process/process-waits',
);

const bench = useBench();

const n8n = useN8nProcess();

afterEach(async () => {
	n8n.ids.forEach((id) => forgetWait(id));
	// The IDs of the next test's records begin with its time.
	await sleep(1_000);
});

const SECRET = '0123456789abcdef0123456789abcdef';

const GET_MESSAGES = 'GET /api/v1/getMessages/{whatsappNumber}';

const button = [{ text: 'S' }, { text: 'M' }];
const row = [{ title: 'S' }, { title: 'M' }];

/** Questions whose sends WATI answers without any ID, and one that it names. */
const QUESTIONS: Array<[string, INodeParameters]> = [
	['a text', question()],
	['buttons', question({ messageType: 'buttons', bodyText: 'Which size?', buttons: { button } })],
	[
		'a list',
		question({
			messageType: 'list',
			bodyText: 'Which size?',
			buttonText: 'Show',
			sections: { section: [{ title: '', rows: { row } }] },
		}),
	],
	[
		'an approval',
		operation('message', 'sendAndWait', {
			whatsappNumber: number(ADA),
			message: 'Refund 5,000 EUR?',
			limitAmount: 10,
			limitUnit: 'minutes',
		}),
	],
];

interface Chat {
	messages: { items: Array<IDataObject & { id: string; timestamp: string }> };
}

async function readChat(): Promise<Chat> {
	const { url, tenantId, watiToken } = bench.sandbox;
	const response = await fetch(`${url}/${tenantId}/api/v1/getMessages/${ADA}?pageSize=100`, {
		headers: { authorization: `Bearer ${watiToken}` },
	});
	return (await response.json()) as Chat;
}

/** Ada writes, within the same second or two in which she is asked. @returns what WATI posts of it */
async function write(text: string): Promise<IDataObject> {
	bench.sandbox.customerWrites(ADA, text);
	const { messages } = await readChat();
	const { id, timestamp } = messages.items.find((one) => one.text === text)!;
	return message(ADA, text, { id, timestamp });
}

/** A trigger gets an event, which starts its workflow. */
async function arrive(body: IDataObject): Promise<void> {
	const { result } = await runWebhook({
		parameters: { options: { webhookSecret: SECRET } },
		query: { token: SECRET },
		body,
	});
	expect(result.workflowData).toHaveLength(1);
}

async function ask(parameters: INodeParameters, input: IDataObject = {}) {
	const items = [{ ...input, number: ADA, order: 'A-1' }];
	const execution = await SleepingExecution.start({
		parameters,
		credentials: bench.maton(),
		items,
	});
	expect(execution.error).toBeUndefined();
	return n8n.runs(execution);
}

/** The chat shows the words of no question, as WATI documents of sent messages other than texts. */
async function hideWords(): Promise<void> {
	const body = await readChat();
	for (const record of body.messages.items) if (record.owner === true) record.text = null;
	bench.sandbox.addFault({ endpoint: GET_MESSAGES, kind: 'answer', body, times: 0 });
}

async function look(execution: SleepingExecution): Promise<void> {
	later(6 * MINUTE);
	await execution.wakeByTime();
}

describe.each(QUESTIONS)('asked by %s', (_kind, parameters) => {
	test('what a trigger was told of before answers nothing', async () => {
		await arrive(await write('Yes'));
		await sleep(20);
		const execution = await ask(parameters);
		await hideWords();
		await look(execution);
		expect(execution.sleeps).toBe(true);
	});

	test('what the execution had before answers nothing, whichever process the trigger runs in', async () => {
		const raw = await write('Yes');
		const had = {
			kind: 'message',
			fromMe: false,
			watiId: raw.id,
			messageId: raw.whatsappMessageId,
		};
		const execution = await ask(parameters, { ...had, messages: [had] });
		await hideWords();
		expect((await execution.post(raw)).body).toEqual({ status: 'foreign' });
		await look(execution);
		expect(execution.sleeps).toBe(true);
	});

	test('what stands above the question in the chat answers nothing, and what stands below it does', async () => {
		await write('No');
		const execution = await ask(parameters);
		await look(execution);
		expect(execution.sleeps).toBe(true);
		await write('Yes');
		await look(execution);
		expect(execution.output(0)[0]!.json).toMatchObject({ reply: { text: 'Yes' } });
	});
});
