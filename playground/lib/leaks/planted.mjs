import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { nodeForN8n } from '../../../scripts/ensure.mjs';
import { run } from '../../../scripts/lib/command.mjs';
import { formsOf, newKeyMark } from './canaries.mjs';
import { PLACES, readExecution, readFiles, readRequests, readRows } from './places.mjs';
import { Search } from './search.mjs';

/** Longer than a page of the database, so that SQLite keeps it in pieces. */
const FILLER = 'x'.repeat(9_000);

/** Runs under the Node of n8n, as n8n's own database does. */
const MAKE_DATABASE = `
	const { DatabaseSync } = require('node:sqlite');
	const [file, text] = process.argv.slice(1);
	const database = new DatabaseSync(file);
	database.exec('CREATE TABLE execution_data ("executionId" INTEGER, data TEXT)');
	database.prepare('INSERT INTO execution_data VALUES (1, ?)').run(text);
	database.close();
`;

/** An execution as n8n's API gives it, whose node put out one text and failed with another. */
function executionWith(output, message) {
	const flatted = [
		{ resultData: '1' },
		{ runData: '2' },
		{ Node: '3' },
		['4'],
		{ data: '5', error: '6' },
		output,
		{ message: '7' },
		message,
	];
	return { id: '1', data: JSON.stringify(flatted), workflowData: {} };
}

function requestWith(side, headers) {
	const rest = { url: '/', query: {}, body: '', files: [], answer: '' };
	return { side, endpoint: 'GET /', headers, ...rest };
}

async function readAll(search, folder, planted) {
	const home = join(folder, 'home');
	await mkdir(join(home, 'binaryData'), { recursive: true });
	await writeFile(join(home, 'binaryData', 'file'), `\0\xff${planted}\0`, 'latin1');
	await readFiles(search, home);
	const database = join(folder, 'database.sqlite');
	await rm(database, { force: true });
	const args = ['-e', MAKE_DATABASE, database, `${FILLER}${planted}${FILLER}`];
	const { code, output } = await run(nodeForN8n(), args, {});
	if (code !== 0) throw new Error(output);
	await readRows(search, database);
	search.read(PLACES.log, 'log', `debug | ${planted}`);
	search.read(PLACES.pages, 'page', `Output ${planted}`);
	readExecution(search, executionWith(planted, 'nothing'));
	readExecution(search, executionWith('nothing', planted));
	readRequests(search, [requestWith('maton', { 'x-other': planted })]);
	readRequests(search, [requestWith('foreign', { authorization: planted })]);
}

/**
 * Plants a secret in every kind of place, in each written form in turn, and looks for it.
 * @returns {Promise<{ forms: number, missed: string[], falseFinds: number }>} places and forms in which the search
 *   saw nothing, and finds where nothing was planted
 */
export async function missedPlants() {
	const secret = { kind: 'planted', value: `key${newKeyMark()}` };
	const forms = formsOf(secret.value);
	const folder = await mkdtemp(join(tmpdir(), 'n8n-planted-'));
	try {
		const missed = [];
		for (const [text, form] of forms) {
			const search = new Search([secret], []);
			await readAll(search, folder, text);
			const seen = new Set(search.leaks.map(({ place }) => place));
			for (const place of Object.values(PLACES)) {
				if (!seen.has(place)) missed.push(`${form} in ${place}`);
			}
		}
		const clean = new Search([secret], []);
		await readAll(clean, folder, 'nothing secret');
		return { forms: forms.size, missed, falseFinds: clean.leaks.length };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
