import { EventEmitter } from 'node:events';
import type { IWebhookFunctions } from 'n8n-workflow';

import { forgetAll } from '../../nodes/shared/webhooks/memory/trigger-memory';
import { receive } from '../../nodes/WatiTrigger/wati-source';
import { TEXT } from './payloads';

const SECRET = '0123456789abcdef';

class Response extends EventEmitter {
	statusCode = 200;

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

const state: { stamp?: string } = {};
const fields: Record<string, unknown> = { events: ['messageReceived'], webhookSecret: SECRET };

/** As much of n8n's context as a call needs, to see what happens after `webhook()` has returned. */
function contextWith(response: Response): IWebhookFunctions {
	return {
		getNode: () => ({ id: 'n1', name: 'WATI Trigger' }),
		getMode: () => 'webhook',
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
	expect((await deliver()).started).toBe(false);
	first.response.answer(500);
	const again = await deliver();
	expect(again.started).toBe(true);
	again.response.answer(200);
	expect((await deliver()).started).toBe(false);
});

test('what n8n clears on the way into an execution is written again', async () => {
	expect((await deliver()).started).toBe(true);
	const { stamp } = state;
	await settled();
	expect(state.stamp).not.toBe(stamp);
});
