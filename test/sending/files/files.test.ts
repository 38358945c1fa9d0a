import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { engine } from '../../harness/engine';
import { ADA, fileItem, named, number, operation, shown, useBench } from '../../wati/setup';

const SEND = 'POST /api/v1/sendSessionFile/{whatsappNumber}';
const bench = useBench();

/** A host of files that counts how many are asked for and not yet sent on. */
let files: Server;
let asked = 0;
beforeAll(async () => {
	files = createServer((_, response) => {
		asked += 1;
		response.writeHead(200, { 'content-type': 'application/pdf' });
		response.end(Buffer.alloc(64 * 1024, 1));
	});
	await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
});
afterAll(() => files.close());
beforeEach(() => {
	asked = 0;
});

const fromUrl = () =>
	operation('message', 'sendFile', {
		whatsappNumber: number(ADA),
		fileSource: 'url',
		fileUrl: `http://127.0.0.1:${(files.address() as AddressInfo).port}/bill.pdf`,
	});

it('of 40 items, few files are in memory at once', async () => {
	bench.sandbox.addFault({ endpoint: SEND, kind: 'latency', latencyMs: 50, times: 0 });
	let most = 0;
	const watch = setInterval(() => {
		const done = bench.requests.filter(({ status }) => status === 200).length;
		most = Math.max(most, asked - done);
	}, 5);
	const { items, error } = await bench.run({
		parameters: fromUrl(),
		items: Array.from({ length: 40 }, () => ({})),
	});
	clearInterval(watch);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(40);
	expect([asked, bench.count(SEND)]).toEqual([40, 40]);
	expect(most).toBeLessThanOrEqual(4);
	process.stdout.write(`\nFiles in memory at once: ${most} of 40\n`);
});

it('after a failure no further file is fetched', async () => {
	bench.sandbox.closeWindow(ADA);
	const { error } = await bench.run({
		parameters: fromUrl(),
		items: Array.from({ length: 40 }, () => ({})),
	});
	expect(error?.context.code).toBe('window-closed');
	expect(asked).toBeLessThanOrEqual(8);
});

it('an empty or too large file is found before any other item is sent', async () => {
	const parameters = operation('message', 'sendFile', { whatsappNumber: number(ADA) });
	const result = await bench.run({
		parameters,
		items: [
			await fileItem(Buffer.alloc(6 * 1024 * 1024), 'photo.png', 'image/png'),
			await fileItem('%PDF-1.4', 'bill.pdf', 'application/pdf'),
		],
	});
	expect(shown(result)).toMatchObject({
		code: 'input-invalid',
		message: expect.stringContaining('6.0 MB, but WhatsApp allows 5 MB') as string,
		itemIndex: 0,
	});
	expect(bench.requests).toHaveLength(0);
});

it.each([
	['bill', '', 'bill.pdf'],
	['bill.', '', 'bill.pdf'],
	['scan', 'Bill 4711', 'Bill 4711.pdf'],
	['bill.pdf', 'Offer v2.5', 'Offer v2.5.pdf'],
	['bill.pdf', 'notes.md', 'notes.md'],
])('a file %j shown as %j arrives as %j', async (fileName, shownAs, expected) => {
	const options = { fileName: shownAs };
	const { error } = await bench.run({
		parameters: operation('message', 'sendFile', { whatsappNumber: number(ADA), options }),
		items: [await fileItem('%PDF-1.4', fileName, 'application/pdf')],
	});
	expect(error).toBeUndefined();
	expect(bench.requests.at(-1)?.files[0]?.fileName).toBe(expected);
});

it('Retry On Fail does not fetch or send a file again', async () => {
	bench.sandbox.addFault({ endpoint: SEND, kind: 'status', status: 400, after: 1 });
	const { items, error } = await bench.run({
		parameters: fromUrl(),
		items: [{}, {}],
		retryOnFail: { maxTries: 2, waitBetweenTries: 0 },
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.remembered ?? false)).toEqual([true, false]);
	expect([asked, bench.count(SEND)]).toEqual([3, 3]);
	expect(bench.sandbox.messagesTo(ADA)).toHaveLength(2);
});

it('of 40 lists of recipients, few are in memory at once', async () => {
	const csv = 'Name,CountryCode,Phone\nAda,+1,4155550101\n';
	const item = await fileItem(csv, 'people.csv', 'text/csv');
	const held = { now: 0, most: 0 };
	const { core } = await engine();
	const service = core.BinaryDataService.prototype;
	const original = service.getAsBuffer;
	const read = jest.spyOn(service, 'getAsBuffer').mockImplementation(async function (
		this: typeof service,
		data,
	) {
		held.now += 1;
		held.most = Math.max(held.most, held.now);
		const bytes = await original.call(this, data);
		await new Promise((resolve) => setTimeout(resolve, 20));
		held.now -= 1;
		return bytes;
	});
	const { items, error } = await bench.run({
		parameters: operation('template', 'sendViaCsv', { template: named('welcome') }),
		items: Array.from({ length: 40 }, () => item),
	});
	read.mockRestore();
	expect(error).toBeUndefined();
	expect(items).toHaveLength(40);
	expect(bench.sandbox.messagesTo(ADA)).toHaveLength(40);
	expect(held.most).toBeGreaterThan(0);
	expect(held.most).toBeLessThanOrEqual(4);
});
