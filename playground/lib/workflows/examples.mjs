import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Problem } from '../../../scripts/lib/problem.mjs';
import { credentialTypesOf } from './operations.mjs';
import { examplesFolder } from '../paths.mjs';

/** A Set node of this name receives the sandbox's addresses and ids in the fields named like them. */
const ADDRESSES_NODE = 'Sandbox';

function withAddresses(node, addresses) {
	if (node.type !== 'n8n-nodes-base.set' || node.name !== ADDRESSES_NODE) return node;
	const assignments = (node.parameters.assignments?.assignments ?? []).map((one) =>
		one.name in addresses ? { ...one, value: addresses[one.name] } : one,
	);
	return { ...node, parameters: { ...node.parameters, assignments: { assignments } } };
}

/** A node of the package gets what it asks for, whatever the file names; its doubles for AI agents ask for the same. */
function withCredentials(node, { credentials, nodeTypes }) {
	const type = node.type.replace(/(?:Hitl)?Tool$/, '');
	const nodeType = nodeTypes.find(({ name }) => name === type);
	if (!nodeType) return node;
	const own = credentialTypesOf(nodeType, node.parameters).map((one) => [one, credentials[one]]);
	return { ...node, credentials: Object.fromEntries(own) };
}

/**
 * An example as it is, with the playground's credentials in the package's nodes.
 * @param {string} file name in `examples/`
 * @param {{ credentials: Record<string, { id: string, name: string }>, nodeTypes: object[], addresses: object }} surroundings
 *   credentials by type; `nodeTypes` as n8n loaded them; `addresses` of the sandbox
 * @throws {Problem} when the file cannot be read
 */
export async function readExample(file, surroundings) {
	const {
		name,
		nodes,
		connections,
		settings = {},
	} = JSON.parse(
		await readFile(join(examplesFolder, file), 'utf8').catch((error) => {
			throw new Problem(`${file} cannot be read: ${error.message}`);
		}),
	);
	const patched = nodes.map((node) =>
		withAddresses(withCredentials(node, surroundings), surroundings.addresses),
	);
	return { name, nodes: patched, connections, settings };
}

async function save(api, workflow, isChanged) {
	const [existing] = await api.workflowsNamed(workflow.name);
	// `active` is for n8n before 2.14, which sets none itself.
	if (!existing) return await api.request('POST', '/workflows', { ...workflow, active: false });
	if (!isChanged) return await api.request('GET', `/workflows/${existing.id}`);
	return await api.request('PATCH', `/workflows/${existing.id}?forceSave=true`, workflow);
}

/**
 * Imports all workflows of `examples/` under their own names. One that is there already is replaced
 * only when its file or the sandbox's addresses changed, so that edits made in the editor stay.
 * @param {{ api: import('../n8n/n8n-api.mjs').N8nApi, credentials: Record<string, { id: string, name: string }>,
 *   nodeTypes: object[], addresses: object, stampFile: string }} options
 * @returns {Promise<Map<string, object>>} the workflows by file name
 */
export async function importExamples({ api, stampFile, ...surroundings }) {
	const files = (await readdir(examplesFolder).catch(() => []))
		.filter((file) => file.endsWith('.json'))
		.sort();
	if (files.length === 0) throw new Problem(`There are no workflows in ${examplesFolder}.`);
	const stamps = await readFile(stampFile, 'utf8').then(JSON.parse, () => ({}));
	const imported = new Map();
	for (const file of files) {
		const workflow = await readExample(file, surroundings);
		const hash = createHash('sha256').update(JSON.stringify(workflow)).digest('hex');
		imported.set(file, await save(api, workflow, stamps[file] !== hash));
		stamps[file] = hash;
	}
	await writeFile(stampFile, JSON.stringify(stamps, null, 2));
	return imported;
}
