import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type * as Memory from '../../nodes/shared/webhooks/memory/trigger-memory';
import type { Payload } from '../../nodes/shared/webhooks/payload';
import { runWebhook, type WebhookResult } from '../harness';
import { casesIn } from '../harness/cases';
import { IMAGE_PATH, MESSAGES, oldForm, SENT, STATUSES, TEXT } from './service/payloads';

const { forgetAll } = jest.requireActual<typeof Memory>(
	'../../dist/nodes/shared/webhooks/memory/trigger-memory',
);

const SECRET = '0123456789abcdef0123456789abcdef';
const ALL: INodeParameters = { events: ['any'], filters: { direction: 'both' } };

/** What n8n's database holds, and each call gets a copy of. */
let stored: { staticData: IDataObject; sharedStaticData: IDataObject };

const copy = <Data>(data: Data): Data => JSON.parse(JSON.stringify(data)) as Data;

/** The process ends without a word, and another one starts. */
function crash(): void {
	stored = copy(stored);
	forgetAll();
}

beforeEach(() => {
	stored = { staticData: {}, sharedStaticData: {} };
	forgetAll();
});

async function post(
	body: Payload,
	{ options = {}, ...parameters }: INodeParameters = ALL,
	answered = 200,
): Promise<WebhookResult> {
	return await runWebhook({
		parameters: {
			...parameters,
			options: { webhookSecret: SECRET, ...(options as INodeParameters) },
		},
		credentials: { watiApi: { apiUrl: `${files.base}/123456`, accessToken: 'tok' } },
		query: { token: SECRET },
		body,
		answered,
		...stored,
	});
}

const startedBy = ({ result }: WebhookResult) => result.workflowData?.[0]?.[0]?.json;
const describeNetworkError = ({ result }: WebhookResult) =>
	(result.webhookResponse as { reason?: string } | undefined)?.reason;

/** Files of WATI that come when the test lets them. */
const files = {
	base: '',
	waiting: [] as ServerResponse[],
	async asked(): Promise<void> {
		while (files.waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
	},
	give(): void {
		for (const response of files.waiting.splice(0)) response.end('bytes');
	},
};
let server: Server;

beforeAll(async () => {
	server = createServer((_request, response) => void files.waiting.push(response));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	files.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

describe('while the file of a message is fetched', () => {
	const fetching: INodeParameters = {
		authentication: 'watiApi',
		registration: 'manual',
		options: { downloadMedia: true },
	};
	const image: Payload = { ...MESSAGES.image!, data: IMAGE_PATH };

	test('a crash forgets it, whatever came meanwhile, so that its repeat starts', async () => {
		const first = post(image, fetching);
		await files.asked();
		expect(startedBy(await post({ ...TEXT, whatsappMessageId: 'wamid.other' }))).toBeDefined();
		crash();
		files.give();
		await first;
		forgetAll();
		const repeat = post(image, fetching);
		await files.asked();
		files.give();
		expect(startedBy(await repeat)).toMatchObject({ type: 'image' });
	});

	test('a copy waits, and is a repeat once the first one has started', async () => {
		const first = post(image, fetching);
		await files.asked();
		const second = post(image, fetching);
		files.give();
		expect(startedBy(await first)).toBeDefined();
		expect(describeNetworkError(await second)).toBe('repeated');
	});

	test('a copy that would wait too long is asked for again', async () => {
		const first = post(image, fetching);
		await files.asked();
		const second = await post(image, fetching);
		expect([second.status, second.result]).toEqual([503, { noWebhookResponse: true }]);
		files.give();
		expect(startedBy(await first)).toBeDefined();
	});

	test('a copy starts in place of a first one that n8n could not start', async () => {
		const first = post(image, fetching, 500);
		await files.asked();
		const second = post(image, fetching);
		files.give();
		await first;
		await files.asked();
		files.give();
		expect(startedBy(await second)).toMatchObject({ type: 'image' });
	});
});

describe('of two copies of one fact', () => {
	const { payloads } = casesIn<{ payloads: Payload[] }>('wati/webhooks').find(
		([file]) => file === '_sequence-both-families.json',
	)![1];

	test('the one with the ID of the send starts, though the other one came first', async () => {
		const events: Array<IDataObject | undefined> = [];
		for (let place = 0; place < payloads.length; place++) {
			const name = String(payloads[place]!.eventType);
			const hasTwin = payloads[place + 1]?.eventType === `${name}_v2`;
			const both = hasTwin ? payloads.slice(place, ++place + 1) : [payloads[place]!];
			const answers = await Promise.all(both.map(async (one) => await post(one)));
			const [started, ...more] = answers.map(startedBy).filter((event) => event !== undefined);
			expect(more).toEqual([]);
			events.push(started);
		}
		expect(events.map((event) => [event?.event, event?.localMessageId])).toEqual([
			['templateMessageSent', 'local-guid-0001'],
			['messageDelivered', 'local-guid-0001'],
			['messageRead', 'local-guid-0001'],
			['messageReceived', null],
			['messageReplied', 'local-guid-0001'],
		]);
	});

	test('an old name alone starts too, and after three of them without waiting', async () => {
		const old = (id: string): Payload => ({ ...oldForm(STATUSES.read!), whatsappMessageId: id });
		for (const id of ['a', 'b', 'c']) expect(startedBy(await post(old(id)))).toBeDefined();
		const began = Date.now();
		for (let place = 0; place < 20; place++) await post(old(`d${place}`));
		expect(Date.now() - began).toBeLessThan(5_000);
	});

	test('a copy with other IDs is a repeat all the same', async () => {
		const full = STATUSES.delivered!;
		const minimal: Payload = { ...full, whatsappMessageId: null };
		const barest: Payload = { ...minimal, id: null };
		expect(startedBy(await post(full))).toBeDefined();
		expect([
			describeNetworkError(await post(minimal)),
			describeNetworkError(await post(barest)),
		]).toEqual(['repeated', 'repeated']);
		forgetAll();
		stored = { staticData: {}, sharedStaticData: {} };
		expect(startedBy(await post(minimal))).toBeDefined();
		expect([
			describeNetworkError(await post(barest)),
			describeNetworkError(await post(full)),
		]).toEqual(['repeated', 'repeated']);
	});

	test('two messages that share IDs of WATI are two', async () => {
		for (const raw of [SENT.session!, STATUSES.delivered!, TEXT]) {
			const other: Payload = { ...raw, whatsappMessageId: 'wamid.another' };
			expect([startedBy(await post(raw)), startedBy(await post(other))]).not.toContain(undefined);
		}
	});
});

test('a message is no sample since its ID has letters alone', async () => {
	const raw = { ...TEXT, whatsappMessageId: 'wamid.HBgLMTQxNTUxNTUBAgARGBJGRkZGRkZGRkZGRkZGRkYA' };
	expect(startedBy(await post(raw))).toBeDefined();
	expect(startedBy(await post(raw))).toBeUndefined();
});

test('a sample starts each time it is sent', async () => {
	const [, { payload }] = casesIn<{ payload: Payload }>('wati/webhooks').find(
		([file]) => file === 'sample-callback.json',
	)!;
	for (let press = 0; press < 3; press++) expect(startedBy(await post(payload))).toBeDefined();
});
