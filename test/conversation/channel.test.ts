import { runWebhook } from '../harness';
import { ADA, direct, number, useBench } from '../wati/setup';
import { message } from './setup';

const wati = useBench();
const SECRET = '0123456789abcdef0123456789abcdef';

const answer = async (channelId: string | null, recipient: string) => {
	const { result } = await runWebhook({
		parameters: { options: { webhookSecret: SECRET } },
		query: { token: SECRET },
		body: message(ADA, 'Hello', { channelId, channelPhoneNumber: '14155550150' }),
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
	['69dc00000000000000000030', '', '14155550150'],
	[null, '', '14155550100'],
	['69dc00000000000000000030', ADA, '14155550100'],
])('channel %s, recipient %j: the answer leaves from %s', async (channelId, recipient, from) => {
	expect(await answer(channelId, recipient)).toBe(from);
});
