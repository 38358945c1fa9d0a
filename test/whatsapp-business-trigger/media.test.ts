import { createHmac } from 'node:crypto';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sampleFile } from '../../sandbox/files/sample-files';
import { readBinary, runWebhook } from '../harness';
import { useMeta } from '../whatsapp-business/setup';
import { ADA, message, messages } from './payloads';

const meta = useMeta({ mediaUrls: 'open' });

const APP_SECRET = '0123456789abcdef0123456789abcdef';
const PHOTO = sampleFile('photo.jpg').content;

/** A picture that the account at Meta holds. */
const mediaId = () => {
	const { messages: stored } = meta.sandbox.businessAccount();
	return (stored.find(({ type }) => type === 'image')!.content as { id: string }).id;
};

let ids = 0;

const picture = (image: IDataObject = {}) =>
	message(`wamid.media.${(ids += 1)}`, {
		type: 'image',
		image: { id: mediaId(), mime_type: 'image/jpeg', sha256: 'x', ...image },
	});

/** What the execution begins with after Meta posted these messages. */
async function itemsOf(posted: object[], options: INodeParameters = {}) {
	const body = messages({ contacts: [], messages: posted });
	const rawBody = JSON.stringify(body);
	const signature = createHmac('sha256', APP_SECRET).update(rawBody).digest('hex');
	const { result } = await runWebhook({
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
	return result.workflowData![0]!;
}

const notFetched = ({ json }: { json: IDataObject }) => (json.media as IDataObject).notFetched;

const authorizations = () =>
	meta.bench.requests.map(({ side, headers }) => [side, headers.authorization]);

test('the file of a message comes as binary data, under its ID and type', async () => {
	const [item] = await itemsOf([picture()]);
	expect(await readBinary(item!)).toEqual(PHOTO);
	expect(item!.binary!.data).toMatchObject({
		fileName: `${mediaId()}.jpg`,
		mimeType: 'image/jpeg',
	});
	expect(notFetched(item!)).toBeUndefined();
	expect(authorizations()).toEqual([
		['maton', 'Bearer maton-sandbox-key'],
		['foreign', undefined],
	]);
});

test('a file behind the gateway is asked for with its key', async () => {
	meta.sandbox.reset({ mediaUrls: 'gateway' });
	const [item] = await itemsOf([picture()], { mediaField: 'photo' });
	expect(await readBinary(item!, 'photo')).toEqual(PHOTO);
	expect(authorizations().map(([, authorization]) => authorization)).toEqual([
		'Bearer maton-sandbox-key',
		'Bearer maton-sandbox-key',
	]);
});

test('files of one call come together, each to its message', async () => {
	const items = await itemsOf([
		picture(),
		message('wamid.media.text', { type: 'text', text: { body: 'Hi' } }),
		picture({ caption: 'Two' }),
	]);
	expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['data'], [], ['data']]);
	expect(items.map(({ json }) => json.text)).toEqual([null, 'Hi', 'Two']);
});

test('without the option nothing is fetched', async () => {
	const [item] = await itemsOf([picture()], { downloadMedia: false });
	expect(item!.binary).toBeUndefined();
	expect(meta.bench.requests).toEqual([]);
});

test.each<[string, () => object, INodeParameters, RegExp]>([
	['of another type is left where it is', picture, { mediaTypes: ['audio'] }, /^undefined$/],
	['that is too large', picture, { mediaLimit: 0.0001 }, /larger than the limit/],
	['that Meta does not have', () => picture({ id: '999' }), {}, /address with 4\d\d$/],
	['without an ID', () => picture({ id: undefined }), {}, /has no ID at Meta/],
	['with an ID that is a path', () => picture({ id: '../me' }), {}, /has no ID at Meta/],
])('a file %s', async (_what, sent, options, reason) => {
	const [item] = await itemsOf([sent()], options);
	expect(String(notFetched(item!))).toMatch(reason);
	expect(item!.binary).toBeUndefined();
	expect(item!.json).toMatchObject({ event: 'messageReceived', whatsappNumber: ADA });
});

test('where Meta’s own server wants the token of Meta, the item says what to do', async () => {
	meta.sandbox.reset({ mediaUrls: 'meta' });
	const [item] = await itemsOf([picture()]);
	expect(notFetched(item!)).toBe(
		"Meta's file server answered with 401: it requires Meta's own token, which Maton keeps. Choose WhatsApp API under Download With",
	);
	expect(authorizations()[1]).toEqual(['foreign', undefined]);
});
