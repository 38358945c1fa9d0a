import { EventEmitter } from 'node:events';
import type { IWebhookFunctions } from 'n8n-workflow';

import { forgetAll } from '../../../nodes/shared/webhooks/memory/trigger-memory';
import { receive } from '../../../nodes/WatiTrigger/wati-source';
import { TEXT } from '../../trigger/service/payloads';

const SECRET = '0123456789abcdef';

class Response extends EventEmitter {
	statusCode = 200;

	writableEnded = false;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(): this {
		this.emit('finish');
		return this;
	}

	/** What n8n does once it knows whether the execution began. */
	answer(code: number): void {
		this.status(code).json();
	}
}

const state: { triggerMemory?: Record<string, { stamp: string }> } = {};
const fields: Record<string, unknown> = {
	events: ['messageReceived'],
	options: { webhookSecret: SECRET },
};

/** As much of n8n's context as a call needs, to see what happens after `webhook()` has returned. */
function contextWith(response: Response): IWebhookFunctions {
	return {
		getNode: () => ({ id: 'n1', name: 'WATI Trigger' }),
		getMode: () => 'webhook',
		getNodeWebhookUrl: () => 'http://localhost:5678/webhook/w1/wati',
		getWorkflow: () => ({ id: 'w1' }),
		getWorkflowStaticData: () => state,
		getNodeParameter: (name: string, fallback: unknown) => fields[name] ?? fallback,
		getRequestObject: () => ({
			query: { token: SECRET },
			headers: { 'content-type': 'application/json' },
			body: TEXT,
		}),
		getResponseObject: () => response,
		logger: { warn: () => undefined, error: () => undefined },
	} as unknown as IWebhookFunctions;
}

async function deliver(): Promise<{ started: boolean; response: Response }> {
	const response = new Response();
	const result = await receive(contextWith(response));
	return { started: result.workflowData !== undefined, response };
}

/** What a call writes after its answer must not reach the next test. */
const settled = async () => await new Promise((done) => setTimeout(done, 20));

beforeEach(async () => {
	await settled();
	forgetAll();
	for (const name of Object.keys(state)) Reflect.deleteProperty(state, name);
});

test('an event that n8n could not start counts as not seen, and its next copy starts', async () => {
	const first = await deliver();
	expect(first.started).toBe(true);
	first.response.answer(500);
	await settled();
	const again = await deliver();
	expect(again.started).toBe(true);
	again.response.answer(200);
	await settled();
	expect((await deliver()).started).toBe(false);
});

test('a copy waits for the first one, and starts in its place if n8n could not start that', async () => {
	const first = await deliver();
	const copies = [deliver(), deliver()];
	await settled();
	first.response.answer(500);
	const second = await Promise.race(copies);
	expect(second.started).toBe(true);
	second.response.answer(200);
	const all = await Promise.all(copies);
	expect(all.filter(({ started }) => started)).toHaveLength(1);
});

test('a caller that hung up does not make n8n forget the execution that it started', async () => {
	const first = await deliver();
	first.response.emit('close');
	first.response.writableEnded = true;
	expect((await deliver()).started).toBe(false);
	await settled();
	expect(state.triggerMemory?.n1).toMatchObject({ seen: expect.any(Object) });
	forgetAll();
	expect((await deliver()).started).toBe(false);
});

test('a copy is told of an execution that n8n does not answer for', async () => {
	await deliver();
	const began = Date.now();
	expect((await deliver()).started).toBe(false);
	expect(Date.now() - began).toBeLessThan(5_000);
});

test('what n8n clears on the way into an execution is written again', async () => {
	expect((await deliver()).started).toBe(true);
	const stamp = () => state.triggerMemory?.n1?.stamp;
	const before = stamp();
	expect(before).toBeDefined();
	await settled();
	expect(stamp()).not.toBe(before);
});
