import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { readBinary } from '../../harness';
import { ADA, fileItem, number, operation, sha256, shown, useBench } from '../../wati/setup';

const SEND = 'POST /api/v1/sendSessionFile/{whatsappNumber}';
const MEDIA = 'GET /api/v1/getMedia';
const MEGABYTE = 1024 * 1024;
const bench = useBench();

const send = (more = {}) =>
	operation('message', 'sendFile', { whatsappNumber: number(ADA), ...more });
const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.4 '), randomBytes(size)]);

async function sendOne(content: Buffer, name = 'report.pdf', type = 'application/pdf') {
	return await bench.run({ parameters: send(), items: [await fileItem(content, name, type)] });
}

const filesAtAda = () => bench.sandbox.messagesTo(ADA).flatMap(({ file }) => (file ? [file] : []));

async function downloadLast() {
	const fileName = filesAtAda().at(-1)!.path;
	return await bench.run({ parameters: operation('media', 'download', { fileName }) });
}

test('a file of many pieces arrives whole, with its length told beforehand', async () => {
	const content = pdf(5 * MEGABYTE);
	const { error } = await sendOne(content);
	expect(error).toBeUndefined();
	expect(filesAtAda()).toMatchObject([{ size: content.length, sha256: sha256(content) }]);
	const { headers } = bench.requests.at(-1)!;
	expect(Number(headers['content-length'])).toBeGreaterThan(content.length);
	expect(headers['transfer-encoding']).toBeUndefined();
});

test('a file that was refused as too many is read again from its start', async () => {
	const content = pdf(2 * MEGABYTE);
	bench.sandbox.addFault({ endpoint: SEND, kind: 'status', status: 429, retryAfter: 0.1 });
	const { error } = await sendOne(content);
	expect(error).toBeUndefined();
	expect(bench.count(SEND)).toBe(2);
	expect(filesAtAda()).toMatchObject([{ size: content.length, sha256: sha256(content) }]);
});

test('a download that breaks off is read again, and what is kept is whole', async () => {
	const content = pdf(3 * MEGABYTE);
	await sendOne(content);
	bench.sandbox.addFault({ endpoint: MEDIA, kind: 'breakOff' });
	const { items, error } = await downloadLast();
	expect(error).toBeUndefined();
	expect(bench.count(MEDIA)).toBe(2);
	expect(items[0]?.json.fileSize).toBe(content.length);
	expect(sha256(await readBinary(items[0]!))).toBe(sha256(content));
});

test.each(['[not JSON] at all', '{"invoice":4711}', '"quoted"'])(
	'a file that begins like JSON is a file: %s',
	async (text) => {
		await sendOne(Buffer.from(text), 'notes.txt', 'text/plain');
		const { items, error } = await downloadLast();
		expect(error).toBeUndefined();
		expect(String(await readBinary(items[0]!))).toBe(text);
		expect(items[0]?.json.fileSize).toBe(text.length);
	},
);

test('Stop ends a download that is under way', async () => {
	await sendOne(pdf(MEGABYTE));
	bench.sandbox.addFault({ endpoint: MEDIA, kind: 'latency', latencyMs: 20_000 });
	const fileName = filesAtAda()[0]!.path;
	const started = Date.now();
	const { run } = await bench.run({
		parameters: operation('media', 'download', { fileName }),
		abortAfterMs: 500,
	});
	expect(run.status).toBe('canceled');
	expect(Date.now() - started).toBeLessThan(1_500);
});

describe('a file behind an address', () => {
	let server: Server;
	let written = 0;

	/** Sends 40 MB as slowly as they are read; the length is told or not. */
	beforeAll(async () => {
		server = createServer(({ url }, response) => {
			const length = url?.startsWith('/told') ? { 'content-length': 40 * MEGABYTE } : {};
			response.writeHead(200, { 'content-type': 'image/png', ...length });
			written = 0;
			const write = () => {
				while (written < 40 * MEGABYTE && !response.destroyed) {
					written += MEGABYTE / 4;
					if (!response.write(Buffer.alloc(MEGABYTE / 4, 1))) {
						response.once('drain', write);
						return;
					}
				}
				response.end();
			};
			write();
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => {
		server.close();
		server.closeAllConnections();
	});

	test.each([
		['told', '40.0 MB'],
		['untold', 'more'],
	])('of %s length is not read beyond what WhatsApp takes', async (place, size) => {
		const { port } = server.address() as AddressInfo;
		const fileUrl = `http://127.0.0.1:${port}/${place}/photo.png`;
		const result = await bench.run({ parameters: send({ fileSource: 'url', fileUrl }) });
		expect(shown(result)).toMatchObject({
			code: 'input-invalid',
			message: `The file in 'File URL' has ${size}, but WhatsApp allows 5 MB for this kind (image)`,
		});
		expect(written).toBeLessThan(20 * MEGABYTE);
		expect(bench.requests).toEqual([]);
	});
});
