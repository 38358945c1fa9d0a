import { setTimeout as sleep } from 'node:timers/promises';

import { Problem } from '../../scripts/lib/problem.mjs';
import { parseFlatted } from './flatted.mjs';

const POLL_MS = 250;
const RUNNING = new Set(['new', 'running', 'waiting', 'unknown']);

/** The part of n8n's own REST interface that the editor uses and the playground needs. */
export class N8nApi {
	#cookie = '';

	/** @param {string} url address of the editor */
	constructor(url) {
		this.url = url;
	}

	/**
	 * @param {string} method
	 * @param {string} path below `/rest`
	 * @param {unknown} [body] sent as JSON
	 * @returns {Promise<any>} the `data` of the answer
	 * @throws {Problem} with n8n's own message
	 */
	async request(method, path, body) {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: {
				...(this.#cookie && { cookie: this.#cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(60_000),
		});
		const [cookie] = response.headers.getSetCookie();
		if (cookie) this.#cookie = cookie.split(';')[0];
		const text = await response.text();
		if (!response.ok) {
			throw new Problem(
				`n8n answered ${response.status} to ${method} ${path}: ${text.slice(0, 500)}`,
			);
		}
		return text === '' ? undefined : JSON.parse(text).data;
	}

	/** Sets the owner account up on a fresh n8n, or logs in. */
	async signIn({ email, firstName, lastName, password }) {
		const { userManagement } = await this.request('GET', '/settings');
		if (userManagement.showSetupOnFirstLoad) {
			await this.request('POST', '/owner/setup', { email, firstName, lastName, password });
			return;
		}
		await this.request('POST', '/login', { emailOrLdapLoginId: email, password });
	}

	/** Descriptions of the node types of a package, as n8n loaded them; not their doubles for AI agents. */
	async nodeTypesOf(packageName) {
		const response = await fetch(`${this.url}/types/nodes.json`, {
			headers: { cookie: this.#cookie },
		});
		if (!response.ok) throw new Problem(`n8n answered ${response.status} to /types/nodes.json.`);
		const types = await response.json();
		return types.filter(
			({ name, outputs }) => name.startsWith(`${packageName}.`) && !outputs.includes('ai_tool'),
		);
	}

	/**
	 * Creates a credential or replaces the data of the one with this name and type.
	 * @returns {Promise<{ id: string, name: string }>}
	 */
	async saveCredential({ name, type, data }) {
		const existing = await this.request('GET', '/credentials');
		const found = existing.find((one) => one.name === name && one.type === type);
		const saved = found
			? await this.request('PATCH', `/credentials/${found.id}`, { name, type, data })
			: await this.request('POST', '/credentials', { name, type, data });
		return { id: saved.id, name: saved.name };
	}

	/** The answer of a saved credential's own test with this data: `{ status: 'OK' | 'Error', message }`. */
	async testCredential({ id, name, type, data }) {
		return await this.request('POST', '/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	/** Workflows of the given name that are not archived. */
	async workflowsNamed(name) {
		const filter = encodeURIComponent(JSON.stringify({ name, isArchived: false }));
		const found = await this.request('GET', `/workflows?filter=${filter}`);
		return found.filter((workflow) => workflow.name === name);
	}

	/** Publishes the present version of a workflow, so that its triggers listen. */
	async publish({ id, versionId }) {
		return await this.request('POST', `/workflows/${id}/activate`, { versionId });
	}

	/**
	 * Runs a workflow from its manual trigger and waits for the end.
	 * @param {object} workflow as n8n gave it
	 * @param {{ timeoutMs: number }} options
	 * @returns {Promise<{ id: string, status: string, runData: object, error?: { message: string } }>}
	 */
	async runManually(workflow, { timeoutMs }) {
		const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
		if (!trigger) throw new Problem(`The workflow "${workflow.name}" has no manual trigger.`);
		const { executionId } = await this.request('POST', `/workflows/${workflow.id}/run`, {
			triggerToStartFrom: { name: trigger.name },
		});
		const deadline = performance.now() + timeoutMs;
		while (performance.now() < deadline) {
			const execution = await this.request('GET', `/executions/${executionId}`);
			if (execution && !RUNNING.has(execution.status)) {
				const { resultData } = parseFlatted(execution.data);
				const { runData = {}, error } = resultData ?? {};
				return { id: executionId, status: execution.status, runData, error };
			}
			await sleep(POLL_MS);
		}
		throw new Problem(`The workflow "${workflow.name}" did not end within ${timeoutMs / 1000} s.`);
	}
}
