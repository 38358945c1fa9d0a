import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { useMeta, op } from '../whatsapp-business/setup';
import { ADA, number, operation, shown, useBench } from '../wati/setup';

const bench = useBench();
const meta = useMeta();

const PIECE = Buffer.alloc(256 * 1_024, 0x61);
const TYPE = { 'content-type': 'image/png' };

/** A host that means no good. Everything that arrives is kept. */
let hostile: Server;
let hostileUrl = '';
const arrived: IncomingMessage[] = [];
let sentBytes = 0;

/** Sends without end, until the other side has had enough. */
function pour(response: ServerResponse): void {
	const more = () => {
		while (!response.destroyed && response.write(PIECE)) sentBytes += PIECE.length;
		sentBytes += PIECE.length;
	};
	response.on('drain', more).on('error', () => response.destroy());
	more();
}

const ANSWERS: Record<string, (response: ServerResponse) => void> = {
	'/endless.png': (response) => pour(response.writeHead(200, TYPE)),
	'/huge.png': (response) => pour(response.writeHead(200, { ...TYPE, 'content-length': 10 ** 12 })),
	'/cut.png': (response) => {
		response.writeHead(200, { ...TYPE, 'content-length': 1_000 }).write('only this');
		response.destroy();
	},
	'/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
	'/to-file': (response) => response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
	'/to-data': (response) => response.writeHead(302, { location: 'data:image/png,x' }).end(),
	'/to-nowhere': (response) => response.writeHead(302, { location: 'http://[' }).end(),
	'/to-other': (response) =>
		response.writeHead(302, { location: `${bench.sandbox.foreignUrl}/files/photo.png` }).end(),
};

beforeAll(async () => {
	hostile = createServer((request, response) => {
		arrived.push(request);
		const answer = ANSWERS[(request.url ?? '').split('?')[0]!];
		if (answer) answer(response);
		else response.writeHead(200, TYPE).end('image');
	});
	await new Promise<void>((done) => hostile.listen(0, '127.0.0.1', done));
	hostileUrl = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`;
});

beforeEach(() => {
	arrived.length = 0;
	sentBytes = 0;
});

afterAll(async () => {
	hostile.closeAllConnections();
	await new Promise((done) => hostile.close(done));
});

const sendFile = async (fileUrl: string) =>
	await bench.run({
		parameters: operation('message', 'sendFile', {
			whatsappNumber: number(ADA),
			fileSource: 'url',
			fileUrl,
		}),
	});

describe('Send File by an address from data', () => {
	test.each(['file:///etc/hostname', 'data:text/plain,hi', 'ftp://example.com/a', 'javascript:1'])(
		'refuses %s before anything is read',
		async (address) => {
			expect(shown(await sendFile(address))).toMatchObject({
				message: expect.stringContaining("'File URL' contains no web address"),
				code: 'input-invalid',
			});
			expect([bench.requests, arrived]).toEqual([[], []]);
		},
	);

	test.each(['/to-file', '/to-data', '/to-nowhere', '/loop', '/cut.png'])(
		'sends nothing when the host answers as %s',
		async (path) => {
			expect(shown(await sendFile(hostileUrl + path))).toMatchObject({
				message: expect.stringMatching(/^The address in 'File URL' could not be reached/),
				code: 'input-invalid',
			});
			expect(bench.requests).toEqual([]);
		},
	);

	test.each(['/endless.png', '/huge.png'])('stops reading %s at the limit', async (path) => {
		expect(shown(await sendFile(hostileUrl + path)).message).toMatch(/WhatsApp allows 5 MB/);
		expect(bench.requests).toEqual([]);
		expect(sentBytes).toBeLessThan(20 * 1_024 * 1_024);
	});

	test('takes a name that cannot be decoded as it stands', async () => {
		const { error } = await sendFile(`${hostileUrl}/%E0%A4%A.png`);
		expect(error).toBeUndefined();
		expect(bench.requests[0]?.files[0]?.fileName).toBe('%E0%A4%A.png');
	});

	test('hands a login in the address to its host alone', async () => {
		const withLogin = `${hostileUrl.replace('://', '://someone:canary-word@')}/to-other`;
		const { error } = await sendFile(withLogin);
		expect(error).toBeUndefined();
		expect(arrived.map(({ headers }) => headers.authorization)).toEqual([
			`Basic ${Buffer.from('someone:canary-word').toString('base64')}`,
		]);
		const [foreign] = bench.received('foreign');
		expect(foreign).toMatchObject({ call: 'GET /files/photo.png', authorization: undefined });
		const wrong = await sendFile(withLogin.replace('/to-other', '/cut.png'));
		expect(JSON.stringify(shown(wrong))).not.toContain('canary-word');
	});
});

describe('Media: Download of Meta, from an address that Meta gives', () => {
	const download = async (url: string) => {
		meta.sandbox.addFault({
			endpoint: 'GET /{version}/{objectId}',
			kind: 'answer',
			body: { id: '1', url, mime_type: 'image/png' },
		});
		return await meta.run({ parameters: op('media', 'download', { mediaId: '1234567890' }) });
	};

	test.each(['file:///etc/hostname', 'data:image/png,x', 'ftp://example.com/a'])(
		'does not read %s',
		async (address) => {
			expect(shown(await download(address)).code).toBe('answer-unreadable');
			expect(arrived).toEqual([]);
		},
	);

	test.each(['/endless.png', '/huge.png'])('stops reading %s at the limit', async (path) => {
		expect(shown(await download(hostileUrl + path)).message).toMatch(/more than 100 MB/);
		expect(sentBytes).toBeLessThan(150 * 1_024 * 1_024);
	});

	test.each(['/to-file', '/loop', '/cut.png'])(
		'fails when the host answers as %s',
		async (path) => {
			expect(shown(await download(hostileUrl + path)).message).toMatch(/^Meta's file server/);
		},
	);
});
