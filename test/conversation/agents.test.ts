import { createHmac } from 'node:crypto';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { runWebhook, type RunOptions } from '../harness';
import { GROUP, message as metaMessage, messages } from '../whatsapp-business-trigger/payloads';
import { useMeta } from '../whatsapp-business/setup';
import { ADA, BEN, number, operation, shown, useBench } from '../wati/setup';
import { message } from './setup';

const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const wati = useBench();
const meta = useMeta();

beforeEach(() => forgetAll());

const SECRET = '0123456789abcdef0123456789abcdef';
const WATI_TRIGGER = 'n8n-nodes-maton-wati.watiTrigger';
const META_TRIGGER = 'n8n-nodes-maton-wati.matonWhatsAppBusinessTrigger';
const AGENT = '@n8n/n8n-nodes-langchain.agent';
const BUSINESS_NUMBER = '100200300400601';

/** The items that an execution of the WATI Trigger begins with. */
async function fromWati(...bodies: IDataObject[]): Promise<INodeExecutionData[]> {
	const answers = bodies.map(async (body) => {
		const parameters = { options: { webhookSecret: SECRET } };
		const { result } = await runWebhook({ parameters, query: { token: SECRET }, body });
		return result.workflowData![0]!;
	});
	return (await Promise.all(answers)).flat();
}

/** The items that an execution of the WhatsApp Business Trigger begins with. */
async function fromMeta(value: Payload): Promise<INodeExecutionData[]> {
	const metadata = { display_phone_number: '14155550300', phone_number_id: BUSINESS_NUMBER };
	const body = messages({ metadata, ...value });
	const rawBody = JSON.stringify(body);
	const signature = createHmac('sha256', SECRET).update(rawBody).digest('hex');
	const { result } = await runWebhook({
		node: 'matonWhatsAppBusinessTrigger',
		parameters: {},
		credentials: { matonWhatsAppBusinessWebhookApi: { appSecret: SECRET, verifyToken: 'a token' } },
		body,
		rawBody,
		headers: { 'x-hub-signature-256': `sha256=${signature}` },
	});
	return result.workflowData![0]!;
}

const metaText = (id: string, from: string, words: string) =>
	metaMessage(id, { type: 'text', text: { body: words } }, from);

let written = 0;

/** A message of one person, in a group or in the chat of two. */
const writtenIn = (group: string | undefined) => ({
	...metaText(`wamid.group.${(written += 1)}`, ADA, 'All here?'),
	...(group === undefined ? {} : { group_id: group }),
});

/** What an AI Agent puts out for each item: the answer alone, linked to the item. */
const answersTo = (items: INodeExecutionData[]) =>
	items.map(({ json }, item) => ({
		json: { output: `You said: ${String(json.chatInput)}` },
		pairedItem: { item },
	}));

const sendText = operation('message', 'sendText', { whatsappNumber: number(''), messageText: '' });

/** Trigger, agent and Send Text, none of which maps a field. */
function agentWorkflow(
	items: INodeExecutionData[],
	type: string,
	between: NonNullable<RunOptions['before']> = [
		{ name: 'AI Agent', type: AGENT, items: answersTo(items) },
	],
): Pick<RunOptions, 'before' | 'parameters'> {
	return { parameters: sendText, before: [{ name: 'Trigger', type, items }, ...between] };
}

const textsTo = (person: string) =>
	wati.sandbox.messagesTo(person).map((sent) => ('text' in sent ? sent.text : undefined));

test('Send Text answers who wrote with what the agent says, each person by their own item', async () => {
	const items = await fromWati(message(ADA, 'Hello'), message(BEN, 'Hi'));
	expect(items.map(({ json }) => [json.sessionId, json.chatInput])).toEqual([
		[ADA, 'Hello'],
		[BEN, 'Hi'],
	]);
	const { error } = await wati.run(agentWorkflow(items, WATI_TRIGGER));
	expect(error).toBeUndefined();
	expect(textsTo(ADA)).toEqual(['You said: Hello']);
	expect(textsTo(BEN)).toEqual(['You said: Hi']);
});

test('Set Opt-Out keeps what the customer wrote, without a mapped field', async () => {
	const items = await fromWati(message(ADA, 'STOP'), message(BEN, 'Start'));
	const before = [{ name: 'Trigger', type: WATI_TRIGGER, items }];
	const parameters = operation('contact', 'setOptOut', { whatsappNumber: number('') });
	const { items: written, error } = await wati.run({ parameters, before });
	expect(error).toBeUndefined();
	expect(written.map(({ json }) => [json.whatsappNumber, json.optedOut])).toEqual([
		[ADA, true],
		[BEN, false],
	]);
	const sent = wati.requests.map(({ url, body }) => [url.split('/').at(-1), body]);
	expect(sent).toEqual([
		[ADA, { customParams: [{ name: 'opted_out', value: 'yes' }] }],
		[BEN, { customParams: [{ name: 'opted_out', value: 'no' }] }],
	]);
	const other = await fromWati(message(ADA, 'Hello'));
	const result = await wati.run({
		parameters,
		before: [{ name: 'Trigger', type: WATI_TRIGGER, items: other }],
	});
	expect(shown(result).message).toBe(
		"'As the Customer Wrote' in 'Change' needs a trigger's message that opts out or in, and the item has none",
	);
});

test('Send Text of WhatsApp Business answers from the number that was written to', async () => {
	const items = await fromMeta({
		messages: [metaText('wamid.1', ADA, 'Hello'), metaText('wamid.2', BEN, 'Hi')],
	});
	const { error } = await meta.run(agentWorkflow(items, META_TRIGGER));
	expect(error).toBeUndefined();
	expect(meta.bodies).toEqual([
		expect.objectContaining({ to: ADA, text: { body: 'You said: Hello' } }),
		expect.objectContaining({ to: BEN, text: { body: 'You said: Hi' } }),
	]);
});

test('a customer without a number is answered by the BSUID', async () => {
	const bsuid = 'US.13491208655302741918';
	const items = await fromMeta({
		contacts: [{ profile: { name: 'Cleo' }, user_id: bsuid }],
		messages: [
			{
				id: 'wamid.3',
				timestamp: '1795169656',
				from_user_id: bsuid,
				type: 'text',
				text: { body: 'Hey' },
			},
		],
	});
	expect(items[0]!.json).toMatchObject({
		sessionId: bsuid,
		chatInput: 'Hey',
		whatsappNumber: null,
	});
	await meta.run(agentWorkflow(items, META_TRIGGER));
	expect(meta.bodies).toEqual([expect.objectContaining({ recipient: bsuid })]);
});

describe('nobody is written to where it is not certain who is meant', () => {
	const script = 'n8n-nodes-base.code';
	const two = async () => await fromWati(message(ADA, 'Hello'), message(BEN, 'Hi'));
	const joined = [{ json: { output: 'To both' }, pairedItem: [{ item: 0 }, { item: 1 }] }];
	const aboutBen = [{ json: { output: 'Hi', whatsappNumber: BEN }, pairedItem: { item: 0 } }];

	test.each<[string, () => Promise<Pick<RunOptions, 'before' | 'parameters'>>, RegExp]>([
		[
			'an item that comes of two messages',
			async () =>
				agentWorkflow(await two(), WATI_TRIGGER, [
					{ name: 'Aggregate', type: 'n8n-nodes-base.aggregate', items: joined },
				]),
			/not linked to one message of 'Trigger' \(.*/,
		],
		[
			'an event that nobody wrote, which would be answered for ever',
			async () => {
				const own = (await two()).map((item) => ({
					...item,
					json: { ...item.json, fromMe: true },
				}));
				return agentWorkflow(own, WATI_TRIGGER);
			},
			/the event is not a message from a customer/,
		],
		[
			'items behind a node that may reorder them, when several people wrote',
			async () =>
				agentWorkflow(await two(), WATI_TRIGGER, [
					{
						name: 'Helper',
						type: 'n8n-nodes-base.executeWorkflow',
						items: [{ output: 'b' }, { output: 'a' }],
					},
				]),
			/several people, whose order 'Helper' may have changed/,
		],
		[
			'items behind a script, when several people wrote',
			async () =>
				agentWorkflow(await two(), WATI_TRIGGER, [
					{ name: 'Code', type: script, items: [{ output: 'b' }, { output: 'a' }] },
				]),
			/several people, whose order 'Code' may have changed/,
		],
		[
			'an item about another person than who wrote',
			async () =>
				agentWorkflow(await fromWati(message(ADA, 'Hello')), WATI_TRIGGER, [
					{ name: 'Look Up', items: aboutBen },
				]),
			new RegExp(`the item names ${BEN}, but someone else wrote the message`),
		],
		[
			'an item without a person, where no trigger of the package stands before',
			async () => ({ parameters: sendText, before: [{ name: 'List', items: [{ output: 'a' }] }] }),
			/the item names no customer$/,
		],
	])('%s', async (_, makeRun, reason) => {
		const result = await wati.run(await makeRun());
		expect(shown(result).message).toMatch(/^The field 'Contact Number' is empty, and /);
		expect(shown(result).message).toMatch(reason);
		expect(wati.requests).toEqual([]);
	});

	test('an expression that comes to nothing', async () => {
		const [item] = await fromWati(message(ADA, 'Hello'));
		const workflow = agentWorkflow([item!], WATI_TRIGGER);
		const parameters = { ...sendText, whatsappNumber: number('={{ $json.phone }}') };
		const result = await wati.run({ ...workflow, parameters });
		expect(shown(result).message).toBe("The field 'Contact Number' is empty");
		expect(wati.requests).toEqual([]);
	});

	test.each([
		[
			'a group and a chat of two behind a script',
			[GROUP, undefined],
			/whose order 'Code' may have changed/,
		],
		['two groups behind a script', [GROUP, `${GROUP}A`], /whose order 'Code' may have changed/],
	])('%s', async (_, groups, reason) => {
		const items = await fromMeta({ messages: groups.map((group) => writtenIn(group)) });
		const script = { name: 'Code', type: 'n8n-nodes-base.code', items: answersTo(items) };
		const result = await meta.run(agentWorkflow(items, META_TRIGGER, [script]));
		expect(shown(result).message).toMatch(reason);
		expect(meta.bodies).toEqual([]);
	});

	test('an item that names another group', async () => {
		const items = await fromMeta({ messages: [writtenIn(GROUP)] });
		const lookUp = { name: 'Look Up', items: [{ output: 'Hi', groupId: `${GROUP}A` }] };
		const result = await meta.run(agentWorkflow(items, META_TRIGGER, [lookUp]));
		expect(shown(result).message).toMatch(
			/the item names a group that the message was not written in/,
		);
		expect(meta.bodies).toEqual([]);
	});

	test('a question to who wrote in a group', async () => {
		const items = await fromMeta({ messages: [writtenIn(GROUP)] });
		const parameters = operation('message', 'sendAndWaitForReply', {
			whatsappNumber: '',
			messageType: 'text',
			messageText: 'Ready?',
			options: { previewOnly: true },
		});
		const result = await meta.run({ ...agentWorkflow(items, META_TRIGGER), parameters });
		expect(JSON.stringify(result.items[0]!.json)).toMatch(/the message was written in a group\./);
		expect(meta.bodies).toEqual([]);
	});
});

test('a message in a group is answered in the group, from the number that is in it', async () => {
	meta.sandbox.businessAccount().groups.add(GROUP);
	const items = await fromMeta({ messages: [writtenIn(GROUP), writtenIn(undefined)] });
	expect(items[0]!.json.sessionId).toBe(GROUP);
	const { error } = await meta.run(agentWorkflow(items, META_TRIGGER));
	expect(error).toBeUndefined();
	expect(meta.bodies).toMatchObject([{ recipient_type: 'group', to: GROUP }, { to: ADA }]);
	expect(meta.sent.map(({ phoneNumberId }) => phoneNumberId)).toEqual([
		BUSINESS_NUMBER,
		BUSINESS_NUMBER,
	]);
});

test('one person behind a script is answered, and so is the person that an item itself names', async () => {
	const items = await fromWati(message(ADA, 'Hello'));
	const script = {
		name: 'Code',
		type: 'n8n-nodes-base.code',
		items: [{ output: 'From a script' }],
	};
	await wati.run(agentWorkflow(items, WATI_TRIGGER, [script]));
	await wati.run({
		parameters: sendText,
		items: [{ whatsappNumber: `+${BEN}`, output: 'Listed' }],
	});
	expect(textsTo(ADA)).toEqual(['From a script']);
	expect(textsTo(BEN)).toEqual(['Listed']);
});

test('a text that is left empty where no agent answered is refused by its name', async () => {
	const [item] = await fromWati(message(ADA, 'Hello'));
	const result = await wati.run(agentWorkflow([item!], WATI_TRIGGER, []));
	expect(shown(result).message).toBe("The field 'Text' is empty");
	expect(wati.requests).toEqual([]);
});
