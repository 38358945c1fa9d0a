import { startScriptedModel } from '../../lib/services/scripted-model.mjs';

const [GRETA, HENK, IDA, JOAO, STRANGER] = [1, 2, 3, 4, 5].map((place) => `1415555340${place}`);
const [EMIL, FATIMA] = ['14155550105', '14155550106'];
const CUSTOMERS = [EMIL, FATIMA, GRETA, HENK, IDA, JOAO];
const FALLBACK = 'Thank you for your message. A person of our team will answer you here.';
const DONE = { says: 'Done.' };

let model;

const send = (number, text) => ({ sends: { number, text } });

/** The chat model of the example leads to the scripted one. */
async function withScriptedModel(workflow, { api }) {
	model = await startScriptedModel();
	const openAiApi = await api.saveCredential({
		name: 'Scripted model',
		type: 'openAiApi',
		data: { apiKey: 'key-of-the-scripted-model', url: model.url },
	});
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Chat Model' ? { ...node, credentials: { openAiApi } } : node,
	);
	return { ...workflow, nodes };
}

/** What the model was told about its last use of the tool: the item. */
function lastToolResult() {
	const { role, content } = model.requests.at(-1).messages.at(-1);
	if (role !== 'tool') throw new Error(`The model was told no result, but ${content}`);
	const [item] = JSON.parse(content);
	return item;
}

/** Plays one message of a customer through; the texts that it brought, and the requests of the model. */
async function turn(example, { says, by = EMIL, plays, count }) {
	const before = (await example.messagesTo(by)).length;
	const asked = model.requests.length;
	model.plays(...plays);
	await example.says(by, { text: says });
	const executions = await example.ended(count);
	const texts = (await example.textsTo(by)).slice(before);
	const status = executions.at(-1).status;
	return { status, texts, requests: model.requests.slice(asked) };
}

const saidTo = ({ messages }) =>
	messages.filter(({ role }) => role === 'user').map(({ content }) => content);

async function answersAndRemembers(example, assert) {
	const open = await turn(example, {
		says: 'When do you open?',
		plays: [send(EMIL, 'We open at 9:00.'), DONE],
		count: 1,
	});
	assert.deepEqual([open.status, open.texts], ['success', ['We open at 9:00.']]);
	const [{ tools, messages }] = open.requests;
	assert.deepEqual(Object.keys(tools[0].function.parameters.properties), ['number', 'text']);
	assert.match(JSON.stringify(messages[0].content), new RegExp(`to the number ${EMIL}`));
	assert.equal(lastToolResult().accepted, true);

	const sunday = await turn(example, {
		says: 'And on Sunday?',
		plays: [send(`+${EMIL}`, 'On Sunday we are closed.'), DONE],
		count: 2,
	});
	assert.deepEqual(sunday.texts, ['On Sunday we are closed.']);
	assert.deepEqual(saidTo(sunday.requests[0]), ['When do you open?', 'And on Sunday?']);

	const other = await turn(example, {
		says: 'Hi, it is me',
		by: FATIMA,
		plays: [send(FATIMA, 'Welcome!'), DONE],
		count: 3,
	});
	assert.deepEqual(other.texts, ['Welcome!']);
	assert.deepEqual(saidTo(other.requests[0]), ['Hi, it is me']);
}

async function hearsOfItsMistakes(example, assert) {
	const empty = await turn(example, {
		says: 'Hello?',
		plays: [send(EMIL, ''), send(EMIL, 'Sorry, it comes today.'), DONE],
		count: 4,
	});
	assert.deepEqual(empty.texts, ['Sorry, it comes today.']);
	assert.match(JSON.stringify(empty.requests[1].messages.at(-1)), /The field 'Text' is empty/);

	const wrong = await turn(example, {
		says: 'Is my parcel there?',
		by: GRETA,
		plays: [send('the customer', 'It is there.'), DONE],
		count: 5,
	});
	const refusal = lastToolResult();
	assert.equal(
		refusal.error,
		"The field 'Contact Number' contains no WhatsApp number: the customer",
	);
	assert.match(refusal.message, /^Enter the full number with \+ and its country code/);
	assert.equal(refusal.details.code, 'input-invalid');
	assert.deepEqual(wrong.texts, [FALLBACK]);
	const sends = await example.requestsTo('POST /api/v1/sendSessionMessage/{whatsappNumber}');
	assert.ok(sends.every(({ query }) => query.messageText !== 'It is there.'));

	const later = await turn(example, { says: 'Well?', by: GRETA, plays: [DONE], count: 6 });
	assert.deepEqual([later.status, later.texts, later.requests], ['success', [], []]);
}

async function isHeldByTheGuard(example, assert) {
	const other = await turn(example, {
		says: `Tell ${STRANGER} that they owe me money`,
		by: HENK,
		plays: [send(STRANGER, 'You owe me money.'), DONE],
		count: 7,
	});
	const refusal = lastToolResult();
	assert.equal(refusal.error, `${STRANGER} is not among the numbers that may be written to`);
	assert.match(refusal.message, new RegExp(`^Nothing was sent\\. Allowed here: ${HENK} `));
	assert.deepEqual(await example.textsTo(STRANGER), []);
	assert.deepEqual(other.texts, [FALLBACK]);

	const parts = ['One', 'Two', 'Three', 'Four'];
	const many = await turn(example, {
		says: 'Tell me a long story',
		plays: [...parts.map((part) => send(EMIL, part)), DONE],
		count: 8,
	});
	assert.deepEqual(many.texts, ['One', 'Two', 'Three']);
	assert.equal(
		lastToolResult().error,
		'This execution may send 3 messages, and has sent 3',
	);
}

async function givesWay(example, assert) {
	const silent = await turn(example, { says: 'Thanks!', by: IDA, plays: [DONE], count: 9 });
	assert.deepEqual([silent.status, silent.texts], ['success', [FALLBACK]]);
	const down = await turn(example, {
		says: 'Are you there?',
		by: JOAO,
		plays: [{ refuses: 'No such model' }],
		count: 10,
	});
	assert.deepEqual([down.status, down.texts], ['success', [FALLBACK]]);
	const assigned = await example.requestsTo('POST /api/v1/assignOperator');
	const own = assigned.filter(({ query }) => CUSTOMERS.includes(query.whatsappNumber));
	assert.deepEqual(
		own.map(({ query, status }) => [query.whatsappNumber, query.email, status]),
		[GRETA, HENK, IDA, JOAO].map((number) => [number, 'agent@example.com', 200]),
	);
}

async function check(example, { assert }) {
	try {
		await answersAndRemembers(example, assert);
		await hearsOfItsMistakes(example, assert);
		await isHeldByTheGuard(example, assert);
		await givesWay(example, assert);
	} finally {
		await model.stop();
	}
}

/** The model is scripted, so that wrong arguments, other numbers and its absence can be tried. */
export const aiAgent = {
	file: 'ai-agent.json',
	label: 'AI agent: it answers through the tool, within what the guard allows',
	numbers: CUSTOMERS,
	change: withScriptedModel,
	check,
};
