import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type * as Listeners from '../../nodes/shared/waiting/in-process/listeners';
import type { WaitingNode } from '../../nodes/shared/waiting/waiting-node';
import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { runHook, runNode, runWebhook } from '../harness';
import { STATUSES, TEXT } from './service/payloads';

const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const { addListener, forgetListeners } = jest.requireActual<typeof Listeners>(
	'../../dist/nodes/shared/waiting/in-process/listeners',
);

const SECRET = '0123456789abcdef0123456789abcdef';
const byHand: INodeParameters = { options: { webhookSecret: SECRET } };

let staticData: IDataObject = {};
let sharedStaticData: IDataObject = {};
beforeEach(() => {
	forgetAll();
	forgetListeners();
	staticData = {};
	sharedStaticData = {};
});

const trigger = () => ({ parameters: byHand, staticData, sharedStaticData });
const publish = async () => await runHook('checkExists', trigger());
const post = async (body: Payload, token = SECRET) =>
	await runWebhook({ ...trigger(), query: { token }, body });

/** What the WATI node of the same workflow says, and that it asked nobody. */
async function status(): Promise<IDataObject[]> {
	const { items, error } = await runNode({
		parameters: { resource: 'account', operation: 'getTriggerStatus' },
		credentials: { matonApi: { apiKey: 'key', gatewayUrl: 'http://127.0.0.1:9' } },
		sharedStaticData,
	});
	expect(error).toBeUndefined();
	expect(JSON.stringify(items)).not.toContain(SECRET);
	return items.map(({ json }) => json);
}

test('without a published trigger it says so', async () => {
	expect(await status()).toEqual([
		expect.objectContaining({
			trigger: null,
			explanation: expect.stringMatching(/no published WATI Trigger/),
		}),
	]);
});

test('a trigger that nobody calls is told from the moment it is published', async () => {
	await publish();
	expect(await status()).toEqual([
		expect.objectContaining({
			trigger: 'Tested',
			lastEvent: null,
			explanation: expect.stringMatching(/^No call has arrived since 20/),
		}),
	]);
});

test('other workflows that are published for the account are named', async () => {
	await publish();
	const other = {
		getMode: () => 'trigger' as const,
		getNode: () => ({ id: 'n', name: 'Other' }) as INode,
		getNodeWebhookUrl: () => 'https://n8n.example/webhook/o',
		getWorkflow: () => ({ id: 'other', name: 'Bot', active: true }),
	};
	addListener(other, { nodeName: 'wati' } as WaitingNode, {});
	const [{ explanation }] = (await status()) as [{ explanation: string }];
	expect(explanation).toMatch(
		/ Other published workflows of this account: 'Bot' \(other\)\. If one answers too/,
	);
});

test.each<[string, () => Promise<unknown>, RegExp, IDataObject]>([
	[
		'calls with a wrong secret',
		async () => await post(TEXT, 'wrong'),
		/refused: The token is not the right one\. Compare the webhooks/,
		{ refused: 1, accepted: 0, lastRefusal: 'The token is not the right one' },
	],
	[
		'events that were not chosen',
		async () => await post(STATUSES.read!),
		/arrive \(messageRead\), but the fields Events and Filters leave them out/,
		{ unwanted: 1, accepted: 0, events: { messageRead: 1 } },
	],
	[
		'a message and its repeat',
		async () => {
			await post(TEXT);
			await post(TEXT);
		},
		/^It works: .* Repeats that started nothing: 1\.$/,
		{ accepted: 1, repeated: 1, events: { messageReceived: 2 } },
	],
])('it explains %s', async (_name, happens, explanation, counts) => {
	await publish();
	await happens();
	expect(await status()).toEqual([
		expect.objectContaining({ ...counts, explanation: expect.stringMatching(explanation) }),
	]);
});

test('another process, or a restarted one, reads what was left', async () => {
	await publish();
	await post(TEXT);
	forgetAll();
	expect(await status()).toEqual([expect.objectContaining({ trigger: 'Tested', accepted: 1 })]);
	await publish();
	expect(await status()).toEqual([expect.objectContaining({ trigger: 'Tested', accepted: 1 })]);
});

test('an unpublished trigger is no longer told of', async () => {
	await publish();
	await post(TEXT);
	await runHook('delete', trigger());
	expect(await status()).toEqual([expect.objectContaining({ trigger: null })]);
});
