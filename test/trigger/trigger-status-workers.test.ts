import type { IDataObject } from 'n8n-workflow';

import type * as Listeners from '../../nodes/shared/waiting/in-process/listeners';
import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import { runNode } from '../harness';
import { useBench } from '../wati/setup';
import { TEXT } from './service/payloads';
import { useSimulatedN8n, type SimulatedN8n } from './service/simulated-n8n';

/** The built modules, whose state the built nodes use. */
const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);
const { forgetListeners } = jest.requireActual<typeof Listeners>(
	'../../dist/nodes/shared/waiting/in-process/listeners',
);

const simulated = useSimulatedN8n();
const bench = useBench();

const SECRET = '0123456789abcdef0123456789abcdef';
const RANDOM_ID = '3d5cb98b-ebe2-4d10-9fd5-17a98ed30652';

/** A webhook process whose trigger took a message. */
async function open(webhookId: string): Promise<SimulatedN8n> {
	const trigger = {
		parameters: {
			authentication: 'watiApi',
			registration: 'manual',
			events: ['messageReceived'],
			options: { webhookSecret: SECRET, headerName: 'authorization' },
		},
		credentials: bench.wati(),
		settings: { webhookId },
	};
	const n8n = await simulated.open(trigger, () => ({ authorization: SECRET }));
	await n8n.post({ ...TEXT } as IDataObject);
	return n8n;
}

/** Runs an operation in a worker, in the workflow of the trigger, of which the worker has no static data. */
async function run({ address }: SimulatedN8n, operation: string): Promise<IDataObject[]> {
	forgetListeners();
	const { items, error } = await runNode({
		parameters: { authentication: 'watiApi', resource: 'account', operation },
		credentials: bench.wati(),
		before: [
			{
				name: 'They Write',
				type: 'n8n-nodes-maton-wati.watiTrigger',
				webhookId: RANDOM_ID,
				items: [{}],
			},
		],
		instance: new URL('/', address).href,
	});
	expect(error).toBeUndefined();
	expect(JSON.stringify(items)).not.toContain(SECRET);
	return items.map(({ json }) => json);
}

const pausesIn = (rows: IDataObject[]) => rows.find(({ check }) => check === 'pausedChats');

test('a worker asks the trigger of its workflow for its status', async () => {
	const n8n = await open(RANDOM_ID);
	expect(await run(n8n, 'getTriggerStatus')).toEqual([
		expect.objectContaining({
			trigger: 'They Write',
			accepted: 1,
			explanation: expect.stringMatching(/^It works/) as string,
		}),
	]);
	expect(pausesIn(await run(n8n, 'checkSetup'))).toMatchObject({ status: 'ok' });
});

test('of a trigger that does not answer, a worker says that it does not know it', async () => {
	const n8n = await open('guessable');
	forgetAll();
	expect(await run(n8n, 'getTriggerStatus')).toEqual([
		expect.objectContaining({
			trigger: 'They Write',
			explanation: expect.stringMatching(/does not know this trigger.*Production URL/) as string,
		}),
	]);
	expect(pausesIn(await run(n8n, 'checkSetup'))).toMatchObject({
		status: 'unknown',
		detail: expect.stringMatching(/does not know what 'They Write' does/) as string,
	});
});
