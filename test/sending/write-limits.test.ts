import type { INodeParameters } from 'n8n-workflow';

import { ADA, BEN, byId, direct, number, operation, shown, useBench } from '../wati/setup';

const bench = useBench();
const whatsappNumber = number(ADA);

const writes: Array<[string, INodeParameters]> = [
	['Contact: Delete', direct('contact', 'delete', { whatsappNumber })],
	['Contact: Add', operation('contact', 'add', { whatsappNumber, name: 'Ada' })],
	['Conversation: Assign', operation('conversation', 'assign', { whatsappNumber, assignTo: 'bot' })],
	[
		'Chatbot: Start',
		direct('chatbot', 'start', { whatsappNumber, chatbotId: byId('66f0aa000000000000000070') }),
	],
	['Conversation: Show Typing', direct('conversation', 'showTyping', { whatsappNumber })],
	['Conversation: Add Tag', direct('conversation', 'addTag', { whatsappNumber, tag: 'VIP' })],
	['Contact: Assign Teams', direct('contact', 'assignTeams', { whatsappNumber, teams: 'Sales' })],
];

it.each(writes)(
	'Preview Only: %s changes nothing, and shows its request',
	async (_, parameters) => {
		const { items, error } = await bench.run({
			parameters: { ...parameters, options: { previewOnly: true } },
		});
		expect(error).toBeUndefined();
		expect(bench.requests).toEqual([]);
		expect(items[0]?.json).toMatchObject({
			preview: true,
			text: '',
			recipients: 1,
			calls: 1,
			findings: [],
			request: { url: expect.stringContaining('/api/') as string },
		});
	},
);

it.each(writes)('Allowed Numbers: %s leaves other contacts alone', async (_, parameters) => {
	const refused = await bench.run({
		parameters: { ...parameters, options: { agentLimits: { allowedNumbers: BEN } } },
	});
	expect(shown(refused).code).toBe('guard-refused');
	expect(bench.requests).toEqual([]);
	const allowed = await bench.run({
		parameters: { ...parameters, options: { agentLimits: { allowedNumbers: ADA } } },
	});
	expect(allowed.error?.context.code).not.toBe('guard-refused');
	expect(bench.requests.length).toBeGreaterThan(0);
});

it('a preview of a write names what the limits refuse', async () => {
	const options = { previewOnly: true, agentLimits: { allowedNumbers: BEN } };
	const { items } = await bench.run({
		parameters: { ...direct('contact', 'delete', { whatsappNumber }), options },
	});
	expect(items[0]?.json.findings).toEqual([expect.stringContaining('is not among the numbers')]);
});
