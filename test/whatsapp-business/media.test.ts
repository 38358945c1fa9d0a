import { readBinary } from '../harness';
import { sampleFile } from '../../sandbox/files/sample-files';
import { shown } from '../wati/setup';
import { op, useMeta } from './setup';

const meta = useMeta({ mediaUrls: 'meta' });

const mediaId = () => {
	const { messages } = meta.sandbox.businessAccount();
	return (messages.find(({ type }) => type === 'image')!.content as { id: string }).id;
};

const download = async (more = {}) =>
	await meta.run({ parameters: op('media', 'download', { mediaId: mediaId(), ...more }) });

const authorizations = () =>
	meta.bench.requests.map(({ side, headers }) => [side, headers.authorization]);

test('the gateway itself gets the key for a file it serves', async () => {
	meta.sandbox.reset({ mediaUrls: 'gateway' });
	const { items, error } = await download();
	expect(error).toBeUndefined();
	const { fileName, contentType, content } = sampleFile('photo.jpg');
	expect(items[0]?.json).toEqual({
		fileName: `${mediaId()}.jpg`,
		mimeType: contentType,
		fileSize: content.length,
	});
	expect(await readBinary(items[0]!)).toEqual(content);
	expect(fileName).toBe('photo.jpg');
	expect(authorizations()).toEqual([
		['maton', 'Bearer maton-sandbox-key'],
		['maton', 'Bearer maton-sandbox-key'],
	]);
});

test('a file on another host is read without the key', async () => {
	meta.sandbox.reset({ mediaUrls: 'open' });
	const { items, error } = await download({ options: { fileName: 'receipt.jpg' } });
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({ fileName: 'receipt.jpg', mimeType: 'image/jpeg' });
	expect(await readBinary(items[0]!)).toEqual(sampleFile('photo.jpg').content);
	expect(authorizations()).toEqual([
		['maton', 'Bearer maton-sandbox-key'],
		['foreign', undefined],
	]);
});

test('a host that wants the token of Meta is refused in clear words, and gets no key', async () => {
	const run = await download();
	expect(shown(run)).toMatchObject({
		code: 'not-allowed',
		message: "Meta's file server answered with status 401",
		description: expect.stringContaining("Meta's own token, which Maton keeps"),
	});
	expect(authorizations()[1]).toEqual(['foreign', undefined]);
});

test.each([
	['another host with the same beginning', (url: string) => url.replace('://', '://x.')],
	['another path of the gateway', (url: string) => `${url}/wati/api/v1/getContacts`],
	['a user in front of the host', (url: string) => `http://${url.slice(7)}@127.0.0.1:9/x`],
])('an address from data does not lead the key away: %s', async (_what, address) => {
	const { foreignUrl, url } = meta.sandbox;
	const target = _what.startsWith('another path') ? address(url) : address(foreignUrl);
	meta.sandbox.addFault({
		endpoint: 'GET /{version}/{objectId}',
		kind: 'answer',
		body: { id: '1', url: target, mime_type: 'image/jpeg' },
	});
	const run = await download();
	expect(run.error ?? run.items[0]?.json).toBeDefined();
	const [, ...others] = meta.bench.requests;
	expect(others.map(({ headers }) => headers.authorization)).toEqual(others.map(() => undefined));
});

test('an answer without an address is no file', async () => {
	meta.sandbox.addFault({
		endpoint: 'GET /{version}/{objectId}',
		kind: 'answer',
		body: { id: '1' },
	});
	expect(shown(await download()).code).toBe('answer-unreadable');
});

test('type, size and address of a file', async () => {
	const { items } = await meta.run({ parameters: op('media', 'getUrl', { mediaId: mediaId() }) });
	expect(items[0]?.json).toMatchObject({
		id: mediaId(),
		mime_type: 'image/jpeg',
		file_size: sampleFile('photo.jpg').content.length,
	});
});
