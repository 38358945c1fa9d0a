import { Problem } from '../../../scripts/lib/problem.mjs';
import { parseFlatted } from '../flatted.mjs';
import { until } from '../until.mjs';

const RUNNING = new Set(['new', 'running', 'waiting', 'unknown']);

/** No connection is used twice: a busy n8n closes one at rest just when the next request is on its way. */
const ONCE = { connection: 'close' };

/** Triggers that begin at once when a person runs the workflow. */
const BY_HAND = ['n8n-nodes-base.manualTrigger', 'n8n-nodes-base.scheduleTrigger'];

/** The part of n8n's own REST interface that the editor uses and the playground needs. */
export class N8nApi {
	#cookie = '';

	/** Type and data of every credential that was saved. */
	savedCredentials = [];

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
				...ONCE,
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

	/** Logs a browser in as the one who is signed in here. @param {import('playwright-core').BrowserContext} browser */
	async admit(browser) {
		const [, name, value] = /^([^=]+)=(.*)$/.exec(this.#cookie);
		await browser.addCookies([{ name, value, url: this.url }]);
	}

	/**
	 * What n8n loaded from all packages, as its editor asks for it.
	 * @param {'nodes' | 'credentials'} kind
	 */
	async types(kind) {
		const response = await fetch(`${this.url}/types/${kind}.json`, {
			headers: { ...ONCE, cookie: this.#cookie },
		});
		if (!response.ok) throw new Problem(`n8n answered ${response.status} to /types/${kind}.json.`);
		return await response.json();
	}

	/** Descriptions of the node types of a package, as n8n loaded them; not their doubles for AI agents. */
	async nodeTypesOf(packageName) {
		const types = await this.types('nodes');
		return types.filter(({ name }) => name.startsWith(`${packageName}.`) && !name.endsWith('Tool'));
	}

	/**
	 * Creates a credential or replaces the data of the one with this name and type.
	 * @returns {Promise<{ id: string, name: string }>}
	 */
	async saveCredential({ name, type, data }) {
		this.savedCredentials.push({ type, data });
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

	/**
	 * Runs a workflow from its manual or schedule trigger and waits for the end.
	 * @param {object} workflow as n8n gave it
	 * @param {{ timeoutMs: number }} options
	 * @returns {Promise<{ id: string, status: string, runData: object, error?: { message: string } }>}
	 */
	async runManually(workflow, { timeoutMs }) {
		const trigger = workflow.nodes.find(({ type }) => BY_HAND.includes(type));
		if (!trigger) throw new Problem(`The workflow "${workflow.name}" cannot be run by hand.`);
		const { executionId } = await this.request('POST', `/workflows/${workflow.id}/run`, {
			triggerToStartFrom: { name: trigger.name },
			// n8n before 2.14 runs what it is given, later ones what is saved.
			workflowData: workflow,
		});
		const hasEnded = async () => {
			const execution = await this.request('GET', `/executions/${executionId}`);
			return execution && !RUNNING.has(execution.status) ? execution : undefined;
		};
		await until(`the end of "${workflow.name}"`, hasEnded, timeoutMs);
		return await this.execution(executionId);
	}

	/** Saves a new workflow and publishes it. */
	async publishNew(workflow) {
		const saved = await this.request('POST', '/workflows', { settings: {}, ...workflow });
		await this.publish(saved);
		return saved;
	}

	/** Publishes the present version of a workflow, and waits as {@link published} does. */
	async publish(workflow) {
		const { id, versionId } = workflow;
		await this.request('POST', `/workflows/${id}/activate`, { versionId });
		await this.published(workflow);
	}

	/**
	 * Waits until n8n has started the triggers of a workflow that is being published, which takes up to 20 seconds
	 * when one of them refuses: n8n tries five times.
	 * @throws {Problem} with the words of the trigger that did not start
	 */
	async published({ id, name }) {
		const { status, triggers } = await this.#publication(id);
		if (status === 'published') return;
		const failures = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
		throw new Problem(`"${name}" is ${status}: ${failures.join(' ')}`);
	}

	/** Unpublishes a workflow and waits until its triggers are stopped. */
	async unpublish({ id }) {
		await this.request('POST', `/workflows/${id}/deactivate`, {});
		await this.#publication(id);
	}

	async #publication(id) {
		return await until(`the publication of ${id}`, async () => {
			const publication = await this.request('GET', `/workflows/${id}/publication-status`);
			return publication.status === 'in_progress' ? undefined : publication;
		});
	}

	/**
	 * All executions of a workflow that n8n kept, once none of them runs any more.
	 * @returns {Promise<{ id: string, status: string, mode: string }[]>}
	 */
	async executionsOf({ id }) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		return await until(`the executions of ${id}`, async () => {
			const { results } = await this.request('GET', `/executions?filter=${filter}&limit=100`);
			return results.some(({ status }) => RUNNING.has(status)) ? undefined : results;
		});
	}

	/**
	 * The bytes of a file of an execution.
	 * @param {{ id: string }} binary as an item's `binary` holds it
	 * @returns {Promise<Buffer>}
	 */
	async file({ id }) {
		const address = `${this.url}/rest/binary-data?action=download&id=${encodeURIComponent(id)}`;
		const response = await fetch(address, { headers: { ...ONCE, cookie: this.#cookie } });
		if (!response.ok)
			throw new Problem(`n8n answered ${response.status} to the download of ${id}.`);
		return Buffer.from(await response.arrayBuffer());
	}

	/**
	 * All executions that n8n kept, whatever they do. Its pages overlap where a woken execution has begun anew.
	 * @param {object} [filter] as n8n takes it, e.g. `{ workflowId }`
	 */
	async allExecutions(filter = {}) {
		const asked = encodeURIComponent(JSON.stringify(filter));
		const all = new Map();
		let cursor = '';
		do {
			const path = `/executions?filter=${asked}&limit=100${cursor && `&cursor=${cursor}`}`;
			const { results, nextCursor } = await this.request('GET', path);
			for (const execution of results) all.set(execution.id, execution);
			cursor = nextCursor ?? '';
		} while (cursor !== '');
		return [...all.values()];
	}

	/** What an execution did: its status, the data of its nodes by name, and its error. */
	async execution(executionId) {
		const { status, data } = await this.request('GET', `/executions/${executionId}`);
		const { runData = {}, error } = parseFlatted(data).resultData ?? {};
		return { id: executionId, status, runData, error };
	}
}
