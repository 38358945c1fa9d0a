import { casesIn } from '../../harness/cases';
import { call, v3 } from '../client';
import { ADA, startWithReceiver, type SandboxWithReceiver } from './sandbox-with-receiver';

/** A post of WATI that somebody received, or read on a page. */
interface Case {
	payload?: Record<string, unknown>;
	payloads?: Array<Record<string, unknown>>;
}

const ALL = casesIn<Case>('wati/webhooks');

let bench: SandboxWithReceiver;
beforeAll(async () => {
	bench = await startWithReceiver();
});
afterAll(() => bench.close());
beforeEach(() => bench.renew());

const control = async (path: string, body: Record<string, unknown>) =>
	await call('POST', `${bench.sandbox.url}/__sandbox/${path}`, { body });
const payloadOf = (file: string) => ALL.find(([name]) => name === file)?.[1].payload ?? {};
/** What differs from case to case in any post. */
const OWN = ['bsuid', 'sourceType'];
const keysOf = (body: object) => Object.keys(body).filter((key) => !OWN.includes(key));

test.each(ALL)(
	'%s is posted as it came',
	async (_file, { payload, payloads = [payload ?? {}] }) => {
		for (const body of payloads) bench.sandbox.postEvent(body);
		expect(await bench.arrived()).toEqual(payloads);
		const [last] = bench.sandbox.deliveries.slice(-1);
		expect(last?.eventType).toBe(payloads.at(-1)?.eventType ?? '');
	},
);

test('a body is posted through the control API to one webhook or to all', async () => {
	const body = payloadOf('inbound-call-offer.json');
	expect((await control('webhooks/event', { body })).status).toBe(200);
	expect(await bench.arrived()).toEqual([body]);
	expect((await control('webhooks/event', { body, id: 'nothing' })).status).toBe(400);
	expect((await control('webhooks/event', {})).status).toBe(400);
});

describe('a customer sends', () => {
	test.each([
		['message-document-original-name.json', { kind: 'document' }],
		['message-image-address-in-text.json', { kind: 'image', addressIn: 'text' }],
		['message-video-data-object.json', { kind: 'video', form: 'object', text: 'look' }],
		[
			'message-location-map-url.json',
			{ kind: 'location', latitude: 17.3845, longitude: 78.4852, form: 'mapUrl' },
		],
		['message-click-to-whatsapp-2026.json', { text: 'Hello', forwarded: true }],
	])('what %s has', async (file, message) => {
		expect((await control('customer', { whatsappNumber: ADA, ...message })).status).toBe(200);
		const [body] = await bench.arrived();
		const seen = payloadOf(file);
		expect(keysOf(body ?? {})).toEqual(expect.arrayContaining(keysOf(seen)));
		const kindsOf = (value: Record<string, unknown>) =>
			['text', 'data', 'type'].map((name) => (value[name] === null ? null : typeof value[name]));
		expect(kindsOf(body ?? {})).toEqual(kindsOf(seen));
		if (typeof seen.data === 'object' && seen.data !== null) {
			const ours = Object.keys((body?.data ?? {}) as object);
			expect(Object.keys(seen.data)).toEqual(expect.arrayContaining(ours));
		}
	});

	test('a document, whose text is its name', async () => {
		bench.sandbox.customerWrites(ADA, { kind: 'document' });
		expect(await bench.named('message')).toMatchObject({
			text: 'report.pdf',
			data: expect.stringMatching(/data\/documents\/[0-9a-f-]{36}\.pdf$/) as string,
		});
	});

	test('a picture, whose address stands in the text', async () => {
		bench.sandbox.customerWrites(ADA, { kind: 'image', addressIn: 'text' });
		expect(await bench.named('message')).toMatchObject({
			text: expect.stringContaining('/api/file/showFile?fileName=data/images/') as string,
			data: null,
		});
	});

	test('what someone else wrote', async () => {
		bench.sandbox.customerWrites(ADA, { kind: 'text', text: 'Look at this', forwarded: true });
		expect(await bench.named('message')).toMatchObject({ forwarded: true });
		bench.sandbox.customerWrites(ADA, 'Thanks');
		expect((await bench.arrived()).at(-1)).toMatchObject({ text: 'Thanks' });
	});
});

test('a chatbot is told from a person', async () => {
	const { sandbox } = bench;
	const { chatbot_list: list } = (await v3(sandbox, 'GET', '/chatbots?page_number=1&page_size=5'))
		.json;
	const [{ id }] = list as [{ id: string }];
	await v3(sandbox, 'POST', '/chatbots/start', { target: ADA, chatbot_id: id });
	expect(await bench.named('sessionMessageSent_v2')).toMatchObject({
		chatbotTriggeredEventId: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
		operatorEmail: 'bot@wati.io',
	});
	expect(await bench.named('sessionMessageSent')).not.toHaveProperty('chatbotTriggeredEventId');
	bench.receiver.arrivals.length = 0;
	sandbox.operatorWrites(ADA, 'One moment');
	expect(await bench.named('sessionMessageSent_v2')).toMatchObject({
		chatbotTriggeredEventId: null,
	});
});

test('a template that was sent shows what stands around its text', async () => {
	await bench.sendTemplate(ADA, 'parcel_tracking', {
		name: 'Ada',
		ordernumber: 'A1',
		trackingcode: 'AB1',
	});
	const sent = await bench.named('templateMessageSent_v2');
	const { templateContent: seen } = payloadOf('template-message-sent-v2-content-2025.json');
	const keysIn = (value: unknown) => Object.keys(value as object);
	expect(keysIn(sent.templateContent)).toEqual(keysIn(seen));
	const [ours, theirs] = [sent.templateContent, seen].map(
		(content) => (content as { buttons: object[] }).buttons[0],
	);
	expect(keysIn(ours)).toEqual(keysIn(theirs));
	expect(ours).toMatchObject({ type: 'url', url: 'https://shop.example.com/track/AB1' });
});
