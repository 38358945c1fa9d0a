import { parse } from 'flatted';
import type { IDataObject, INodeParameters, IRunExecutionData } from 'n8n-workflow';

import { listSearch, runNode, type RunOptions, type RunResult } from '../harness';
import {
	ADA,
	byId,
	direct,
	fileItem,
	mapped,
	named,
	number,
	operation,
	shown,
	textTo,
	useBench,
	windowOf,
} from '../wati/setup';
import { MESSAGES, NODE as BUSINESS_NODE, op } from '../whatsapp-business/setup';

const TEXT = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';
const TO_MANY = 'POST /api/v2/sendTemplateMessages';
const CSV = 'POST /api/v1/sendTemplateMessageCSV';
const NOT_ON_WHATSAPP = '14155550111';
/** Another text in each try. */
const NOW = '={{ $json.text + " " + $now.toMillis() + " " + $execution.id }}';

const bench = useBench();
const onWhatsApp = (count: number) =>
	Array.from({ length: count }, (_, at) => String(14_155_560_000 + at));

type Run = Pick<RunOptions, 'parameters'> & Partial<RunOptions>;

const run = async ({ parameters, ...more }: Run): Promise<RunResult> => {
	const isDirect = parameters.authentication === 'watiApi';
	const credentials = isDirect ? bench.wati() : bench.maton();
	return await runNode({ parameters, credentials, ...more });
};

/** Retries an execution as it was, or with the parameters and settings of a workflow saved since. */
const retry = async (failed: RunResult, given: Run, loadWorkflow = false) =>
	await run({ ...given, retryOf: { stored: failed.store(), loadWorkflow } });

/** What n8n stores for the node besides its input and output. */
const storedContext = (result: RunResult) =>
	(parse(result.store()) as IRunExecutionData).executionData!.contextData['node:Tested'];

const keptIn = (result: RunResult) =>
	(storedContext(result)?.sent as unknown as { count: number } | undefined)?.count ?? 0;

const refuseOnce = (endpoint: string, after = 0) =>
	bench.sandbox.addFault({ endpoint, kind: 'status', status: 400, after });

const messagesTo = (people: string[]) =>
	people.map((person) => bench.sandbox.messagesTo(person).length);

const once = (people: string[]) => people.map(() => 1);

const marked = ({ items }: RunResult) => items.map(({ json }) => json.remembered ?? false);

const PEOPLE = onWhatsApp(4);
const texts = (messageText = NOW): Run => ({
	parameters: textTo('={{ $json.phone }}', messageText),
	items: PEOPLE.map((phone) => ({ phone, text: 'Hello' })),
});

describe('one message per item', () => {
	beforeEach(() => PEOPLE.forEach((phone) => bench.sandbox.openWindow(phone)));

	it.each([false, true])('each person gets it once, saved workflow: %p', async (saved) => {
		const given = texts();
		refuseOnce(TEXT, 2);
		const failed = await run(given);
		expect(shown(failed).code).toBe('request-refused');
		const gotIt = messagesTo(PEOPLE);
		const ids = PEOPLE.map((one) => bench.sandbox.messagesTo(one)[0]?.id);
		const retried = await retry(failed, given, saved);
		expect(retried.error).toBeUndefined();
		expect(messagesTo(PEOPLE)).toEqual(once(PEOPLE));
		expect(marked(retried)).toEqual(gotIt.map((count) => count === 1));
		expect(retried.items.map(({ json }) => json.whatsappNumber)).toEqual(PEOPLE);
		const known = retried.items.filter(({ json }) => json.remembered);
		expect(known.map(({ json }) => json.messageId)).toEqual(ids.filter(Boolean));
		expect([keptIn(failed), keptIn(retried)]).toEqual([known.length, 0]);
	});

	it('a retry that fails as well hands on all that was sent', async () => {
		refuseOnce(TEXT, 1);
		const failed = await run(texts());
		refuseOnce(TEXT);
		const again = await retry(failed, texts());
		expect(again.error).toBeDefined();
		expect((await retry(again, texts())).error).toBeUndefined();
		expect(messagesTo(PEOPLE)).toEqual(once(PEOPLE));
	});

	it('with other words in the saved workflow only those who got none are written to', async () => {
		refuseOnce(TEXT, 2);
		const failed = await run(texts());
		const retried = await retry(failed, texts('Other words'), true);
		expect(retried.error).toBeUndefined();
		expect(messagesTo(PEOPLE)).toEqual(once(PEOPLE));
	});

	it('another recipient is another message', async () => {
		refuseOnce(TEXT, 2);
		const failed = await run(texts());
		await retry(failed, { ...texts(), parameters: textTo(ADA) }, true);
		expect(bench.sandbox.messagesTo(ADA).filter(({ text }) => text === 'Hello')).toHaveLength(4);
	});

	it('all leave again where the memory is off', async () => {
		refuseOnce(TEXT, 2);
		const given = {
			...texts(),
			parameters: { ...texts().parameters, options: { resendMemory: false } },
		};
		const failed = await run(given);
		const before = messagesTo(PEOPLE);
		await retry(failed, given);
		expect(messagesTo(PEOPLE)).toEqual(before.map((count) => count + 1));
	});

	it('an unknown outcome stays unknown, and the others leave once the node continues', async () => {
		bench.sandbox.addFault({ endpoint: TEXT, kind: 'dropAfter' });
		const given = texts();
		const failed = await run(given);
		expect(shown(failed).code).toBe('outcome-unknown');
		const stuck = await retry(failed, given);
		expect(shown(stuck)).toMatchObject({
			code: 'outcome-unknown',
			message: expect.stringMatching(/^The execution that is retried sent this/) as string,
			description: expect.stringMatching(/set On Error to Continue .* saved workflow/) as string,
		});
		const { items } = await retry(stuck, { ...given, onError: 'continueRegularOutput' }, true);
		expect(items.filter(({ json }) => json.error !== undefined)).toHaveLength(1);
		expect(messagesTo(PEOPLE)).toEqual(once(PEOPLE));
	});

	it('Verify Before Failing looks for it in the chat', async () => {
		bench.sandbox.addFault({ endpoint: TEXT, kind: 'dropAfter' });
		const given = texts('Hello');
		const failed = await run(given);
		const verified = { ...given, parameters: { ...given.parameters, options: { verify: true } } };
		const { items, error } = await retry(failed, verified, true);
		expect(error).toBeUndefined();
		expect(items.filter(({ json }) => json.verified === true)).toHaveLength(1);
		expect(messagesTo(PEOPLE)).toEqual(once(PEOPLE));
	});

	it('in a loop, each run of the node sends its own', async () => {
		const people = PEOPLE.slice(0, 2);
		const given = {
			parameters: textTo('={{ $json.whatsappNumber }}', 'Hello'),
			items: people.map((whatsappNumber) => ({ whatsappNumber })),
			loops: true,
		};
		refuseOnce(TEXT, 3);
		const failed = await run(given);
		const before = messagesTo(people).reduce((sum, count) => sum + count);
		expect([before, keptIn(failed)]).toEqual([3, 1]);
		// One for who is left in the second run, two in the third; the fourth run fails at once.
		bench.sandbox.addFault({ endpoint: TEXT, kind: 'status', status: 400, after: 3, times: 0 });
		const retried = await retry(failed, given);
		expect(retried.run.data.resultData.runData.Tested).toHaveLength(4);
		expect(messagesTo(people)).toEqual([3, 3]);
	});

	it('of a long text, the messages that left do not leave again', async () => {
		const parts = ['one', 'two', 'three'].map((word) => `${word} `.repeat(15).trim());
		const given = {
			parameters: { ...textTo(ADA, parts.join('\n\n')), options: { splitAfter: 100 } },
		};
		refuseOnce(TEXT, 1);
		const failed = await run(given);
		expect(shown(failed).code).toBe('request-refused');
		expect((await retry(failed, given)).error).toBeUndefined();
		const arrived = bench.sandbox.messagesTo(ADA).map(({ text }) => text);
		expect(arrived.filter((text) => parts.includes(text))).toEqual(parts);
	});

	it('a template that left in the place of a text counts for it, though the customer wrote since', async () => {
		const CHAT = 'GET /api/v1/getMessages/{whatsappNumber}';
		const people = ['14155571001', '14155571002'];
		people.forEach((phone) => bench.sandbox.openWindow(phone));
		const closed = new Date(Date.now() - 25 * 3_600_000).toISOString();
		const given = {
			parameters: {
				...textTo('={{ $json.phone }}'),
				options: windowOf('template', { template: named('welcome') }),
			},
			items: people.map((phone) => ({ phone })),
		};
		/** Lets the next two looks at a chat find that the customer wrote then. */
		const customersWrote = (created: string) => {
			const items = [{ id: '1', eventType: 'message', owner: false, text: 'Hi', created }];
			const body = { result: 'success', messages: { items, total: 1 }, link: { total: 1 } };
			bench.sandbox.addFault({ endpoint: CHAT, kind: 'answer', times: 2, body });
		};
		customersWrote(closed);
		refuseOnce('POST /api/v2/sendTemplateMessage', 1);
		const failed = await run(given);
		expect(failed.error).toBeDefined();
		customersWrote(new Date().toISOString());
		const retried = await retry(failed, given);
		expect(retried.error).toBeUndefined();
		expect(messagesTo(people)).toEqual([1, 1]);
		const known = retried.items.find(({ json }) => json.remembered === true);
		expect(known?.json).toMatchObject({ sentInstead: 'template', accepted: true });
	});
});

it('WhatsApp Business: a message of another kind is another message', async () => {
	const { connectionId } = bench.sandbox.business;
	const credentials = bench.maton({ connectionId });
	const node = BUSINESS_NODE;
	const items = PEOPLE.map((phone) => ({ phone }));
	const to = { whatsappNumber: '={{ $json.phone }}' };
	bench.sandbox.addFault({ endpoint: MESSAGES, kind: 'status', status: 400, after: 2 });
	const text = {
		parameters: op('message', 'sendText', { ...to, messageText: 'Hello' }),
		node,
		items,
		credentials,
	};
	const failed = await runNode(text);
	expect(failed.error).toBeDefined();
	const mediaLink = 'https://www.example.com/a.png';
	const picture = { ...text, parameters: op('message', 'sendImage', { ...to, mediaLink }) };
	const retryOf = { stored: failed.store(), loadWorkflow: true };
	const retried = await runNode({ ...picture, retryOf });
	expect(retried.error).toBeUndefined();
	const kinds = bench.sandbox.businessAccount().messages.filter(({ from }) => from === 'business');
	expect(kinds.filter(({ type }) => type === 'image')).toHaveLength(4);
	const again = await runNode({ ...text, retryOf });
	expect(again.error).toBeUndefined();
	expect(marked(again).filter(Boolean)).toHaveLength(keptIn(failed));
});

describe('Send to Many', () => {
	const campaign = (people: string[], more: INodeParameters = {}): Run => ({
		parameters: operation('template', 'sendToMany', {
			template: named('order_update'),
			recipientsFrom: 'items',
			whatsappNumber: number('={{ $json.phone }}'),
			templateParameters: mapped({ name: '={{ $json.name }}', ordernumber: '={{ $json.text }}' }),
			options: { broadcastName: '=Sale {{ $execution.id }}' },
			...more,
		}),
		items: people.map((phone, at) => ({ phone, name: `Person ${at}`, text: `A-${at}` })),
	});

	const BAD = 1_050;
	const people = onWhatsApp(1_100);
	const withBad = people.map((phone, at) => (at === BAD ? NOT_ON_WHATSAPP : phone));
	const good = people.filter((_, at) => at !== BAD);

	it('a campaign with one bad number: each person once, however often it is retried', async () => {
		const given = campaign(withBad);
		const failed = await run(given);
		expect(shown(failed).code).toBe('number-refused');
		expect(keptIn(failed)).toBe(1_099);
		const again = await retry(failed, given);
		expect(shown(again).code).toBe('number-refused');
		const fixed = campaign(withBad, {
			whatsappNumber: number(
				`={{ $json.phone === '${NOT_ON_WHATSAPP}' ? '${people[BAD]!}' : $json.phone }}`,
			),
		});
		const retried = await retry(again, fixed, true);
		expect(retried.error).toBeUndefined();
		expect(messagesTo(people)).toEqual(once(people));
		expect(retried.items).toHaveLength(1_100);
		expect(retried.items[0]?.json).toEqual({
			accepted: true,
			whatsappNumber: people[0],
			localMessageId: expect.stringMatching(/^[\w-]{36}$/) as string,
			isValidWhatsAppNumber: true,
			remembered: true,
		});
	});

	it('keeps no number, name, text or key, and little of each', async () => {
		const failed = await run(campaign(withBad));
		const text = JSON.stringify(storedContext(failed));
		for (const secret of ['1415556', 'Person', 'A-1', 'order_update', bench.sandbox.matonKey]) {
			expect(text).not.toContain(secret);
		}
		expect(text.length / keptIn(failed)).toBeLessThan(140);
	});

	it('a call of unknown outcome does not leave again', async () => {
		bench.sandbox.addFault({ endpoint: TO_MANY, kind: 'status', status: 500, tookEffect: true });
		const given = campaign(people);
		const failed = await run(given);
		expect(shown(failed).code).toBe('outcome-unknown');
		const retried = await retry(failed, { ...given, onError: 'continueRegularOutput' }, true);
		const unknown = retried.items.filter(
			({ json }) => (json.details as IDataObject | undefined)?.code === 'outcome-unknown',
		);
		expect(unknown).toHaveLength(1_000);
		expect(messagesTo(people)).toEqual(once(people));
	});

	it('a list in one item: a number put right in the saved workflow gets it alone', async () => {
		const list = (numbers: string[]): Run => ({
			items: [{}],
			parameters: operation('template', 'sendToMany', {
				template: named('order_update'),
				recipientsFrom: 'json',
				recipientsJson: JSON.stringify(
					numbers.map((whatsappNumber) => ({
						whatsappNumber,
						parameters: { name: 'Ada', ordernumber: '1' },
					})),
				),
			}),
		});
		const failed = await run(list(withBad));
		expect(failed.error?.message).toMatch(/^WATI did not accept 1 of 1,100 recipients/);
		const retried = await retry(failed, list(people), true);
		expect(retried.error).toBeUndefined();
		expect(retried.items.map(({ json }) => json.whatsappNumber)).toEqual(people);
		expect(messagesTo(good)).toEqual(once(good));
		expect(messagesTo([people[BAD]!])).toEqual([1]);
		expect(retried.items.filter(({ json }) => json.remembered)).toHaveLength(1_099);
	});
});

it('Send via CSV: a file that was taken is not sent again', async () => {
	const rows = [PEOPLE.slice(0, 2), PEOPLE.slice(2)];
	const given = {
		parameters: operation('template', 'sendViaCsv', {
			template: named('welcome'),
			options: { broadcastName: '=Sale {{ $execution.id }}' },
		}),
		items: await Promise.all(
			rows.map(
				async (numbers) =>
					await fileItem(
						['Phone,name', ...numbers.map((phone) => `${phone},Ada`)].join('\n'),
						'people.csv',
						'text/csv',
					),
			),
		),
	};
	refuseOnce(CSV, 1);
	const failed = await run(given);
	expect(failed.error).toBeDefined();
	const retried = await retry(failed, given);
	expect(retried.error).toBeUndefined();
	expect(messagesTo(PEOPLE)).toEqual(once(PEOPLE));
	expect(marked(retried).filter(Boolean)).toEqual([true]);
});

it('what reaches a customer without being a message is not repeated either', async () => {
	const { results } = await listSearch('searchChatbots', bench.asks(direct('chatbot', 'start')));
	const [chatbot] = results;
	const given = {
		parameters: direct('chatbot', 'start', {
			whatsappNumber: number('={{ $json.phone }}'),
			chatbotId: byId(chatbot!.value as string),
		}),
		items: [ADA, '14155550102', '14155550103'].map((phone) => ({ phone })),
	};
	const START = 'POST /api/ext/v3/chatbots/start';
	refuseOnce(START, 1);
	const failed = await run(given);
	const retried = await retry(failed, given);
	expect(retried.error).toBeUndefined();
	expect(retried.items.map(({ json }) => json.started)).toEqual([true, true, true]);
	expect(bench.count(START) - 1).toBe(3);
});
