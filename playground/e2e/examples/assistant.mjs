import { startScriptedModel } from '../../lib/services/scripted-model.mjs';
import { startShop } from '../../lib/services/shop.mjs';

const [SOFIA, TARIQ, VERA, REVIEWER] = [1, 2, 3, 9].map((place) => `1415555390${place}`);

let model;
let shop;

/** The chat model and the shop of the example are on this machine, and one of the team approves. */
async function withOwnServices(workflow, { api, sandbox }) {
	model = await startScriptedModel();
	shop = await startShop();
	await sandbox.control('POST', 'window', { whatsappNumber: REVIEWER, open: true });
	const openAiApi = await api.saveCredential({
		name: 'Scripted assistant',
		type: 'openAiApi',
		data: { apiKey: 'key-of-the-scripted-assistant', url: model.url },
	});
	const changes = {
		'Chat Model': () => ({ credentials: { openAiApi } }),
		'Look Up an Order': toShop,
		'Refund an Order': toShop,
		'Ask a Person First': ({ parameters }) => ({
			parameters: {
				...parameters,
				whatsappNumber: { __rl: true, mode: 'number', value: REVIEWER },
			},
		}),
	};
	const nodes = workflow.nodes.map((node) => ({ ...node, ...changes[node.name]?.(node) }));
	return { ...workflow, nodes };
}

function toShop({ parameters }) {
	return {
		parameters: {
			...parameters,
			url: parameters.url.replace('https://shop.example.com', shop.url),
		},
	};
}

const looksUp = (order) => ({ calls: 'Look_Up_an_Order', sends: { order } });
/** n8n wraps what a tool takes whose use a person reviews. */
const refunds = (order) => ({ calls: 'Refund_an_Order', sends: { toolParameters: { order } } });

/** What the model was told last. */
const lastTold = () => model.requests.at(-1).messages.at(-1).content;

const saidTo = ({ messages }) =>
	messages.filter(({ role }) => role === 'user').map(({ content }) => content);

async function answers(example, assert) {
	model.plays(looksUp('A-1'), { says: 'Order **A-1** is *on its way*.' });
	await example.says(SOFIA, { text: 'Where is A-1?' });
	await example.ended(1);
	assert.deepEqual(await example.textsTo(SOFIA), ['Order *A-1* is _on its way_.']);
	assert.deepEqual(shop.calls, ['GET /orders/A-1']);
	assert.match(lastTold(), /shipped/);
}

/** A person approves with the button; the agent remembers what was said before. */
async function isApproved(example, assert) {
	model.plays(refunds('A-1'), { says: 'A-1 is refunded.' });
	await example.says(SOFIA, { text: 'I want my money back' });
	await example.told(REVIEWER, 1);
	const [asked] = await example.messagesTo(REVIEWER);
	assert.match(asked.text, /refund an order: .*A-1/);
	assert.deepEqual(asked.buttons, ['Approve', 'Decline']);
	assert.deepEqual(shop.calls, ['GET /orders/A-1']);
	await example.says(REVIEWER, { kind: 'replyButton', title: 'Approve' });
	await example.ended(2);
	assert.deepEqual(shop.calls.slice(1), ['POST /orders/A-1/refund']);
	assert.equal((await example.textsTo(SOFIA)).at(-1), 'A-1 is refunded.');
	assert.deepEqual(saidTo(model.requests.at(-1)), ['Where is A-1?', 'I want my money back']);
}

/** A person refuses in words, which the agent reads. Only they decide, however often somebody taps. */
async function isRefused(example, assert) {
	model.plays(refunds('B-2'), { says: 'We can refund half of B-2.' });
	await example.says(TARIQ, { text: 'Refund B-2' });
	await example.told(REVIEWER, 2);
	await example.says(REVIEWER, { text: 'Only half of it, they kept the box' });
	await example.ended(3);
	assert.match(lastTold(), /Only half of it, they kept the box/);
	assert.deepEqual(saidTo(model.requests.at(-1)), ['Refund B-2']);
	assert.equal((await example.textsTo(TARIQ)).at(-1), 'We can refund half of B-2.');
	assert.equal(shop.calls.length, 2);
}

/** When the model cannot be reached, a person is promised. */
async function givesWay(example, assert) {
	model.plays({ refuses: 'No such model' });
	await example.says(VERA, { text: 'Hello?' });
	await example.ended(4);
	assert.deepEqual(await example.textsTo(VERA), [
		'Thank you for your message. A person of our team will answer you here.',
	]);
}

async function check(example, { assert }) {
	try {
		await answers(example, assert);
		await isApproved(example, assert);
		await isRefused(example, assert);
		await givesWay(example, assert);
	} finally {
		await model.stop();
		await shop.stop();
	}
}

/** A question, a refund that is approved, one that is refused in words, and a model that is down. */
export const assistant = {
	file: 'assistant.json',
	label:
		'assistant: it remembers, looks orders up, and refunds after a person approved on WhatsApp',
	numbers: [SOFIA, TARIQ, VERA],
	change: withOwnServices,
	check,
};
