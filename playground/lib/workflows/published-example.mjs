import { ENDS, itemsOf, statesOf } from './conversation.mjs';
import { readExample } from './examples.mjs';
import { PACKAGE_NAME } from '../paths.mjs';
import { addressOf } from './trigger.mjs';
import { until } from '../until.mjs';

/** A time limit of an example and n8n's own clock, which looks once a minute, on a busy machine. */
const PATIENCE_MS = 300_000;

/** Examples run side by side: a trigger starts its workflow on its own example's customers only. */
function forNumbersOnly(node, numbers) {
	if (node.type !== `${PACKAGE_NAME}.watiTrigger`) return node;
	const filters = { ...node.parameters.filters, numbers: numbers.join() };
	return { ...node, parameters: { ...node.parameters, filters } };
}

/** A workflow of `examples/`, imported anew and published, and the people and events around it. */
export class PublishedExample {
	#session;

	/**
	 * Imports and publishes an example for these customers, who have all written today.
	 * @param {object} session of session.mjs
	 * @param {{ file: string, numbers: string[], parameters?: Record<string, object>,
	 *   change?: (workflow: object, session: object) => object | Promise<object> }} example
	 *   `parameters` take the place of those in the file, by node name; `change` may change more
	 */
	static async open(session, { file, numbers, parameters = {}, change = (workflow) => workflow }) {
		const { api, sandbox } = session;
		for (const whatsappNumber of numbers) {
			await sandbox.control('POST', 'window', { whatsappNumber, open: true });
		}
		const surroundings = { ...session, addresses: sandbox.addresses };
		const { nodes, ...rest } = await readExample(file, surroundings);
		for (const name of Object.keys(parameters)) {
			if (!nodes.some((node) => node.name === name)) throw new Error(`${file} has no "${name}".`);
		}
		const changed = nodes.map((node) =>
			forNumbersOnly(
				{ ...node, parameters: { ...node.parameters, ...parameters[node.name] } },
				numbers,
			),
		);
		const example = new PublishedExample();
		example.#session = session;
		const workflow = await change({ ...rest, nodes: changed }, session);
		example.workflow = await api.publishNew(workflow);
		return example;
	}

	async close() {
		await this.#session.api.unpublish(this.workflow);
	}

	/** Calls the example's Webhook node with JSON. */
	async call(body) {
		const nodes = this.workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
		const response = await fetch(addressOf(this.#session, { nodes }), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(`n8n answered ${response.status} to the call`);
	}

	/** A customer writes now; the message is as the sandbox's `POST customer` takes it. */
	async says(whatsappNumber, message) {
		await this.#session.sandbox.control('POST', 'customer', { whatsappNumber, ...message });
	}

	/**
	 * A customer answers the messages that arrive, one after the other, each as soon as the workflow sleeps: an
	 * answer that is quicker than n8n would be looked for a few times only.
	 */
	async answers(whatsappNumber, ...messages) {
		for (const [place, message] of messages.entries()) {
			await this.told(whatsappNumber, place + 1);
			await this.says(whatsappNumber, message);
		}
	}

	/** Waits until a customer has got so many messages, and no execution does anything but wait. */
	async told(whatsappNumber, count) {
		await this.#until(`message ${count} to ${whatsappNumber}`, async () => {
			const arrived = await this.messagesTo(whatsappNumber);
			return arrived.length >= count && (await this.#isAtRest());
		});
	}

	async #isAtRest() {
		const executions = await statesOf(this.#session, this.workflow);
		return executions.every(({ status }) => status === 'waiting' || ENDS.includes(status));
	}

	async #until(what, isSo) {
		await until(
			`${what} of "${this.workflow.name}"`,
			async () => ((await isSo()) ? true : undefined),
			PATIENCE_MS,
		).catch(async (problem) => {
			const executions = await statesOf(this.#session, this.workflow);
			const told = executions.map(({ id, status }) => `${id} ${status}`).join(', ');
			throw new Error(`${problem.message} Executions: ${told}`, { cause: problem });
		});
	}

	/** What a customer has got, oldest first: the sandbox's records. */
	async messagesTo(whatsappNumber) {
		return await this.#session.sandbox.control('GET', `messages?whatsappNumber=${whatsappNumber}`);
	}

	/** The texts that a customer has got, oldest first. */
	async textsTo(whatsappNumber) {
		return (await this.messagesTo(whatsappNumber)).map(({ text }) => text);
	}

	/** The requests that WATI got at an endpoint, of all examples: the sandbox's records, oldest first. */
	async requestsTo(endpoint) {
		const query = `requests?endpoint=${encodeURIComponent(endpoint)}`;
		return await this.#session.sandbox.control('GET', query);
	}

	/**
	 * Waits until so many executions have ended.
	 * @returns {Promise<{ id: string, status: string }[]>} oldest first
	 */
	async ended(count) {
		let seen = [];
		await this.#until(`the end of ${count} executions`, async () => {
			seen = await statesOf(this.#session, this.workflow);
			return seen.length >= count && seen.every(({ status }) => ENDS.includes(status));
		});
		return seen.sort((one, other) => Number(one.id) - Number(other.id));
	}

	/** The items of a node's last run in each execution, oldest first. */
	async itemsOf(executions, node) {
		const lists = await Promise.all(executions.map((one) => itemsOf(this.#session, one, node)));
		return lists.flat();
	}
}
