import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { runWebhook } from '../harness';
import { casesIn } from '../harness/cases';

const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

interface WebhookCase {
	params: INodeParameters;
	starts: boolean;
	payload: Payload;
	expect: IDataObject | null;
}

const SECRET = '0123456789abcdef0123456789abcdef';

const CASES = casesIn<WebhookCase>('wati/webhooks').filter(([file]) => !file.startsWith('_'));

async function startedBy(body: Payload, more: INodeParameters = {}): Promise<IDataObject | null> {
	const { result } = await runWebhook({
		parameters: {
			options: { webhookSecret: SECRET },
			events: ['any'],
			filters: { direction: 'both' },
			...more,
		},
		query: { token: SECRET },
		body,
	});
	return result.workflowData?.[0]?.[0]?.json ?? null;
}

/** Words of states count in any case. */
function told(event: IDataObject | null): unknown {
	const change = event?.change as IDataObject | null | undefined;
	if (!change) return event;
	const upper = ([name, value]: [string, unknown]) => [
		name,
		typeof value === 'string' ? value.toUpperCase() : value,
	];
	return { ...event, change: Object.fromEntries(Object.entries(change).map(upper)) };
}

beforeEach(() => forgetAll());

test.each(CASES)('%s', async (_file, { payload, params, starts, expect: expected }) => {
	const event = await startedBy(payload, params);
	expect(event !== null).toBe(starts);
	if (expected) expect(told(event)).toMatchObject(expected);
});

test('the two statuses of a template are told in words, and so are its qualities', async () => {
	const [, { payload }] = CASES.find(([file]) => file === 'template-quality.json')!;
	expect(await startedBy(payload)).toMatchObject({ change: { from: 'UNKNOWN', to: 'GREEN' } });
});

test('a call that comes in starts a workflow that chose it by its name', async () => {
	const [, { payload }] = CASES.find(([file]) => file === 'inbound-call-offer.json')!;
	expect(await startedBy(payload, { events: ['inboundCall'] })).toMatchObject({
		event: 'inboundCall',
		kind: 'call',
		call: { id: 'wacid.0001', direction: 'inbound', to: '15551234567' },
		channelNumber: '15551234567',
		raw: payload,
	});
});
