import { createHmac } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { runWebhook } from '../harness';
import { ADA, CHANGES, received } from './payloads';

/** The built module, whose state the built node uses. */
const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const APP_SECRET = '0123456789abcdef0123456789abcdef';
const BOTH = ['optedOut', 'optedIn'];

let staticData: IDataObject = {};

beforeEach(() => {
	forgetAll();
	staticData = {};
});

async function eventsOf(body: Payload, events: string[]) {
	const bytes = JSON.stringify(body);
	const signature = createHmac('sha256', APP_SECRET).update(bytes).digest('hex');
	const { result } = await runWebhook({
		node: 'matonWhatsAppBusinessTrigger',
		parameters: { events },
		credentials: {
			matonWhatsAppBusinessWebhookApi: { appSecret: APP_SECRET, verifyToken: 'a verify token' },
		},
		staticData,
		body,
		rawBody: bytes,
		headers: { 'x-hub-signature-256': `sha256=${signature}` },
	});
	return (result.workflowData ?? [])
		.flat()
		.map(({ json }) => [json.event, json.optedOut, json.whatsappNumber]);
}

const saying = (text: string, id: string) => received({ type: 'text', text: { body: text } }, id);

const preferring = (value: string): Payload =>
	JSON.parse(JSON.stringify(CHANGES.preference).replace('"stop"', `"${value}"`)) as Payload;

test('words start the workflow when they are the whole message', async () => {
	expect(await eventsOf(saying('Stop', 'wamid.1'), BOTH)).toEqual([['optedOut', true, ADA]]);
	expect(await eventsOf(saying('START 🎉', 'wamid.2'), BOTH)).toEqual([['optedIn', false, ADA]]);
	expect(await eventsOf(saying('Stop at 5 pm', 'wamid.3'), BOTH)).toEqual([]);
});

test('so does what a customer chose in WhatsApp', async () => {
	expect(await eventsOf(preferring('stop'), BOTH)).toEqual([['optedOut', true, ADA]]);
	expect(await eventsOf(preferring('resume'), BOTH)).toEqual([['optedIn', false, ADA]]);
	expect(await eventsOf(preferring('later'), BOTH)).toEqual([]);
});

test('a preference keeps its own name where that alone was chosen', async () => {
	const events = ['userPreferenceUpdated'];
	expect(await eventsOf(preferring('stop'), events)).toEqual([
		['userPreferenceUpdated', true, ADA],
	]);
	const all = ['userPreferenceUpdated', ...BOTH];
	expect(await eventsOf(preferring('resume'), all)).toEqual([['optedIn', false, ADA]]);
});
