import { randomUUID } from 'node:crypto';

import { PACKAGE_NAME } from '../paths.mjs';

/** A path of the sandbox's v3 that changes a webhook, as WATI's dashboard does. */
const V3_WEBHOOKS = '/api/ext/v3/webhooks';

/** Events as the sandbox's `POST webhooks/settings` takes them: no twins left out, no repeats. */
const AS_IT_COMES = {
	twins: true,
	repeats: 0,
	reorder: false,
	webhookPlan: 'pro',
	webhookLimit: 5,
	retryEveryMs: 600_000,
	deliveredAfterMs: 300,
	readAfterMs: 400,
};

/** Clears the sandbox, and what an earlier check changed of its habits and, in queue mode, of the balancer's. */
export async function startOver({ sandbox, routeBy }) {
	routeBy?.('turn');
	await sandbox.control('GET', 'webhooks/settled');
	await sandbox.control('POST', 'reset', AS_IT_COMES);
}

/**
 * A workflow of one WATI Trigger on the direct route, and a step that does nothing.
 * @param {Record<string, { id: string, name: string }>} credentials
 * @param {string} name
 * @param {object} parameters of the trigger
 */
export function triggerWorkflow({ watiApi }, name, parameters) {
	const trigger = {
		id: randomUUID(),
		webhookId: randomUUID(),
		name: 'WATI Trigger',
		type: `${PACKAGE_NAME}.watiTrigger`,
		typeVersion: 2,
		position: [0, 0],
		parameters: { authentication: 'watiApi', ...parameters },
		credentials: { watiApi },
	};
	return { name, ...followedByNothing(trigger) };
}

/** A workflow of n8n's own Webhook node, which takes every call. */
export function webhookWorkflow(name) {
	const webhookId = randomUUID();
	const webhook = {
		id: randomUUID(),
		webhookId,
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		parameters: { httpMethod: 'POST', path: webhookId, responseMode: 'onReceived' },
	};
	return { name, ...followedByNothing(webhook) };
}

/** The nodes of a workflow of one trigger and a step that does nothing. */
export function followedByNothing(trigger) {
	const step = {
		id: randomUUID(),
		name: 'No Operation',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [240, 0],
		parameters: {},
	};
	const connections = {
		[trigger.name]: { main: [[{ node: step.name, type: 'main', index: 0 }]] },
	};
	return { nodes: [trigger, step], connections };
}

/** The address of a workflow's first webhook, without any secret; in queue mode that of the load balancer. */
export function addressOf({ url, address = url }, { nodes }) {
	const { webhookId, parameters } = nodes.find((node) => node.webhookId !== undefined);
	return `${address}/webhook/${parameters.path ?? `${webhookId}/wati`}`;
}

/** The webhooks at the sandbox's WATI that belong to the workflow. */
export async function webhooksOf(session, workflow) {
	const address = addressOf(session, workflow);
	const all = await session.sandbox.control('GET', 'webhooks');
	return all.filter(({ url }) => url.startsWith(address));
}

/** Subscribes a webhook to every event there is, as a person can in WATI's dashboard. */
export async function subscribeToAll({ sandbox }, { id, url }) {
	const call = async (path, method = 'GET', body = undefined) => {
		const response = await fetch(`${sandbox.addresses.url}${V3_WEBHOOKS}${path}`, {
			method,
			headers: {
				authorization: `Bearer ${sandbox.addresses.watiToken}`,
				'content-type': 'application/json',
			},
			body: body && JSON.stringify(body),
		});
		return await response.json();
	};
	const { event_types: eventTypes } = await call('/event-types');
	await call(`/${id}`, 'PUT', { eventTypes, status: 'Enabled', url });
}

/**
 * Waits until the sandbox has posted all there is to post, and n8n has run all that came of it.
 * @returns {Promise<object[]>} the executions of the workflow
 */
export async function settled({ sandbox, api }, workflow) {
	await sandbox.control('GET', 'webhooks/settled');
	await api.executionsOf(workflow);
	await sandbox.control('GET', 'webhooks/settled');
	return await api.executionsOf(workflow);
}
