import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { runWebhook, SleepingExecution } from '../harness';
import { ADA, direct, number, useBench } from '../wati/setup';
import { message, question } from './setup';

const wati = useBench();

const SHOP = '14155550100';
const OTHER_SHOP = '14155550150';
const SECRET = '0123456789abcdef0123456789abcdef';

const answer = async (channelId: string | null, recipient: string) => {
	const { result } = await runWebhook({
		parameters: { options: { webhookSecret: SECRET } },
		query: { token: SECRET },
		body: message(ADA, 'Hello', { channelId, channelPhoneNumber: OTHER_SHOP }),
	});
	const items = result.workflowData![0]!;
	const parameters = direct('message', 'sendText', {
		whatsappNumber: number(recipient),
		messageText: 'Hi',
	});
	const before = [{ name: 'Trigger', type: 'n8n-nodes-maton-wati.watiTrigger', items }];
	const { error } = await wati.run({ parameters, before });
	expect(error).toBeUndefined();
	return wati.sandbox.messagesTo(ADA).at(-1)?.from;
};

test.each([
	['69dc00000000000000000030', '', OTHER_SHOP],
	[null, '', SHOP],
	['69dc00000000000000000030', ADA, SHOP],
])('channel %s, recipient %j: the answer leaves from %s', async (channelId, recipient, from) => {
	expect(await answer(channelId, recipient)).toBe(from);
});

/** Asks Ada, and lets her write to one of the numbers of the account. @returns whether that answers */
async function answers(
	asked: INodeParameters,
	channelPhoneNumber: string | null,
	more: IDataObject = {},
): Promise<boolean> {
	const execution = await SleepingExecution.start({
		parameters: { ...question(asked), authentication: 'watiApi' },
		credentials: wati.wati(),
		items: [{ number: ADA, order: 'A-1' }],
	});
	expect(execution.error).toBeUndefined();
	await execution.post(message(ADA, 'Yes', { channelPhoneNumber, ...more }));
	return !execution.sleeps;
}

const picked = (value: string) => ({ __rl: true, mode: 'id', value });
const fromShop = { options: { channelPhoneNumber: picked(SHOP) } };
const button = [{ text: 'Yes' }, { text: 'No' }];

describe.each<[string, INodeParameters]>([
	['a text', fromShop],
	['buttons', { ...fromShop, messageType: 'buttons', bodyText: 'Today?', buttons: { button } }],
	[
		'a template',
		{
			messageType: 'template',
			template: { __rl: true, mode: 'name', value: 'welcome' },
			options: { channelNumber: picked(SHOP) },
		},
	],
])('%s from one number of several', (_kind, asked) => {
	test('is answered at that number, or where it is not told', async () => {
		expect(await answers(asked, SHOP)).toBe(true);
		expect(await answers(asked, null)).toBe(true);
	});

	test('is not answered by what is written to another number', async () => {
		const conversationId = '66f0aa000000000000000999';
		expect(await answers(asked, OTHER_SHOP, { conversationId })).toBe(false);
	});
});

test('a question from the default number is answered at any number', async () => {
	expect(await answers({}, OTHER_SHOP)).toBe(true);
});
