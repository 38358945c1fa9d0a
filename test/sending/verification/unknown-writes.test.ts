import type { INodeParameters } from 'n8n-workflow';

import { ADA, byId, direct, number, operation, shown, useBench } from '../../wati/setup';

const bench = useBench();
const retryOnFail = { maxTries: 3, waitBetweenTries: 0 };
const whatsappNumber = number(ADA);

/** Runs with Retry On Fail while nothing that changes something gets a clear answer. */
async function runWithoutAnswer(endpoint: string, parameters: INodeParameters) {
	bench.sandbox.addFault({ endpoint, kind: 'dropAfter', times: 0 });
	return await bench.run({ parameters, retryOnFail });
}

it.each([
	[
		'Chatbot: Start',
		'POST /api/ext/v3/chatbots/start',
		direct('chatbot', 'start', { whatsappNumber, chatbotId: byId('66f0aa000000000000000070') }),
		'Check in the chat in WATI whether the chatbot began',
	],
	[
		'Conversation: Show Typing',
		'POST /api/ext/v3/conversations/typingIndicator',
		direct('conversation', 'showTyping', { whatsappNumber }),
		'The contact may have seen the typing indicator',
	],
	[
		'Contact: Add',
		'POST /api/v1/addContact/{whatsappNumber}',
		operation('contact', 'add', { whatsappNumber, name: 'Ada' }),
		'Check with Contact: Get Many whether it exists',
	],
	[
		'Conversation: Assign',
		'POST /api/v1/assignOperator',
		operation('conversation', 'assign', { whatsappNumber, assignTo: 'bot' }),
		'Check in WATI who has the chat',
	],
	[
		'Connection: Create',
		'POST /connections',
		operation('connection', 'create'),
		'Look in Maton whether it took effect',
	],
])('%s leaves once, though the node tries three times', async (_, endpoint, parameters, advice) => {
	const result = await runWithoutAnswer(endpoint, parameters);
	expect(shown(result)).toMatchObject({
		code: 'outcome-unknown',
		message: expect.stringMatching(/^An earlier try sent this/) as string,
		description: expect.stringContaining(advice) as string,
	});
	expect(bench.count(endpoint)).toBe(1);
});

it('a deletion is tried again, since the second one does no harm', async () => {
	const endpoint = 'DELETE /api/ext/v3/contacts/{target}';
	bench.sandbox.addFault({ endpoint, kind: 'dropAfter' });
	const { error } = await bench.run({
		parameters: direct('contact', 'delete', { whatsappNumber }),
		retryOnFail,
	});
	expect(error).toBeUndefined();
	expect(bench.count(endpoint)).toBe(2);
});
