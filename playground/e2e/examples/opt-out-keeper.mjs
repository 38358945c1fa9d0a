const [KAI, LEA, MIA, NIA, OLE] = [1, 2, 3, 4, 5].map((place) => `1415555370${place}`);

const NAMES = { [KAI]: 'Kai', [LEA]: 'Lea', [MIA]: 'Mia', [NIA]: 'Nia', [OLE]: 'Ole' };

const OUT = 'You will get no more offers from us. Write START to get them again.';
const IN = 'Welcome back! You will get our offers again. Write STOP to end them.';
const offerTo = (name) => `Hi ${name}, our new collection is here.`;

const UPDATES = 'POST /api/v1/updateContactAttributes/{whatsappNumber}';
const BULK = 'POST /api/v2/sendTemplateMessages';
const PATIENCE_MS = 60_000;

/** All are contacts in WATI, and all but Ole get the newsletter. */
async function addContacts({ sandbox }) {
	const { url, tenantId, watiToken } = sandbox.addresses;
	for (const [number, name] of Object.entries(NAMES)) {
		const newsletter = number === OLE ? 'no' : 'yes';
		const response = await fetch(`${url}/${tenantId}/api/v1/addContact/${number}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${watiToken}`, 'content-type': 'application/json' },
			body: JSON.stringify({ name, customParams: [{ name: 'newsletter', value: newsletter }] }),
		});
		if (!response.ok) throw new Error(`The sandbox answered ${response.status} to addContact`);
	}
}

const recipientsOf = ({ body }) => body.receivers.map(({ whatsappNumber }) => whatsappNumber);

async function check(example, session) {
	const { api, sandbox, assert } = session;
	await addContacts(session);
	await example.says(MIA, { text: 'Please stop by, I am at home' });
	await example.says(KAI, { text: 'STOP' });
	await example.says(LEA, { text: 'Abmelden!' });
	await example.says(NIA, { text: 'stop' });
	await example.ended(3);
	await example.says(NIA, { text: 'Start' });
	const executions = await example.ended(4);
	assert.deepEqual(
		executions.map(({ status }) => status),
		['success', 'success', 'success', 'success'],
	);
	const out = await example.itemsOf(executions, 'Opted Out');
	assert.deepEqual(out.map(({ whatsappNumber }) => whatsappNumber).sort(), [KAI, LEA, NIA]);
	assert.deepEqual(await example.itemsOf(executions, 'Opted In'), [
		{ whatsappNumber: NIA, opted_out: 'no' },
	]);
	const updates = await sandbox.control('GET', `requests?endpoint=${encodeURIComponent(UPDATES)}`);
	const [last] = updates.filter(({ path }) => path.endsWith(NIA)).slice(-1);
	assert.deepEqual(last.body.customParams[0], { name: 'opted_out', value: 'no' });

	const { status, runData } = await api.runManually(example.workflow, { timeoutMs: PATIENCE_MS });
	assert.equal(status, 'success');
	const [sent, notSent] = runData['Send the Offer'][0].data.main;
	assert.deepEqual(sent.map(({ json }) => [json.whatsappNumber, json.accepted]).sort(), [
		[MIA, true],
		[NIA, true],
	]);
	assert.deepEqual(notSent ?? [], []);
	const sends = await sandbox.control('GET', `requests?endpoint=${encodeURIComponent(BULK)}`);
	const own = sends.map(recipientsOf).filter((numbers) => numbers.includes(MIA));
	assert.deepEqual(
		own.map((numbers) => numbers.sort()),
		[[MIA, NIA]],
	);
	assert.deepEqual(await example.textsTo(KAI), [OUT]);
	assert.deepEqual(await example.textsTo(LEA), [OUT]);
	assert.deepEqual(await example.textsTo(MIA), [offerTo('Mia')]);
	assert.deepEqual(await example.textsTo(NIA), [OUT, IN, offerTo('Nia')]);
	assert.deepEqual(await example.textsTo(OLE), []);
}

/** Two stop, one stops and starts again, one says "stop" in a sentence, and only then an offer goes out. */
export const optOutKeeper = {
	file: 'opt-out-keeper.json',
	label: 'opt-out keeper: who wrote stop gets no offer, and start brings it back',
	numbers: [KAI, LEA, MIA, NIA, OLE],
	check,
};
