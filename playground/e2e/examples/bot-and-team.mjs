import { startScriptedModel } from '../../lib/services/scripted-model.mjs';

const [ADILA, BORIS] = [1, 2].map((place) => `1415555392${place}`);

let model;

/** The chat model of the example is scripted: it repeats what the customer wrote last. */
async function withScriptedModel(workflow, { api }) {
	model = await startScriptedModel();
	model.decides(({ messages }) => ({
		says: `You wrote: ${JSON.stringify(messages.at(-1).content)}`,
	}));
	const openAiApi = await api.saveCredential({
		name: 'Scripted bot beside a team',
		type: 'openAiApi',
		data: { apiKey: 'key-of-the-scripted-bot', url: model.url },
	});
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Chat Model' ? { ...node, credentials: { openAiApi } } : node,
	);
	return { ...workflow, nodes };
}

async function check(example, { sandbox, assert }) {
	try {
		for (const text of ['Hello', 'one question', 'do you open today?']) {
			await example.says(ADILA, { text });
		}
		await example.ended(1);
		assert.deepEqual(await example.textsTo(ADILA), [
			'You wrote: "Hello\\none question\\ndo you open today?"',
		]);
		await sandbox.control('POST', 'operator', { whatsappNumber: ADILA, text: 'Let me look' });
		await sandbox.control('GET', 'webhooks/settled');
		await example.says(ADILA, { text: 'Thank you' });
		await example.says(BORIS, { text: 'Hello' });
		await example.ended(2);
		assert.deepEqual(await example.textsTo(BORIS), ['You wrote: "Hello"']);
		assert.equal((await example.textsTo(ADILA)).at(-1), 'Let me look');
		await example.call({ whatsappNumber: ADILA });
		await example.says(ADILA, { text: 'And tomorrow?' });
		await example.ended(4);
		assert.equal((await example.textsTo(ADILA)).at(-1), 'You wrote: "And tomorrow?"');
	} finally {
		await model.stop();
	}
}

/** Three messages answered at once, a person who writes, and the case closed by the help desk. */
export const botAndTeam = {
	file: 'bot-and-team.json',
	label: 'bot and team: it answers three messages at once, and is silent while a person answers',
	numbers: [ADILA, BORIS],
	change: withScriptedModel,
	check,
};
