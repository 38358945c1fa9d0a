import { addAction, startWorkflow } from '../../lib/editor/add-action.mjs';
import { problemsOf } from '../../lib/editor/form.mjs';
import { isTrigger, paletteEntriesOf } from '../../lib/editor/palette-entries.mjs';

const MOST_TRIGGER_ENTRIES = 10;

/** Opens a trigger as the first step of the empty workflow. */
async function openEntry({ editor }, node, entry) {
	const { palette } = editor;
	await palette.openForFirstStep();
	await palette.search(node, node);
	await palette.pick(node);
	await palette.pickAction(entry);
	await editor.opened();
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

/** The credentials to read a form with, first the one that n8n has chosen for the node. */
function orderCredentials({ credentials }, nodeType, shown) {
	const own = nodeType.credentials
		.filter(({ name, displayOptions }) => {
			if (credentials[name] === undefined || isForAnOption(displayOptions)) return false;
			return !isHiddenAtFirst(nodeType, displayOptions);
		})
		.map(({ name: type }) => ({ type, name: credentials[type].name }));
	const isShown = ({ name }) => shown.includes(name);
	return [...own.filter(isShown), ...own.filter((one) => !isShown(one))];
}

/** Reads the open form with one credential after the other. */
async function readWithEach(session, nodeType, entry) {
	const { editor } = session;
	const rows = [];
	const shown = await editor.shownCredential();
	for (const { type, name } of orderCredentials(session, nodeType, shown)) {
		if (rows.length > 0 || !shown.includes(name)) await editor.chooseCredential(name);
		const form = await editor.readForm();
		const problems = problemsOf(form, entry);
		const row = { node: nodeType.displayName, entry: entry.name, type, form, problems };
		printRow(row);
		rows.push(row);
	}
	return rows;
}

/** What people get who pick from the palette: every action and trigger, with each credential. */
export const paletteChecks = {
	'every trigger opens a whole form with each credential, and there are ten at most': async (
		session,
	) => {
		const { assert, nodeTypes, editor } = session;
		const rows = [];
		await editor.openNewWorkflow();
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
				await editor.closeNode();
				await editor.deleteNode(nodeType.displayName);
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
