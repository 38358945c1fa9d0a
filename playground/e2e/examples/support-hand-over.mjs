const [ADA, BEN, CHIARA, DENIZ, GRACE] = [1, 2, 3, 4, 7].map((place) => `1415555010${place}`);
const OPERATOR = 'agent@example.com';
const FETCH = 'GET /api/v1/getMedia';
const GREETING =
	'thank you for your message. Send a photo of what went wrong, or write *help* to talk to a person.';
const ASSIGN = 'PUT /api/ext/v3/conversations/{target}/operator';

/** The file as WATI keeps it. */
async function storedFile({ sandbox }, path) {
	const { url, tenantId, watiToken } = sandbox.addresses;
	const response = await fetch(
		`${url}/${tenantId}/api/v1/getMedia?fileName=${encodeURIComponent(path)}`,
		{ headers: { authorization: `Bearer ${watiToken}` } },
	);
	if (!response.ok) throw new Error(`The sandbox answered ${response.status} to the download`);
	return Buffer.from(await response.arrayBuffer());
}

async function assignments(example) {
	const requests = await example.requestsTo(ASSIGN);
	return requests.map(({ path, body, status }) => ({ chat: path.split('/').at(-2), body, status }));
}

/** A photo becomes a ticket with its bytes, and its chat goes to the operator. */
async function handsOver(example, session) {
	const { api, assert } = session;
	await example.says(ADA, { kind: 'image', text: 'Broken on arrival' });
	const executions = await example.ended(1);
	const [{ media, conversationId }] = await example.itemsOf(executions, 'Customer Writes');
	const { runData } = await api.execution(executions[0].id);
	const [ticket] = runData.Ticket[0].data.main[0];
	assert.deepEqual(ticket.json, {
		whatsappNumber: ADA,
		name: 'Ada Lindqvist',
		text: 'Broken on arrival',
		conversationId,
	});
	assert.equal(ticket.binary.file.mimeType, 'image/jpeg');
	const bytes = await storedFile(session, media.path);
	assert.ok(bytes.length > 0);
	assert.deepEqual(await api.file(ticket.binary.file), bytes);
	assert.deepEqual(await assignments(example), [
		{ chat: conversationId, body: { assignee_email: OPERATOR }, status: 200 },
	]);
}

/** Gives a chat back to the bot, as an operator does in WATI. */
async function giveBack({ sandbox }, conversationId) {
	const { url, watiToken } = sandbox.addresses;
	const response = await fetch(`${url}/api/ext/v3/conversations/${conversationId}/operator`, {
		method: 'PUT',
		headers: { authorization: `Bearer ${watiToken}`, 'content-type': 'application/json' },
		body: JSON.stringify({ assignee_email: null }),
	});
	if (!response.ok) throw new Error(`The sandbox answered ${response.status} to the bot's turn`);
}

/** Whatever either side writes next, the workflow adds nothing, until the chat is the bot's again. */
async function keepsSilent(example, session) {
	const { sandbox, assert } = session;
	await example.says(ADA, { text: 'Are you there? I need help' });
	const executions = await example.ended(2);
	const answered = await example.itemsOf([executions[1]], 'Has the Bot the Chat?');
	assert.deepEqual(answered, []);
	await sandbox.control('POST', 'operator', {
		whatsappNumber: ADA,
		text: 'A new one is on its way.',
		email: OPERATOR,
	});
	assert.deepEqual(await example.textsTo(ADA), [
		'Thank you, Ada Lindqvist. A person of our team takes over and answers you here.',
		'A new one is on its way.',
	]);
	const [{ conversationId }] = await example.itemsOf(executions, 'Customer Writes');
	await giveBack(session, conversationId);
	await example.says(ADA, { text: 'Thank you!' });
	await example.ended(3);
	assert.deepEqual((await example.textsTo(ADA)).at(-1), `Hello Ada Lindqvist, ${GREETING}`);
}

/** A file that cannot be fetched holds nothing up; an operator who cannot be assigned is not promised. */
async function bearsFailures(example, { api, sandbox, assert }) {
	await sandbox.control('POST', 'faults', { endpoint: FETCH, kind: 'status', status: 404 });
	await example.says(GRACE, { kind: 'document', text: 'My bill' });
	const { runData } = await api.execution((await example.ended(6)).at(-1).id);
	const [ticket] = runData.Ticket[0].data.main[0];
	assert.equal(ticket.json.whatsappNumber, GRACE);
	assert.deepEqual(ticket.binary ?? {}, {});

	const body = { code: 400, message: 'The operator does not exist' };
	await sandbox.control('POST', 'faults', { endpoint: ASSIGN, kind: 'status', status: 400, body });
	await example.says(DENIZ, { text: 'help' });
	const all = await example.ended(7);
	assert.deepEqual(await example.textsTo(DENIZ), [
		'Thank you for your message. Our team is not at hand right now and will answer you here tomorrow.',
	]);
	assert.equal(all.length, 7);
	assert.ok(all.every(({ status }) => status === 'success'));
	// The fifth gives a chat back to the bot.
	const toPeople = (await assignments(example)).filter(({ body }) => body.assignee_email !== null);
	assert.equal(toPeople.length, 4);
}

async function check(example, session) {
	const { assert } = session;
	await handsOver(example, session);
	await keepsSilent(example, session);

	await example.says(BEN, { text: 'hello' });
	await example.ended(4);
	assert.deepEqual(await example.textsTo(BEN), [`Hello Ben Okoro, ${GREETING}`]);

	await example.says(CHIARA, { text: 'Can a PERSON call me?' });
	const executions = await example.ended(5);
	assert.deepEqual(await example.textsTo(CHIARA), [
		'Thank you, Chiara Rossi. A person of our team takes over and answers you here.',
	]);
	const [, ticket] = await example.itemsOf(executions, 'Ticket');
	assert.deepEqual([ticket.whatsappNumber, ticket.text], [CHIARA, 'Can a PERSON call me?']);
	await bearsFailures(example, session);
}

/** A photo, the chat given back, an ordinary message, a call for help, a file that is gone, and an operator who cannot be assigned. */
export const supportHandOver = {
	file: 'support-hand-over.json',
	label:
		'support hand-over: a photo reaches a person, and the workflow is silent until the chat is given back',
	numbers: [ADA, BEN, CHIARA, DENIZ, GRACE],
	check,
};
