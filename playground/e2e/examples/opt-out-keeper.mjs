const [KAI, LEA, MIA, NIA] = [1, 2, 3, 4].map((place) => `1415555370${place}`);

const OUT = 'You will get no more offers from us. Write START to get them again.';
const IN = 'Welcome back! You will get our offers again. Write STOP to end them.';

const UPDATES = 'POST /api/v1/updateContactAttributes/{whatsappNumber}';

async function check(example, { sandbox, assert }) {
	await example.says(MIA, { text: 'Please stop by, I am at home' });
	await example.says(KAI, { text: 'STOP' });
	await example.says(LEA, { text: 'Désabonner !' });
	await example.says(NIA, { text: '🛑 stop' });
	await example.ended(3);
	await example.says(NIA, { text: 'Start' });
	const executions = await example.ended(4);
	assert.deepEqual(
		executions.map(({ status }) => status),
		['success', 'success', 'success', 'success'],
	);
	const updates = await sandbox.control('GET', `requests?endpoint=${encodeURIComponent(UPDATES)}`);
	const kept = (number) =>
		updates
			.filter(({ path }) => path.endsWith(number))
			.flatMap(({ body }) => body.customParams.map(({ name, value }) => `${name}: ${value}`));
	assert.deepEqual([KAI, LEA, MIA, NIA].map(kept), [
		['opted_out: yes'],
		['opted_out: yes'],
		[],
		['opted_out: yes', 'opted_out: no'],
	]);
	assert.deepEqual(await example.textsTo(KAI), [OUT]);
	assert.deepEqual(await example.textsTo(LEA), [OUT]);
	assert.deepEqual(await example.textsTo(MIA), []);
	assert.deepEqual(await example.textsTo(NIA), [OUT, IN]);
}

/** Two stop, one stops and starts again, and one says "stop" in a sentence. */
export const optOutKeeper = {
	file: 'opt-out-keeper.json',
	label:
		'opt-out keeper: a stop word is kept in the contact and confirmed, and START takes it back',
	numbers: [KAI, LEA, MIA, NIA],
	check,
};
