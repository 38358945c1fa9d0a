import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { runWebhook } from '../harness';
import { IMAGE_PATH, MESSAGES } from '../trigger/service/payloads';
import { message, messages } from '../whatsapp-business-trigger/payloads';
import { op, useMeta } from '../whatsapp-business/setup';
import { shown } from '../wati/setup';
import { connectionsTo, Host } from './host';

const meta = useMeta();
const host = new Host();

beforeAll(async () => await host.listen());
afterAll(async () => await host.close());

const HEAD = { 'content-type': 'image/png' };
const MEGABYTE = 1_048_576;

/** A picture whose address at Meta is that of the host. */
const PICTURE = '1013859600285441';

function keepAtHost(): void {
	meta.sandbox.addFault({
		endpoint: 'GET /{version}/{objectId}',
		kind: 'answer',
		times: 0,
		body: { id: PICTURE, url: `${host.url}/a.png`, mime_type: 'image/png' },
	});
}

/** The item of a picture's event, and how long it took by the clock. */
type Arrival = (options?: INodeParameters) => Promise<[INodeExecutionData, number]>;

async function timed(
	options: Parameters<typeof runWebhook>[0],
): Promise<[INodeExecutionData, number]> {
	const began = Date.now();
	const { result } = await runWebhook(options);
	return [result.workflowData![0]![0]!, Date.now() - began];
}

const SECRET = 'a5'.repeat(16);
const APP_SECRET = 'c3'.repeat(16);
let ids = 0;

const arrivesFromWati: Arrival = async (options) =>
	await timed({
		parameters: {
			authentication: 'watiApi',
			registration: 'manual',
			events: ['any'],
			options: { webhookSecret: SECRET, downloadMedia: true, ...options },
		},
		credentials: { watiApi: { apiUrl: `${host.url}/1`, accessToken: 'token' } },
		query: { token: SECRET },
		body: { ...MESSAGES.image!, whatsappMessageId: `wamid.${(ids += 1)}`, data: IMAGE_PATH },
	});

const arrivesFromMeta: Arrival = async (options) => {
	keepAtHost();
	const picture = { type: 'image', image: { id: PICTURE, mime_type: 'image/png' } };
	const body = messages({ contacts: [], messages: [message(`wamid.${(ids += 1)}`, picture)] });
	const rawBody = JSON.stringify(body);
	const signature = createHmac('sha256', APP_SECRET).update(rawBody).digest('hex');
	return await timed({
		node: 'matonWhatsAppBusinessTrigger',
		parameters: { events: ['messageReceived'], options: { downloadMedia: true, ...options } },
		credentials: {
			...meta.credentials(),
			matonWhatsAppBusinessWebhookApi: { appSecret: APP_SECRET, verifyToken: 'a verify token' },
		},
		body,
		rawBody,
		headers: { 'x-hub-signature-256': `sha256=${signature}` },
	});
};

/** A byte now and then, for ever. */
function drip(response: ServerResponse): void {
	response.writeHead(200, HEAD);
	const drops = setInterval(() => response.write('x'), 300);
	response.on('close', () => clearInterval(drops));
}

/** More and more, as fast as it is taken. */
function flood(response: ServerResponse): void {
	response.writeHead(200, HEAD);
	const pour = () => {
		while (!response.destroyed && response.write(Buffer.alloc(65_536, 0x78)));
	};
	response.on('drain', pour);
	pour();
}

afterEach(async () => {
	await new Promise((done) => setTimeout(done, 100));
	host.resume();
	await new Promise((done) => setTimeout(done, 100));
	expect([connectionsTo(host.port), host.open.size]).toEqual([0, 0]);
});

describe.each([
	['WATI Trigger', arrivesFromWati, 15_000],
	['WhatsApp Business Trigger', arrivesFromMeta, 10_000],
] as const)('at the %s', (_name, arrives, limitMs) => {
	const ENDLESS: Record<string, [(response: ServerResponse) => void, string, RegExp]> = {
		'a file that drips': [
			drip,
			'service-unavailable',
			/no complete answer came within \d+ seconds/,
		],
		'a file that stops in the middle': [
			(response) => void response.writeHead(200, { ...HEAD, 'content-length': 9 }).write('x'),
			'service-unavailable',
			/no complete answer came within \d+ seconds/,
		],
		'no answer at all': [
			() => undefined,
			'service-unavailable',
			/no complete answer came within \d+ seconds/,
		],
		'a file without end': [
			flood,
			'file-too-large',
			/larger than the limit in the options \(1 MB\)/,
		],
		'a file that is too large by its head': [
			(response) =>
				void response.writeHead(200, { ...HEAD, 'content-length': MEGABYTE + 1 }).write('x'),
			'file-too-large',
			/larger than the limit in the options \(1 MB\)/,
		],
		'a refusal without end': [
			(response) => void response.writeHead(503, HEAD).write('x'),
			'service-unavailable',
			/with 503/,
		],
	};

	test.each(Object.keys(ENDLESS))(
		'%s is told in the item, which starts all the same',
		async (what) => {
			const [answer, code, words] = ENDLESS[what]!;
			host.answerBy(answer);
			const [{ json, binary }, ms] = await arrives({ mediaLimit: 1 });
			expect(json).toMatchObject({ event: 'messageReceived', type: 'image' });
			expect(json.media as IDataObject).toMatchObject({
				type: 'image',
				notFetched: expect.stringMatching(words),
				notFetchedCode: code,
			});
			expect(binary).toBeUndefined();
			expect(ms).toBeLessThanOrEqual(limitMs);
		},
	);
});

describe('Media: Download of WhatsApp Business', () => {
	const download = op('media', 'download', { mediaId: PICTURE });

	test.each([
		['drips', drip, { code: 'service-unavailable', message: /no complete answer came within 120/ }],
		['has no end', flood, { code: 'file-too-large', message: /has more than 100 MB/ }],
	])('ends where the file %s', async (_what, answer, { code, message: words }) => {
		keepAtHost();
		host.answerBy(answer);
		const refusal = shown(await meta.run({ parameters: download }));
		expect(refusal).toMatchObject({ code, message: expect.stringMatching(words) });
	});
});
