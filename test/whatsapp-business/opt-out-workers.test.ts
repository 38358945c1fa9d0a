import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type * as Listeners from '../../nodes/shared/waiting/in-process/listeners';
import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import { hashPerson } from '../../nodes/shared/webhooks/memory/opt-outs';
import type { RunOptions } from '../harness';
import { useSimulatedN8n, type SimulatedN8n } from '../trigger/service/simulated-n8n';
import { ADA, BEN, graphError, MESSAGES, text, useMeta } from './setup';

/** The built modules, whose state the built nodes use. */
const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);
const { forgetListeners } = jest.requireActual<typeof Listeners>(
	'../../dist/nodes/shared/waiting/in-process/listeners',
);

const simulated = useSimulatedN8n();
const meta = useMeta();

const NUMBER = '100200300400601';
const TRIGGER = 'matonWhatsAppBusinessTrigger';
const RANDOM_ID = '3d5cb98b-ebe2-4d10-9fd5-17a98ed30652';
const LEFT_OUT = { accepted: false, optedOut: true, code: 'recipient-opted-out' };

/** What the simulated n8n was asked. */
let asked: IDataObject[];

/** What a worker has of the processes that take events: nothing. */
function forgetTriggers(): void {
	forgetAll();
	forgetListeners();
}

/** A webhook process whose trigger heard that Ada opted out. */
async function open(webhookId = RANDOM_ID): Promise<SimulatedN8n> {
	const trigger = {
		node: TRIGGER,
		parameters: { events: ['messageReceived'] },
		credentials: {
			matonWhatsAppBusinessWebhookApi: { appSecret: '0'.repeat(32), verifyToken: 'verify' },
		},
		settings: { webhookId },
	};
	const n8n = await simulated.open(trigger, undefined, 'whatsapp-business');
	n8n.shared.optOuts = { [hashPerson(NUMBER, ADA)]: 1_795_169_656 };
	asked = [];
	n8n.onStep = (step, body) => {
		if (step === 'request arrived') asked.push(body);
		if (step === 'static data stored') forgetTriggers();
	};
	return n8n;
}

const respecting = text('Hello', {
	whatsappNumber: '={{ $json.to }}',
	options: { respectOptOut: true },
});

/** Sends in a worker of queue mode, in the workflow of the trigger. */
async function send(
	n8n: SimulatedN8n,
	people: string[],
	parameters: INodeParameters = respecting,
	more: Partial<RunOptions> = {},
) {
	forgetTriggers();
	return await meta.run({
		parameters,
		before: [
			{
				name: 'When They Write',
				type: `n8n-nodes-maton-wati.${TRIGGER}`,
				webhookId: RANDOM_ID,
				items: people.map((to) => ({ to })),
			},
		],
		instance: new URL('/', n8n.address).href,
		onError: 'continueRegularOutput',
		...more,
	});
}

test('a worker asks the trigger of its workflow once for all people, by hashes, and leaves out who opted out', async () => {
	const n8n = await open();
	const others = Array.from({ length: 5 }, (_, place) => `1415555020${place}`);
	const { items } = await send(n8n, [BEN, ADA, ...others, ADA]);
	expect(items.map(({ json }) => (json.details as IDataObject | undefined)?.code ?? json.accepted)).toEqual([
		true,
		LEFT_OUT.code,
		...others.map(() => true),
		LEFT_OUT.code,
	]);
	expect(meta.bodies.map((body) => (body as IDataObject).to)).toEqual([BEN, ...others]);
	expect(asked.length).toBeLessThan(3);
	expect(asked.flatMap((body) => body.asked)).toHaveLength(7);
	expect(JSON.stringify(asked)).not.toContain('1415555');
});

test('the trigger’s answer opts in again as well, and a workflow without a trigger sends as ever', async () => {
	const n8n = await open();
	n8n.shared.optOuts = { [hashPerson(NUMBER, ADA)]: -1_795_169_657 };
	expect((await send(n8n, [ADA])).items[0]?.json.accepted).toBe(true);
	n8n.shared.optOuts = { [hashPerson(NUMBER, ADA)]: 1_795_169_658 };
	const before = [{ name: 'Schedule', items: [{ to: ADA }] }];
	expect((await send(n8n, [ADA], respecting, { before })).items[0]?.json.accepted).toBe(true);
	expect(asked).toHaveLength(1);
});

test.each<[string, (n8n: SimulatedN8n) => Partial<RunOptions>]>([
	['is down', (n8n) => (n8n.kill(), {})],
	['has an address that cannot be told', () => ({ instance: 'https://n8n.example.com/other/#' })],
])('nothing is sent while the trigger %s, unless the option is off', async (_why, prepare) => {
	const n8n = await open();
	const more = prepare(n8n);
	const { items } = await send(n8n, [BEN], respecting, more);
	expect(items[0]?.json).toMatchObject({
		error: `The WhatsApp Business Trigger of this workflow did not say whether ${BEN} opted out`,
		message: expect.stringMatching(
			/^Nothing was sent, .*'When They Write' at the Production URL: publish .* try again\. .*\[Item 0\]$/,
		) as string,
		details: { code: 'not-reachable' },
	});
	expect(JSON.stringify(items)).not.toContain(RANDOM_ID);
	expect(meta.bodies).toEqual([]);
	const { items: sent } = await send(n8n, [BEN], text(), more);
	expect(sent[0]?.json.accepted).toBe(true);
});

test('who knows no address that nobody can guess learns nothing', async () => {
	const n8n = await open('guessable');
	n8n.onStep = () => undefined;
	const stored = n8n.stored;
	const answer = await fetch(`${n8n.address}/whatsapp-business`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-opt-outs': 'true' },
		body: JSON.stringify({ asked: [hashPerson(NUMBER, ADA)], heard: [hashPerson(NUMBER, BEN)] }),
	});
	expect([answer.status, await answer.json()]).toEqual([
		403,
		{ message: 'Only this n8n may ask for that' },
	]);
	expect(n8n.stored).toBe(stored);
});

test('what the send of a worker hears reaches the trigger', async () => {
	const n8n = await open();
	meta.sandbox.addFault({
		endpoint: MESSAGES,
		kind: 'answer',
		status: 400,
		body: graphError(131050, 'Unable to deliver the message'),
	});
	const { items } = await send(n8n, [BEN], text('Hello', { whatsappNumber: BEN }));
	expect(items[0]?.json.details).toMatchObject({ code: 'recipient-opted-out' });
	expect(n8n.shared.optOuts).toHaveProperty(hashPerson(NUMBER, BEN));
	n8n.kill();
	await n8n.start();
	const { items: later } = await send(n8n, [BEN]);
	expect(later[0]?.json.details).toMatchObject({ code: 'recipient-opted-out', optedOut: true });
	expect(meta.bodies).toHaveLength(1);
});
