const [ADA, BEN, CHIARA, DENIZ, GRACE] = [1, 2, 3, 4, 7].map((place) => `1415555010${place}`);
const OPERATOR = 'agent@example.com';
const FETCH = 'GET /api/v1/getMedia';
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
		operator: OPERATOR,
		conversationId,
		fileName: media.fileName,
	});
	assert.equal(ticket.binary.file.mimeType, 'image/jpeg');
	const bytes = await storedFile(session, media.path);
	assert.ok(bytes.length > 0);
	assert.deepEqual(await api.file(ticket.binary.file), bytes);
	assert.deepEqual(await assignments(example), [
		{ chat: conversationId, body: { assignee_email: OPERATOR }, status: 200 },
	]);
}

/** Whatever either side writes next, the workflow adds nothing. */
async function keepsSilent(example, { sandbox, assert }) {
	await example.says(ADA, { text: 'Are you there? I need help' });
	const executions = await example.ended(2);
	const left = await example.itemsOf(executions, 'Leave It to the Operator');
	assert.deepEqual(
		left.map(({ text }) => text),
		['Are you there? I need help'],
	);
	await sandbox.control('POST', 'operator', {
		whatsappNumber: ADA,
		text: 'A new one is on its way.',
		email: OPERATOR,
	});
	assert.deepEqual(await example.textsTo(ADA), [
		'Thank you, Ada Lindqvist. A person of our team takes over and answers you here.',
		'A new one is on its way.',
	]);
}

/** A file that cannot be fetched holds nothing up; an operator who cannot be assigned is not promised. */
async function bearsFailures(example, { api, sandbox, assert }) {
	await sandbox.control('POST', 'faults', { endpoint: FETCH, kind: 'status', status: 404 });
	await example.says(GRACE, { kind: 'document', text: 'My bill' });
	const { runData } = await api.execution((await example.ended(5)).at(-1).id);
	const [ticket] = runData.Ticket[0].data.main[0];
	assert.deepEqual([ticket.json.text, ticket.json.fileName], ['My bill', undefined]);
	assert.deepEqual(ticket.binary ?? {}, {});

	const body = { code: 400, message: 'The operator does not exist' };
	await sandbox.control('POST', 'faults', { endpoint: ASSIGN, kind: 'status', status: 400, body });
	await example.says(DENIZ, { text: 'help' });
	const all = await example.ended(6);
	assert.deepEqual(await example.textsTo(DENIZ), [
		'Thank you for your message. Our team is not at hand right now and will answer you here tomorrow.',
	]);
	assert.equal(all.length, 6);
	assert.ok(all.every(({ status }) => status === 'success'));
	assert.equal((await assignments(example)).length, 4);
}

async function check(example, session) {
	const { assert } = session;
	await handsOver(example, session);
	await keepsSilent(example, session);

	await example.says(BEN, { text: 'hello' });
	await example.ended(3);
	assert.deepEqual(await example.textsTo(BEN), [
		'Hello Ben Okoro, thank you for your message. Send a photo of what went wrong, or write *help* to talk to a person.',
	]);

	await example.says(CHIARA, { text: 'Can a PERSON call me?' });
	const executions = await example.ended(4);
	assert.deepEqual(await example.textsTo(CHIARA), [
		'Thank you, Chiara Rossi. A person of our team takes over and answers you here.',
	]);
	const [, ticket] = await example.itemsOf(executions, 'Ticket');
	assert.deepEqual([ticket.whatsappNumber, ticket.fileName], [CHIARA, undefined]);
	await bearsFailures(example, session);
}

/** A photo, a call for help, an ordinary message, a file that is gone, and an operator who cannot be assigned. */
export const supportHandOver = {
	file: 'support-hand-over.json',
	label: 'support hand-over: a photo reaches a person, and the workflow falls silent',
	numbers: [ADA, BEN, CHIARA, DENIZ, GRACE],
	check,
};
