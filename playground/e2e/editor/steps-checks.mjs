import { join } from 'node:path';

import { Film } from '../../lib/editor/film.mjs';
import { saveCredentialLast } from '../../lib/session.mjs';
import { Steps } from '../../lib/editor/steps.mjs';
import { table } from '../../lib/table.mjs';
import { settled, startOver } from '../../lib/workflows/trigger.mjs';
import { until } from '../../lib/until.mjs';

const ADA = '14155550101';
const NUMBER = '+1 415 555 0101';
const MANUAL_TRIGGER = 'Manual Trigger';
const ROW = 'Row';
const TRIGGERS = ['On message received'];
const MATON = 'Maton (sandbox)';
const WATI_TOKEN = 'WATI (sandbox)';
const MOST_FILM_BYTES = 2_000_000;
const TOKEN_JOB = 'Trigger with an access token';

/** The most that each everyday job may take. */
const GOALS = {
	'First text': 6,
	'Trigger, registered by hand': 6,
	[TOKEN_JOB]: 5,
	'Question and its reply': 6,
	// Three steps of n8n's palette, number, template, three values and execute.
	'Template with three variables, by hand': 9,
	'Template with three variables, from a row that has them': 6,
};

/** n8n's own first step, behind which an action follows. */
async function startManually({ editor: { palette } }) {
	await palette.openForFirstStep();
	await palette.search('manual', MANUAL_TRIGGER);
	await palette.pick(MANUAL_TRIGGER);
}

/** From the palette to a node's form, as a person who knows what it is called. n8n's editor fills in the credential. */
async function addFromPalette(steps, { editor }, entry, { credential = MATON, behind } = {}) {
	const { palette } = editor;
	await steps.take('Search for "wati"', async () => {
		if (behind) await palette.openBehind(behind);
		else if (TRIGGERS.includes(entry)) await palette.openForFirstStep();
		else await palette.open();
		await palette.search('wati', 'WATI');
	});
	await steps.take('Choose WATI', async () => await palette.pick('WATI'));
	await steps.take(`Choose "${entry}"`, async () => {
		await palette.pickAction(entry);
		await editor.opened();
	});
	await editor.hasCredential(credential);
}

async function fillNumber(steps, { editor }) {
	await steps.take('Enter the number', async () => {
		await editor.field('whatsappNumber').locator('input').last().fill(NUMBER);
	});
}

async function fillText(steps, { editor }, text) {
	await steps.take('Enter the text', async () => await editor.fill('messageText', text));
}

async function firstText(steps, session) {
	const { editor, sandbox, assert } = session;
	await startManually(session);
	await addFromPalette(steps, session, 'Send a text message');
	await fillNumber(steps, session);
	await fillText(steps, session, 'Your order is on its way.');
	await steps.take('Execute the step', async () => await editor.executeStep());
	const sent = await sandbox.control('GET', `messages?whatsappNumber=${ADA}`);
	assert.equal(sent.at(-1)?.text, 'Your order is on its way.');
}

async function publishOpen(steps, { editor, api }) {
	const id = await editor.idOfWorkflow();
	await steps.take('Close the form', async () => await editor.closeNode());
	await steps.take('Publish the workflow', async () => await editor.publish());
	const workflow = await api.request('GET', `/workflows/${id}`);
	await api.published(workflow);
	return workflow;
}

async function startsOnce(session, workflow) {
	const { api, sandbox, assert } = session;
	await sandbox.control('POST', 'customer', { whatsappNumber: ADA, text: 'Are you open?' });
	assert.equal((await settled(session, workflow)).length, 1);
	await api.unpublish(workflow);
}

async function triggerByHand(steps, session) {
	const { editor, sandbox } = session;
	await addFromPalette(steps, session, 'On message received');
	let url;
	await steps.take('Copy the Production URL', async () => {
		url = await editor.copyProductionAddress();
	});
	const workflow = await publishOpen(steps, session);
	// What follows in WATI is counted there: the address is pasted as it is.
	await sandbox.control('POST', 'webhooks', { url, eventTypes: ['message'] });
	await startsOnce(session, workflow);
}

async function triggerWithToken(steps, session) {
	await addFromPalette(steps, session, 'On message received', { credential: WATI_TOKEN });
	const workflow = await publishOpen(steps, session);
	await startsOnce(session, workflow);
}

async function questionAndReply(steps, session) {
	const { editor, sandbox } = session;
	await startManually(session);
	await addFromPalette(steps, session, 'Send a message and wait for the reply');
	await fillNumber(steps, session);
	await fillText(steps, session, 'When may we deliver?');
	await steps.take('Execute the step', async () => await editor.execute());
	await until('the question', async () => {
		const sent = await sandbox.control('GET', `messages?whatsappNumber=${ADA}`);
		return sent.some(({ text }) => text === 'When may we deliver?') ? true : undefined;
	});
	await sandbox.control('POST', 'customer', { whatsappNumber: ADA, text: 'On Friday' });
	await editor.outputWith('On Friday');
}

const VALUES = { name: 'Ada', ordernumber: 'A-200', trackingcode: 'TRACK200' };

async function pickTemplate(steps, { editor }) {
	await steps.take('Choose the template', async () => {
		await editor.listOf('template');
		await editor.pick('parcel_tracking');
	});
	await editor.mapperLabels('trackingcode');
}

async function sendTemplate(steps, { editor, sandbox, assert }) {
	await steps.take('Execute the step', async () => await editor.executeStep());
	const sent = await sandbox.control('GET', `messages?whatsappNumber=${ADA}`);
	assert.equal(sent.at(-1)?.text, 'Hi Ada, follow order A-200 here.');
	const values = sent.at(-1)?.template?.parameters.map(({ value }) => value);
	assert.deepEqual(values, Object.values(VALUES));
}

async function templateByHand(steps, session) {
	await startManually(session);
	await addFromPalette(steps, session, 'Send a template');
	await fillNumber(steps, session);
	await pickTemplate(steps, session);
	for (const [name, value] of Object.entries(VALUES)) {
		await steps.take(`Enter ${name}`, async () => await session.editor.fill(name, value));
	}
	await sendTemplate(steps, session);
}

/** A workflow whose last node gives an item as a row of a sheet does. */
async function openWithRow({ api, editor }) {
	const start = { name: MANUAL_TRIGGER, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
	const row = { name: ROW, type: 'n8n-nodes-base.set', typeVersion: 3.4 };
	const { id } = await api.request('POST', '/workflows', {
		name: 'Template from a row',
		settings: {},
		nodes: [
			{ ...start, id: 'start', position: [0, 0], parameters: {} },
			{
				...row,
				id: 'row',
				position: [220, 0],
				parameters: { mode: 'raw', jsonOutput: JSON.stringify(VALUES), options: {} },
			},
		],
		connections: { [MANUAL_TRIGGER]: { main: [[{ node: ROW, type: 'main', index: 0 }]] } },
	});
	await editor.openWorkflow(id);
}

async function templateFromRow(steps, session) {
	await openWithRow(session);
	await addFromPalette(steps, session, 'Send a template', { behind: ROW });
	await fillNumber(steps, session);
	await pickTemplate(steps, session);
	await sendTemplate(steps, session);
}

const JOBS = {
	'First text': firstText,
	'Trigger, registered by hand': triggerByHand,
	[TOKEN_JOB]: triggerWithToken,
	'Question and its reply': questionAndReply,
	'Template with three variables, by hand': templateByHand,
	'Template with three variables, from a row that has them': templateFromRow,
};

/**
 * Everyday jobs as a new user does them, with a saved credential, from an empty workflow or from one that is started by
 * hand. A step is what a person
 * decides: a search, a choice from a list, a text, a button.
 */
export const stepsChecks = {
	'everyday jobs take few steps': async (session) => {
		const { assert, editor, pictureFolder } = session;
		const rows = [];
		for (const [job, run] of Object.entries(JOBS)) {
			await startOver(session);
			await session.sandbox.control('POST', 'window', { whatsappNumber: ADA, open: true });
			await saveCredentialLast(session, job === TOKEN_JOB ? WATI_TOKEN : MATON);
			await editor.openNewWorkflow();
			const film = job === 'First text' ? new Film(editor.page) : undefined;
			const steps = new Steps(film);
			await run(steps, session);
			if (film) {
				await film.take(3_000);
				const bytes = await film.write(join(pictureFolder, 'first-text.gif'));
				assert.ok(bytes < MOST_FILM_BYTES, `${bytes} bytes`);
			}
			rows.push([job, steps.count, GOALS[job], steps.list.join(' · ')]);
			console.log(`        ${job}: ${steps.count}: ${steps.list.join(' · ')}`);
		}
		console.log(`\n${table(['Job', 'Steps', 'At most', 'What they are'], rows)}\n`);
		for (const [job, count, most] of rows) assert.ok(count <= most, `${job}: ${count}`);
	},
};
