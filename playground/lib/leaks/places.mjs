import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { nodeForN8n } from '../../../scripts/ensure.mjs';
import { run, tail } from '../../../scripts/lib/command.mjs';
import { Problem } from '../../../scripts/lib/problem.mjs';
import { parseFlatted } from '../flatted.mjs';

const ROWS_PROGRAM = join(import.meta.dirname, 'database-rows.mjs');
const AT_ONCE = 8;

/** The kinds of places, as the table names them. */
export const PLACES = {
	log: "n8n's log at debug level",
	files: "files in n8n's data folder",
	rows: 'columns in the database',
	executions: 'executions read through the API',
	errors: 'error texts in them',
	requests: 'requests to WATI, Maton and Meta',
	foreign: 'requests to other hosts',
	pages: "pages of n8n's editor",
};

/** Every file of n8n's own folder: database with its journal, binary data, settings, event log, installed package. */
export async function readFiles(search, home) {
	const entries = await readdir(home, { withFileTypes: true, recursive: true });
	for (const entry of entries.filter((one) => one.isFile())) {
		const path = join(entry.parentPath ?? entry.path, entry.name);
		const bytes = await readFile(path).catch(() => undefined);
		if (bytes) search.read(PLACES.files, path.slice(home.length + 1), bytes);
	}
}

/**
 * Every column of every row: SQLite spreads long values over pages, so that the file alone does not show them whole.
 * @param {string} file the database
 */
export async function readRows(search, file) {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-rows-'));
	try {
		const target = join(folder, 'rows.jsonl');
		const { code, output } = await run(nodeForN8n(), [ROWS_PROGRAM, file, target], {});
		if (code !== 0) throw new Problem('The database could not be read.', [], tail(output));
		for (const line of (await readFile(target, 'utf8')).split('\n')) {
			const [table, column, id, text] = JSON.parse(line);
			search.read(PLACES.rows, `${table}.${column} ${id}`, text);
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Texts of everything that is an error, wherever in an execution. */
function errorsIn(value, seen = new Set()) {
	if (typeof value !== 'object' || value === null || seen.has(value)) return [];
	seen.add(value);
	const own = Object.entries(value)
		.filter(([name, inner]) => /^errors?$/i.test(name) && inner)
		.map(([, inner]) => textsIn(inner));
	return [...own, ...Object.values(value).flatMap((inner) => errorsIn(inner, seen))];
}

/** Every name and value in it as it stands, one a line. Executions may refer to themselves. */
function textsIn(value, seen = new Set()) {
	if (typeof value !== 'object' || value === null) return `${value}`;
	if (seen.has(value)) return '';
	seen.add(value);
	return Object.entries(value)
		.map(([name, inner]) => `${name}\n${textsIn(inner, seen)}`)
		.join('\n');
}

const isSetup = ({ json }) => json?.event === 'setup';

/** What a node put out in a run, without the items that show the owner of a trigger its addresses. */
function withoutSetup(run) {
	const outputs = run.data?.main;
	if (outputs === undefined) return run;
	const main = outputs.map((items) => items?.filter((item) => !isSetup(item)));
	return { ...run, data: { ...run.data, main } };
}

/** The nodes that were still to run when an execution was cut off: n8n keeps a copy of each with its parameters. */
function nodesToRun({ executionData: { nodeExecutionStack = [] } = {} }) {
	return nodeExecutionStack.map(({ node }) => node);
}

function withoutNodesToRun({ executionData, ...others }) {
	if (executionData?.nodeExecutionStack === undefined) return { executionData, ...others };
	const nodeExecutionStack = executionData.nodeExecutionStack.map(({ data, source }) => ({
		data,
		source,
	}));
	return { executionData: { ...executionData, nodeExecutionStack }, ...others };
}

/** One execution as n8n's API gives it: its data, the copy of its workflow beside it, and its errors. */
export function readExecution(search, { data, workflowData, ...rest }) {
	const { id } = rest;
	const part = (what, value) =>
		search.read(PLACES.executions, `${what} of execution ${id}`, textsIn(value), 'part');
	search.read(PLACES.executions, `execution ${id}`, textsIn(rest));
	part('workflow', workflowData);
	const { resultData = {}, ...others } = parseFlatted(data) ?? {};
	const { runData = {}, ...ending } = resultData;
	part('nodes to run', nodesToRun(others));
	part('state', [withoutNodesToRun(others), ending]);
	for (const [name, runs] of Object.entries(runData)) {
		part(`node ${name}`, runs.map(withoutSetup));
		const items = runs.flatMap((run) => (run.data?.main ?? []).flatMap((list) => list ?? []));
		part(`setup item of ${name}`, items.filter(isSetup));
	}
	for (const text of errorsIn(resultData)) search.read(PLACES.errors, `execution ${id}`, text);
}

/** All executions that n8n saved. */
export async function readExecutions(search, api) {
	const left = await api.allExecutions();
	const work = async () => {
		for (let next = left.pop(); next !== undefined; next = left.pop()) {
			const execution = await api.request('GET', `/executions/${next.id}`);
			if (execution) readExecution(search, execution);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/**
 * Requests part by part, so that a key can be told from one in its own place: the header `Authorization` is read by
 * itself. What the host answered counts as well.
 */
export function readRequests(search, requests) {
	for (const { side, endpoint, headers, url, query, body, files, answer } of requests) {
		const place = side === 'foreign' ? PLACES.foreign : PLACES.requests;
		const { authorization = '', ...others } = headers;
		const request = `${side}: ${endpoint}`;
		const part = (what, text) => search.read(place, `${request} ${what}`, text, 'part');
		search.read(place, `${request} address`, textsIn([url, query]));
		part('header Authorization', authorization);
		part('other headers', textsIn(others));
		part('body', textsIn([body, files]));
		part('answer', textsIn(answer));
	}
}
