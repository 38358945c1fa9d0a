import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../../../scripts/ensure.mjs';
import { addAction, startWorkflow } from '../../lib/editor/add-action.mjs';
import { saveCredentialLast } from '../../lib/session.mjs';

const WATI = 'WATI';
const META = 'WhatsApp Business (Maton)';

/** Ten forms that people open most, by the node's name and the entry in the palette. */
const COMMON = [
	[WATI, 'Send a text message'],
	[META, 'Send a text message'],
	[WATI, 'Send a template'],
	[META, 'Send a template'],
	[WATI, 'Send a template to many contacts'],
	[WATI, 'Send a file'],
	[WATI, 'Send a message with buttons'],
	[WATI, 'Send a message and wait for the reply'],
	[WATI, 'Get many contacts'],
	[WATI, 'Create or update a contact'],
];

/** n8n's own nodes that send a text, and what their palette calls it. */
const OWN_OF_N8N = [
	['WhatsApp Business Cloud', 'Send message'],
	['Telegram', 'Send a text message'],
	['Slack', 'Send a message'],
];

/** What stands in every form of a node with credentials, and the one collection that n8n's forms end with. */
const COMMON_CONTROLS = ['Credential', 'Resource', 'Operation', 'Options', 'Additional Fields'];

const MOST_CONTROLS_OF_TEXT = 3;

/** Three beside each other fit on a page. */
const WIDTH = 360;
const IN_A_ROW = 3;

const PAGE = join(root, 'docs', 'forms.md');

function fileOf(node, entry) {
	return `form-${`${node} ${entry}`.toLowerCase().replace(/\W+/g, '-')}.png`;
}

async function readEntry(session, [node, entry]) {
	const { editor, pictureFolder, pictures } = session;
	await addAction(session, node, entry);
	const { labels, red } = await editor.readForm();
	const file = fileOf(node, entry);
	await editor.formPicture(join(pictureFolder, file));
	if (pictures) await editor.shrinkPicture(join(pictureFolder, file), WIDTH);
	await editor.closeNode();
	const own = labels.filter((label) => !COMMON_CONTROLS.includes(label));
	console.log(`        ${node} | ${entry} | ${own.length}: ${own.join(', ')}`);
	return { node, entry, own, red, file };
}

const row = ({ node, entry, own }) =>
	`| ${node} | ${entry} | ${own.length} | ${own.join(', ') || '—'} |`;

/** Pictures beside each other, with what they are above them. */
function buildFigures(forms) {
	const groups = [];
	for (let at = 0; at < forms.length; at += IN_A_ROW) groups.push(forms.slice(at, at + IN_A_ROW));
	const line = (cells) => `| ${cells.join(' | ')} |`;
	return groups
		.map((group) =>
			[
				line(group.map(({ node, entry, own }) => `${node}: ${entry} (${own.length})`)),
				line(group.map(() => '---')),
				line(group.map(({ node, entry, file }) => `![${node}: ${entry}](images/${file})`)),
			].join('\n'),
		)
		.join('\n\n');
}

/** The page of docs, as markdown. */
function buildPage(ours, theirs) {
	return [
		'# Forms',
		'',
		"The ten forms that people open most, as n8n's editor shows them before anything is filled in, next to the forms of n8n's own nodes for",
		'WhatsApp, Telegram and Slack. `npm run test:e2e -- --only forms --pictures` opens them, counts their controls and writes this page.',
		'',
		'The count leaves out what every form has: the credential, *Resource*, *Operation*, and the collection of options at the end.',
		'',
		'| Node | Action | Controls | Which |',
		'| --- | --- | ---: | --- |',
		...[...ours, ...theirs].map(row),
		'',
		"## This package's forms",
		'',
		buildFigures(ours),
		'',
		"## n8n's own forms",
		'',
		buildFigures(theirs),
		'',
	].join('\n');
}

/** How much people see in the forms they open most. */
export const formsChecks = {
	"the commonest forms are whole, and a text has no more controls than in n8n's own nodes": async (
		session,
	) => {
		const { assert, pictures } = session;
		const [ours, theirs] = [[], []];
		// n8n's editor fills in the credential that was saved last: other checks leave one of another name.
		await saveCredentialLast(session, 'Maton (sandbox)');
		await startWorkflow(session);
		for (const entry of COMMON) ours.push(await readEntry(session, entry));
		for (const entry of OWN_OF_N8N) theirs.push(await readEntry(session, entry));
		if (pictures) await writeFile(PAGE, buildPage(ours, theirs));
		assert.deepEqual(
			ours.flatMap(({ red }) => red),
			[],
		);
		const texts = ours.filter(({ entry }) => entry === 'Send a text message');
		const most = Math.max(...texts.map(({ own }) => own.length));
		const least = Math.min(...theirs.map(({ own }) => own.length));
		assert.ok(most <= Math.min(MOST_CONTROLS_OF_TEXT, least), `${most} and ${least}`);
	},
};
