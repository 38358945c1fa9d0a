import { readFile } from 'node:fs/promises';

import { statesOf } from '../../lib/conversation.mjs';
import { Editor } from '../../lib/editor.mjs';
import { webhooksOf } from '../../lib/trigger.mjs';
import { until } from '../../lib/until.mjs';

const PATIENCE_MS = 300_000;

const numberOf = (place) => `141555533${String(place).padStart(2, '0')}`;

/** Rows that are not plainly sent and read: what the sheet says, and what becomes of them. */
const SPECIAL = {
	3: { written: '+1 (415) 555-3303' },
	4: { written: '0014155553304' },
	5: { failure: { code: '131049', detail: 'Meta chose not to deliver' } },
	6: { failure: { code: '131026', detail: 'Message undeliverable' } },
	7: { written: '1-415-555-3303', number: numberOf(3), skipped: 'Comes twice' },
	9: { written: 'call me', number: 'call me', skipped: 'No number with country code' },
	10: { unread: true },
	12: { written: numberOf(1), number: numberOf(1), skipped: 'Comes twice' },
	15: { optedOut: 'yes', skipped: 'Opted out' },
	18: { number: '14155550111', refused: 'This is not a WhatsApp number' },
};

function statusOf({ failure, skipped, refused, unread }) {
	if (skipped) return ['skipped', skipped];
	if (refused) return ['refused', refused];
	if (failure) return ['failed', `${failure.code} ${failure.detail}`];
	return [unread ? 'delivered' : 'read', ''];
}

const ROWS = Array.from({ length: 20 }, (_, index) => {
	const place = index + 1;
	const special = { number: numberOf(place), ...SPECIAL[place] };
	const [status, reason] = statusOf(special);
	const { written = special.number, optedOut = '' } = special;
	return {
		name: `Person ${place}`,
		order: `A-${place}`,
		...special,
		written,
		optedOut,
		status,
		reason,
	};
});

const SENT = ROWS.filter(({ status }) => ['delivered', 'read', 'failed'].includes(status));

const csvOf = (head, lines) => [head, ...lines].map((line) => line.join(',')).join('\n');

const SHEET = csvOf(
	['number', 'name', 'order', 'opted_out'],
	ROWS.map(({ written, name, order, optedOut }) => [written, name, order, optedOut]),
);

const REPORT = csvOf(
	['number', 'name', 'status', 'reason'],
	ROWS.map(({ number, name, status, reason }) => [number, name, status, reason]),
);

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
	await page.getByText('16 of 20 rows get the message.').waitFor();
}

/** Presses for the report: the words on the page, and the file. */
async function fetchReport(page) {
	const downloads = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Make the Report' }).click();
	const download = await downloads;
	const csv = await readFile(await download.path(), 'utf8');
	await page.getByText('Report of the campaign').waitFor();
	const words = await page.locator('body').innerText();
	return { name: download.suggestedFilename(), csv: csv.replace(/^\uFEFF/, '').trim(), words };
}

/** Waits until n8n took each status that WATI tells of these messages, and has dealt with it. */
async function untilNoted(session, workflow, messageIds) {
	const nodes = workflow.nodes.filter(({ name }) => name === 'News from WATI');
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
	const requests = await example.requestsTo('POST /api/v2/sendTemplateMessages');
	const own = requests.filter(({ body }) => body.broadcast_name.startsWith('campaign-'));
	assert.equal(own.length, 1);
	const [{ body }] = own;
	const asked = ROWS.filter(({ status }) => status !== 'skipped');
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

async function checkEnd(example, session) {
	const { assert } = session;
	for (const { number, name, order } of SENT) {
		assert.deepEqual(await example.textsTo(number), [`Hi ${name}, order ${order} shipped.`]);
	}
	const optedOut = ROWS.find(({ reason }) => reason === 'Opted out');
	assert.deepEqual(await example.textsTo(optedOut.number), []);
	const executions = await statesOf(session, example.workflow);
	const [counts, ...more] = await example.itemsOf(executions, 'Count');
	assert.deepEqual(counts, {
		sent: 15,
		delivered: 13,
		read: 12,
		failed: 2,
		refused: 1,
		skipped: 4,
	});
	assert.deepEqual(more, []);
}

async function check(example, session) {
	const { api, url, assert } = session;
	const { workflow } = example;
	const { status } = await api.runManually(workflow, { timeoutMs: PATIENCE_MS });
	assert.equal(status, 'success');
	await setPhones(session);
	const form = workflow.nodes.find(({ name }) => name === 'Upload the Sheet');
	const browser = await Editor.open(url);
	try {
		await api.admit(browser.page.context());
		browser.page.setDefaultTimeout(PATIENCE_MS);
		await uploadSheet(browser.page, `${url}/form/${form.webhookId}`);
		await untilNoted(session, workflow, await checkCall(example, assert));
		const { name, csv, words } = await fetchReport(browser.page);
		assert.equal(name, 'report.csv');
		assert.equal(csv, REPORT);
		assert.match(words, /15 sent, 13 delivered, 12 read, 2 failed, 1 refused, 4 skipped\./);
	} finally {
		await browser.close();
	}
	await checkEnd(example, session);
}

/** Twenty rows: numbers in several forms, two twice, one none, one opted out, one not on WhatsApp, two that fail. */
export const campaignFromSheet = {
	file: 'campaign-from-sheet.json',
	label: 'campaign from a sheet: one call, and a report of what became of each row',
	numbers: [],
	check,
};
