import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import type * as Trigger from '../../nodes/WatiTrigger/WatiTrigger.node';
import { closeHarness, runWebhook } from '../../test/harness';
import { percentile } from './load';
import type { OwnCode, OwnReading } from './results';
import { buildBody, REPEATED, TRAFFIC, type Traffic } from './traffic';
import { parameters, query } from './workflows';

/* eslint-disable @typescript-eslint/no-require-imports -- the built modules, which n8n loads as well */
const { getMemory } =
	require('../../dist/nodes/shared/webhooks/memory/trigger-memory') as typeof Memory;
const { MOST_REMEMBERED } = require('../../dist/nodes/shared/webhooks/memory/duplicates') as {
	MOST_REMEMBERED: number;
};
const { WatiTrigger } = require('../../dist/nodes/WatiTrigger/WatiTrigger.node') as typeof Trigger;
/* eslint-enable @typescript-eslint/no-require-imports */

const CALLS = 20_000;
const WARM_UP = 2_000;

/** Times of the node's `webhook()` alone, in milliseconds. */
let times: number[] = [];

/** Puts a clock around the node's own method: what n8n does before and after it does not count. */
function timeWebhook(): void {
	const { prototype } = WatiTrigger;
	const own = Object.getOwnPropertyDescriptor(prototype, 'webhook')?.value as (
		this: IWebhookFunctions,
	) => Promise<unknown>;
	Object.defineProperty(prototype, 'webhook', {
		value: async function (this: IWebhookFunctions) {
			const started = performance.now();
			const result = await own.call(this);
			times.push(performance.now() - started);
			return result;
		},
	});
}

/** The memory of the trigger that the harness places into its workflow. */
const memory = () => getMemory('harness', 'Tested', Date.now()).seen;
const buildFiller = (index: number) => `messageReceived:wamid.filler-${index}`;

/** As full as a trigger's memory gets. */
function fillMemory(): void {
	for (let index = 0; index < MOST_REMEMBERED; index++)
		memory().add(buildFiller(index), Date.now());
}

/** @throws when the calls did not go through the full memory, each pushing the oldest fact out */
function checkMemory(): void {
	if (memory().size === MOST_REMEMBERED && !memory().has(buildFiller(0), Date.now())) return;
	throw new Error(`The memory of the trigger holds ${memory().size} facts`);
}

async function callAll(traffic: Traffic, first: number, count: number): Promise<void> {
	let staticData: IDataObject = {};
	for (let index = first; index < first + count; index++) {
		const rawBody = buildBody(traffic, index);
		const answer = await runWebhook({ parameters, query, rawBody, staticData });
		const started = answer.result.workflowData !== undefined;
		if (started !== (traffic === 'wanted')) {
			throw new Error(`Call ${index} of ${traffic} traffic: ${JSON.stringify(answer.result)}`);
		}
		({ staticData } = answer);
	}
}

async function read(traffic: Traffic): Promise<OwnReading> {
	await callAll(traffic, 0, WARM_UP);
	times = [];
	await callAll(traffic, WARM_UP, CALLS);
	return {
		calls: times.length,
		p50: percentile(times, 0.5),
		p99: percentile(times, 0.99),
		max: Math.max(...times),
	};
}

async function main(): Promise<void> {
	timeWebhook();
	fillMemory();
	const results: Partial<OwnCode> = {};
	for (const traffic of TRAFFIC) {
		if (traffic === 'repeated') {
			for (let index = 0; index < REPEATED; index++) {
				await runWebhook({ parameters, query, rawBody: buildBody(traffic, index) });
			}
		}
		results[traffic] = await read(traffic);
	}
	checkMemory();
	process.stdout.write(`RESULT ${JSON.stringify(results)}\n`);
	await closeHarness();
	process.exit(0);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exit(1);
});
