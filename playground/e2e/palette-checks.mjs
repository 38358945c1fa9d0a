import { isTrigger, paletteEntriesOf } from '../lib/palette-entries.mjs';
import { problemsOf } from '../lib/form.mjs';

/** Ten forms that people open most, by the node's name and the entry in the palette. */
const COMMON = [
	['WATI', 'Send a text message'],
	['WATI', 'Send a template'],
	['WATI', 'Send a template to many contacts'],
	['WATI', 'Send a file'],
	['WATI', 'Send a message with buttons'],
	['WATI', 'Send a message and wait for the reply'],
	['WATI', 'Get many contacts'],
	['WATI', 'Create or update a contact'],
	['WhatsApp Business (Maton)', 'Send a text message'],
	['WhatsApp Business (Maton)', 'Send a template'],
];

/** n8n's own nodes that send a text, and what their palette calls it. */
const OWN_OF_N8N = [
	['Telegram', 'Send a text message'],
	['Slack', 'Send a message'],
	['WhatsApp Business Cloud', 'Send message'],
];

/** What stands in every form of a node with credentials, and the one collection that n8n's forms end with. */
const COMMON_CONTROLS = ['Credential', 'Resource', 'Operation', 'Options', 'Additional Fields'];

const MOST_TRIGGER_ENTRIES = 10;

async function openEntry({ editor }, node, entry) {
	const { palette } = editor;
	await editor.openNewWorkflow();
	await palette.openForFirstStep();
	await palette.search(node, node);
	await palette.pick(node);
	await palette.pickAction(entry);
	await editor.opened();
}

/** Opens an action as the step after a manual trigger, which is where people add one. */
async function addAction({ editor }, node, entry) {
	await editor.palette.open();
	await editor.palette.search(node, node);
	await editor.palette.pick(node);
	await editor.palette.pickAction(entry);
	await editor.opened();
}

async function startWorkflow({ editor }) {
	await editor.openNewWorkflow();
	await editor.palette.openForFirstStep();
	await editor.palette.search('manual', 'Manual Trigger');
	await editor.palette.pick('Manual Trigger');
}

function pictureName(node, entry) {
	return `form-${`${node} ${entry}`.toLowerCase().replace(/\W+/g, '-')}`;
}

function printRow({ node, entry, type, form, problems }) {
	const verdict = problems.length === 0 ? 'ok' : problems.join('; ');
	console.log(`        ${node} | ${entry} | ${type} | ${form.labels.length} controls | ${verdict}`);
}

/** Whether a credential is asked for only once an option was added. */
function isForAnOption({ show = {} } = {}) {
	return Object.keys(show).some((name) => name.includes('options'));
}

/** Whether an untouched form asks for another credential instead. */
function isHiddenAtFirst({ properties }, { hide = {} } = {}) {
	return Object.entries(hide).some(([field, values]) =>
		values.includes(properties.find(({ name }) => name === field)?.default),
	);
}

/** Reads the open form with one credential after the other. */
async function readWithEach(session, nodeType, entry) {
	const { editor, credentials, picture } = session;
	const rows = [];
	for (const { name: type, displayOptions } of nodeType.credentials) {
		if (credentials[type] === undefined || isForAnOption(displayOptions)) continue;
		if (isHiddenAtFirst(nodeType, displayOptions)) continue;
		await editor.chooseCredential(credentials[type].name);
		const form = await editor.readForm();
		const problems = problemsOf(form, entry);
		const row = { node: nodeType.displayName, entry: entry.name, type, form, problems };
		printRow(row);
		rows.push(row);
		const isCommon = COMMON.some(
			([node, name]) => node === nodeType.displayName && name === entry.name,
		);
		if (isCommon && type === nodeType.credentials[0].name) {
			await picture(pictureName(nodeType.displayName, entry.name), 1100);
		}
	}
	return rows;
}

/** What people get who pick from the palette: every action and trigger, with each credential. */
export const paletteChecks = {
	"a text message has no more controls than in n8n's own nodes": async (session) => {
		const { assert, editor, picture } = session;
		const controlsOf = async (node, entry) => {
			await startWorkflow(session);
			await addAction(session, node, entry);
			await picture(pictureName(node, entry), 1100);
			const { labels } = await editor.readForm();
			const own = labels.filter((label) => !COMMON_CONTROLS.includes(label));
			console.log(`        ${node} | ${entry} | ${own.length}: ${own.join(', ')}`);
			return own.length;
		};
		const ours = [
			await controlsOf('WATI', 'Send a text message'),
			await controlsOf('WhatsApp Business (Maton)', 'Send a text message'),
		];
		const theirs = [];
		for (const [node, entry] of OWN_OF_N8N) theirs.push(await controlsOf(node, entry));
		assert.ok(Math.max(...ours) <= 3, ours.join());
		assert.ok(Math.max(...ours) <= Math.min(...theirs), `${ours.join()} and ${theirs.join()}`);
	},

	'every trigger opens a whole form with each credential, and there are ten at most': async (
		session,
	) => {
		const { assert, nodeTypes } = session;
		const rows = [];
		for (const nodeType of nodeTypes.filter(isTrigger)) {
			const entries = paletteEntriesOf(nodeType);
			assert.equal(entries[0].name, 'On message received');
			assert.ok(entries.length <= MOST_TRIGGER_ENTRIES, `${entries.length} entries`);
			// n8n's palette lists a trigger under the node it belongs to.
			const own = nodeTypes.find(({ name }) => name === nodeType.name.replace(/Trigger$/, ''));
			const node = own.displayName;
			for (const entry of entries) {
				await openEntry(session, node, entry.name);
				rows.push(...(await readWithEach(session, nodeType, entry)));
			}
		}
		const broken = rows.filter(({ problems }) => problems.length > 0);
		assert.deepEqual(
			broken.map(({ entry, type, problems }) => [entry, type, ...problems]),
			[],
		);
	},

	'every action opens a whole form with each credential': async (session) => {
		const { assert, nodeTypes, editor } = session;
		const rows = [];
		for (const nodeType of nodeTypes.filter(
			(one) => !isTrigger(one) && !one.name.endsWith('Tool'),
		)) {
			await startWorkflow(session);
			for (const entry of paletteEntriesOf(nodeType)) {
				await addAction(session, nodeType.displayName, entry.name);
				rows.push(...(await readWithEach(session, nodeType, entry)));
				await editor.closeNode();
				await editor.deleteNode(entry.name);
			}
		}
		const broken = rows.filter(({ problems }) => problems.length > 0);
		assert.deepEqual(
			broken.map(({ entry, type, problems }) => [entry, type, ...problems]),
			[],
		);
	},
};
