import type { INodeParameters } from 'n8n-workflow';

import { runNode, SleepingExecution } from '../harness';
import { ADA, BEN, named, operation, textTo, useBench } from '../wati/setup';
import { NODE, op, useMeta } from '../whatsapp-business/setup';

const bench = useBench();
const meta = useMeta();

const items = [{ number: ADA }, { number: BEN }];

const limit = { limitAmount: 10, limitUnit: 'minutes' };

/** What n8n would pass on as if all were well. */
const withoutError = (first: Array<{ json: object }>) =>
	first.filter(({ json }) => !('error' in json));

/** n8n passes the input on for a node that throws, so a failure of all items has to be told on each. */
describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)('%s', (onError) => {
	test.each<[string, INodeParameters]>([
		[
			'Send and Wait',
			op('message', 'sendAndWaitForReply', {
				whatsappNumber: '={{ $json.number }}',
				messageType: 'text',
				messageText: 'Deliver?',
				...limit,
			}),
		],
		[
			'Wait for Delivery',
			op('message', 'waitForDelivery', { messageId: 'wamid.1', waitUntil: 'delivered', ...limit }),
		],
	])('%s that no published trigger wakes fails for each item', async (_name, parameters) => {
		const credentials = meta.credentials();
		const run = await SleepingExecution.start({
			node: NODE,
			parameters,
			credentials,
			items,
			onError,
		});
		const failed = onError === 'continueErrorOutput' ? run.output(2) : run.output(0);
		expect(meta.bodies).toEqual([]);
		expect(withoutError(run.output(0))).toEqual([]);
		expect(failed.map(({ json }) => json.error)).toEqual(Array(2).fill(expect.any(String)));
	});

	test.each<[string, INodeParameters]>([
		['Send Text', textTo('={{ $json.number }}')],
		[
			'Send to Many',
			operation('template', 'sendToMany', {
				recipientsFrom: 'items',
				whatsappNumber: '={{ $json.number }}',
				template: named('welcome'),
			}),
		],
	])('%s without its credential fails for each item', async (_name, parameters) => {
		const run = await runNode({ parameters, credentials: {}, items, onError });
		const failed = onError === 'continueErrorOutput' ? run.errorItems : run.items;
		expect(withoutError(run.items)).toEqual([]);
		expect(failed.map(({ json }) => json.error)).toEqual(Array(2).fill(expect.any(String)));
	});

	test('a preview that cannot be read for one item fails that item alone', async () => {
		const previewOnly = `={{ $json.number === '${BEN}' ? $('Nowhere').item.json.on : false }}`;
		const messageText = `={{ $json.number === '${BEN}' ? { no: 'text' } : 'Hello' }}`;
		const parameters = { ...textTo('={{ $json.number }}', messageText), options: { previewOnly } };
		const run = await bench.run({ parameters, items, onError });
		const all = [...run.items, ...run.errorItems];
		expect(withoutError(all)).toHaveLength(1);
		expect(all).toHaveLength(2);
		expect(bench.sandbox.messagesTo(BEN)).toEqual([]);
	});

	test('a time limit that cannot be read fails each item', async () => {
		const requestOptions = { timeout: 'soon' };
		const parameters = { ...textTo('={{ $json.number }}'), requestOptions };
		const run = await bench.run({ parameters, items, onError });
		const failed = onError === 'continueErrorOutput' ? run.errorItems : run.items;
		expect(bench.requests).toEqual([]);
		expect(withoutError(run.items)).toEqual([]);
		expect(failed).toHaveLength(2);
	});
});
