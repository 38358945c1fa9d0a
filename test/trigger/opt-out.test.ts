import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { runWebhook } from '../harness';
import { KNOWN, NUMBER, useN8nServer, useShortPauses } from './service/n8n-server';
import { bsuidTwin, MESSAGES, TEXT } from './service/payloads';

/** The built module, whose state the built node uses. */
const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const SECRET = '0123456789abcdef0123456789abcdef';
const BOTH = ['optedOut', 'optedIn'];

let staticData: IDataObject = {};

beforeEach(() => {
	forgetAll();
	staticData = {};
});

async function eventsOf(body: Payload, events: string[], options: INodeParameters = {}) {
	const { result } = await runWebhook({
		parameters: { events, options: { webhookSecret: SECRET, ...options } },
		query: { token: SECRET },
		body,
		staticData,
	});
	return (result.workflowData ?? []).flat().map(({ json }) => [json.event, json.optedOut]);
}

const saying = (text: string, more: Payload = {}): Payload => ({ ...TEXT, text, ...more });

test('only a message that is nothing but a word starts the workflow', async () => {
	expect(await eventsOf(saying('STOP'), BOTH)).toEqual([['optedOut', true]]);
	expect(await eventsOf(saying('Start!', { whatsappMessageId: 'wamid.A1' }), BOTH)).toEqual([
		['optedIn', false],
	]);
	const sentence = saying('Please stop by', { whatsappMessageId: 'wamid.A2' });
	expect(await eventsOf(sentence, BOTH)).toEqual([]);
});

test('one event starts the workflow once, under the name that was chosen', async () => {
	const all = ['messageReceived', ...BOTH];
	expect(await eventsOf(saying('Stop'), all)).toEqual([['optedOut', true]]);
	expect(await eventsOf(bsuidTwin(saying('Stop')), all)).toEqual([]);
	const other = saying('Hello', { whatsappMessageId: 'wamid.A1' });
	expect(await eventsOf(other, all)).toEqual([['messageReceived', null]]);
});

test('a word that nobody chose the event for is a message that says so', async () => {
	expect(await eventsOf(saying('Baja'), ['messageReceived'])).toEqual([['messageReceived', true]]);
	const again = saying('Baja', { whatsappMessageId: 'wamid.A1' });
	expect(await eventsOf(again, ['any'])).toEqual([['messageReceived', true]]);
	const third = saying('Baja', { whatsappMessageId: 'wamid.A2' });
	expect(await eventsOf(third, ['optedIn'])).toEqual([]);
});

test('a tapped button counts by its title, a caption and own messages do not', async () => {
	const tapped = {
		...TEXT,
		text: null,
		type: 'button',
		buttonReply: { text: 'Stop promotions', payload: '0' },
	};
	expect(await eventsOf(tapped, BOTH)).toEqual([['optedOut', true]]);
	expect(await eventsOf({ ...MESSAGES.image, text: 'Stop' }, BOTH)).toEqual([]);
	const own = saying('Stop', { owner: true, whatsappMessageId: 'wamid.A1' });
	expect(await eventsOf(own, BOTH)).toEqual([]);
});

test('words of one’s own come from the options', async () => {
	const options = { optOutWords: 'quit, Genug jetzt', optInWords: 'news' };
	expect(await eventsOf(saying('genug JETZT.'), BOTH, options)).toEqual([['optedOut', true]]);
	const news = saying('News', { whatsappMessageId: 'wamid.A1' });
	expect(await eventsOf(news, BOTH, options)).toEqual([['optedIn', false]]);
});

describe('while an execution waits for an answer of the customer', () => {
	useShortPauses();
	const n8n = useN8nServer();

	test('opting out starts the workflow as well', async () => {
		n8n.executions = { 1: { status: 'waiting', who: [NUMBER], answers: [KNOWN] } };
		n8n.events = BOTH;
		const { result } = await n8n.arrive('instead', { text: 'Stop' });
		expect(n8n.posts).toHaveLength(1);
		expect(result.workflowData?.[0]?.[0]?.json.event).toBe('optedOut');
	});
});
