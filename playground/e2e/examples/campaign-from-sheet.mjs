import { statesOf } from '../../lib/workflows/conversation.mjs';
import { Editor } from '../../lib/editor/editor.mjs';
import { webhooksOf } from '../../lib/workflows/trigger.mjs';
import { until } from '../../lib/until.mjs';

const PATIENCE_MS = 300_000;

const numberOf = (place) => `141555533${String(place).padStart(2, '0')}`;

const OPTED_OUT = numberOf(15);

/** Rows that are not plainly sent and read: what the sheet says, and what becomes of them. */
const SPECIAL = {
	3: { written: '+1 (415) 555-3303' },
	4: { written: '0014155553304' },
	5: { failure: { code: '131049', detail: 'Meta chose not to deliver' } },
	6: { failure: { code: '131026', detail: 'Message undeliverable' } },
	7: { written: '1-415-555-3303', left: /is already the recipient of item 2/ },
	9: { written: 'call me', left: /contains no WhatsApp number: call me/ },
	10: { unread: true },
	12: { written: numberOf(1), left: /is already the recipient of item 0/ },
	15: { left: /opted out, so nothing was sent/ },
	18: { number: '14155550111', left: /cannot send to 14155550111/ },
};

function statusOf({ failure, left, unread }) {
	if (left) return 'not sent';
	if (failure) return 'failed';
	return unread ? 'delivered' : 'read';
}

const ROWS = Array.from({ length: 20 }, (_, index) => {
	const place = index + 1;
	const special = { number: numberOf(place), ...SPECIAL[place] };
	const { written = special.number } = special;
	const row = { name: `Person ${place}`, order: `A-${place}`, ...special, written };
	return { ...row, status: statusOf(row) };
});

const SENT = ROWS.filter(({ status }) => status !== 'not sent');

const SHEET = [
	['number', 'name', 'order'],
	...ROWS.map((row) => [row.written, row.name, row.order]),
]
	.map((line) => line.join(','))
	.join('\n');

async function setPhones({ sandbox }) {
	const phoneOf = ({ failure, status }) => (failure ? { failure } : { read: status === 'read' });
	await sandbox.control(
		'POST',
		'customer-script',
		SENT.map((row) => ({ whatsappNumber: row.number, answers: [], phone: phoneOf(row) })),
	);
}

/** Uploads the sheet as a person does who is logged in to n8n, which asks for consent once. */
async function uploadSheet(page, address) {
	await page.goto(address);
	const consent = page.getByRole('button', { name: 'Allow access' });
	const sheet = page.locator('input[type=file]');
	await consent.or(sheet).first().waitFor();
	if (await consent.isVisible()) await consent.click();
	await sheet.setInputFiles({
		name: 'customers.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(SHEET),
	});
	await page.getByRole('button', { name: 'Send' }).click();
	await page.getByText('Your response has been recorded').waitFor();
}

/** One of the customers is a contact of WATI who opted out. */
async function addOptedOut({ sandbox }) {
	const { url, tenantId, watiToken } = sandbox.addresses;
	const response = await fetch(`${url}/${tenantId}/api/v1/addContact/${OPTED_OUT}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${watiToken}`, 'content-type': 'application/json' },
		body: JSON.stringify({
			name: 'Person 15',
			customParams: [{ name: 'opted_out', value: 'yes' }],
		}),
	});
	if (!response.ok) throw new Error(`The sandbox answered ${response.status} to addContact`);
}

/** Waits until n8n took each status that WATI tells of these messages, and has dealt with it. */
async function untilNoted(session, workflow, messageIds) {
	const nodes = workflow.nodes.filter(({ name }) => name === 'WATI Status Updates');
	const [{ id }] = await webhooksOf(session, { nodes });
	const expected = SENT.flatMap(({ status }, place) => {
		const told = { failed: ['Failed'], delivered: ['Delivered'], read: ['Delivered', 'Read'] };
		return told[status].map((one) => `${messageIds[place]} ${one}`);
	});
	const areNoted = async () => {
		const deliveries = await session.sandbox.control('GET', 'deliveries');
		const taken = deliveries
			.filter(({ webhookId, status }) => webhookId === id && status === 200)
			.map(({ body }) => `${body.localMessageId} ${body.statusString}`);
		const executions = await statesOf(session, workflow);
		const isBusy = executions.some(({ status }) => ['new', 'running'].includes(status));
		return !isBusy && expected.every((one) => taken.includes(one)) ? true : undefined;
	};
	await until('all statuses of the campaign to be noted', areNoted, PATIENCE_MS);
}

/** The one call that the campaign is, with the variables of each row. */
async function checkCall(example, assert) {
	const own = await until('the call of the campaign', async () => {
		const requests = await example.requestsTo('POST /api/v2/sendTemplateMessages');
		const found = requests.filter(({ body }) => body.broadcast_name.startsWith('campaign-'));
		return found.length > 0 ? found : undefined;
	});
	assert.equal(own.length, 1);
	const [{ body }] = own;
	const asked = ROWS.filter(
		({ status, number }) => status !== 'not sent' || number === '14155550111',
	);
	assert.deepEqual(
		body.receivers.map(({ whatsappNumber, customParams }) => [whatsappNumber, customParams]),
		asked.map(({ number, name, order }) => [
			number,
			[
				{ name: 'name', value: name },
				{ name: 'ordernumber', value: order },
			],
		]),
	);
	const ids = new Map(body.receivers.map((one) => [one.whatsappNumber, one.localMessageId]));
	assert.equal(new Set(ids.values()).size, asked.length);
	return SENT.map(({ number }) => ids.get(number));
}

/** What the data table says of each row in the end, by the name in it. */
async function readTable(session) {
	const { data } = await session.api.request('GET', '/data-tables-global?take=100');
	const { id, projectId } = data.find(({ name }) => name === 'campaign_messages');
	const path = `/projects/${projectId}/data-tables/${id}/rows?take=100`;
	const rows = await session.api.request('GET', path);
	return new Map(rows.data.map((row) => [row.name, row]));
}

async function checkEnd(example, session) {
	const { assert } = session;
	const noted = await readTable(session);
	assert.equal(noted.size, ROWS.length);
	for (const { name, number, order, status, failure, left } of ROWS) {
		const row = noted.get(name);
		assert.deepEqual([name, row.order, row.status], [name, order, status]);
		if (left) assert.match(row.reason, left);
		else assert.equal(row.reason, failure ? `${failure.code} ${failure.detail}` : '');
		if (status === 'not sent') continue;
		assert.deepEqual(await example.textsTo(number), [`Hi ${name}, order ${order} shipped.`]);
	}
	assert.deepEqual(await example.textsTo(OPTED_OUT), []);
}

async function check(example, session) {
	const { api, url, assert } = session;
	const { workflow } = example;
	const { status } = await api.runManually(workflow, { timeoutMs: PATIENCE_MS });
	assert.equal(status, 'success');
	await addOptedOut(session);
	await setPhones(session);
	const form = workflow.nodes.find(({ name }) => name === 'Upload the Sheet');
	const browser = await Editor.open(url);
	try {
		await api.admit(browser.page.context());
		browser.page.setDefaultTimeout(PATIENCE_MS);
		await uploadSheet(browser.page, `${url}/form/${form.webhookId}`);
	} finally {
		await browser.close();
	}
	await untilNoted(session, workflow, await checkCall(example, assert));
	await checkEnd(example, session);
}

/** Twenty rows: numbers in several forms, two twice, one none, one opted out, one not on WhatsApp, two that fail. */
export const campaignFromSheet = {
	file: 'campaign-from-sheet.json',
	label: 'campaign from a sheet: one call, nobody who opted out, and what became of each row',
	numbers: [],
	check,
};
