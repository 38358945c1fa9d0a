import { statusChange } from '../../sandbox/meta/webhooks/payloads';
import { readFacts } from '../../nodes/services/meta/facts';
import { normalizeFact } from '../../nodes/services/meta/normalize';
import { shown } from '../wati/setup';
import { text, useMeta } from './setup';

const meta = useMeta();

const withData = (callbackData: string) => text('Hello', { options: { callbackData } });

test('what a send gives along comes back with its statuses', async () => {
	const { error } = await meta.run({ parameters: withData('order-4711') });
	expect(error).toBeUndefined();
	expect(meta.bodies.at(-1)).toMatchObject({
		text: { body: 'Hello' },
		biz_opaque_callback_data: 'order-4711',
	});
	const change = statusChange(meta.sandbox.businessAccount(), meta.sent[0]!, 'delivered');
	const [fact] = readFacts({ entry: [{ id: '1', changes: [change] }] });
	expect(normalizeFact(fact!)).toMatchObject({
		event: 'messageDelivered',
		callbackData: 'order-4711',
	});
});

test('nothing is given along where nothing is wanted', async () => {
	await meta.run({ parameters: withData('') });
	expect(meta.bodies.at(-1)).not.toHaveProperty('biz_opaque_callback_data');
});

test('more than Meta takes is refused before the network', async () => {
	const run = await meta.run({ parameters: withData('x'.repeat(513)) });
	expect(shown(run).message).toContain("'Callback Data' has 513 characters");
	expect(meta.bench.requests).toEqual([]);
});
