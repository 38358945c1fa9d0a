import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { INodeParameters } from 'n8n-workflow';

import { runNode } from '../harness';
import { useMeta, op } from '../whatsapp-business/setup';
import { connectionsTo, Host } from './host';
import { ADA, direct, fileItem, number, operation, shown, useBench } from '../wati/setup';

const bench = useBench();
const meta = useMeta();

const TIMEOUT_MS = 2_000;
const requestOptions = { timeout: TIMEOUT_MS };

const READ = 'GET /api/v1/getContacts';
const SEND = 'POST /api/v1/sendSessionMessage/{whatsappNumber}';

const read = operation('contact', 'getAll', { limit: 1, requestOptions });
const send = operation('message', 'sendText', {
	whatsappNumber: number(ADA),
	messageText: 'Hello',
	requestOptions,
});
/** What takes so long, by the clock. */
async function timed<Result>(run: () => Promise<Result>): Promise<[Result, number]> {
	const began = Date.now();
	return [await run(), Date.now() - began];
}

describe('an answer that does not end', () => {
	test.each(['drip', 'switch'] as const)('ends a read at its time limit: %s', async (kind) => {
		bench.sandbox.addFault({ endpoint: READ, kind, latencyMs: 300, times: 0 });
		const [result, ms] = await timed(async () => await bench.run({ parameters: read }));
		expect(shown(result)).toMatchObject({
			code: 'service-unavailable',
			message: 'No complete answer came within 2 seconds',
			description: expect.stringMatching(/safe to repeat.*raise the Timeout/),
		});
		expect(bench.count(READ)).toBe(4);
		expect(ms).toBeLessThan(4 * TIMEOUT_MS + 10_000);
	});

	test.each(['drip', 'switch'] as const)('leaves a write unknown: %s', async (kind) => {
		bench.sandbox.addFault({ endpoint: SEND, kind, latencyMs: 300, times: 0 });
		const [result, ms] = await timed(async () => await bench.run({ parameters: send }));
		expect(shown(result)).toMatchObject({
			code: 'outcome-unknown',
			message: 'It is unknown whether WATI accepted this: no complete answer came within 2 seconds',
		});
		expect(bench.count(SEND)).toBe(1);
		expect(ms).toBe(TIMEOUT_MS);
	});

	test('ends reads and writes of WhatsApp Business', async () => {
		meta.sandbox.addFault({ endpoint: '*', kind: 'drip', latencyMs: 300, times: 0 });
		const profile = op('businessProfile', 'get', { requestOptions });
		expect(shown(await meta.run({ parameters: profile })).message).toMatch(/within 2 seconds/);
		const text = op('message', 'sendText', {
			whatsappNumber: ADA,
			messageText: 'Hello',
			requestOptions,
		});
		expect(shown(await meta.run({ parameters: text })).code).toBe('outcome-unknown');
	});
});

/** Files that this process has open, where the system tells. */
function openFiles(): string[] {
	const place = '/proc/self/fd';
	const linkOf = (name: string): string => {
		try {
			return readlinkSync(`${place}/${name}`);
		} catch {
			return '';
		}
	};
	return existsSync(place) ? readdirSync(place).map(linkOf).filter(isStored) : [];
}

/** Below the folder that n8n has in these tests. */
const isStored = (path: string) => path.includes('n8n-test-');

describe('an answer that drips or is too large', () => {
	const host = new Host();
	const HUGE = { 'content-type': 'application/json', 'content-length': 10 ** 12 };

	beforeAll(async () => await host.listen());
	beforeEach(() => {
		host.count = 0;
		host.answerBy((response) => void response.writeHead(200, HUGE).write('['));
	});
	afterAll(async () => await host.close());

	const run = async (parameters: INodeParameters) => {
		const credentials = { watiApi: { apiUrl: `${host.url}/1`, accessToken: 'token' } };
		return shown(await runNode({ parameters, credentials }));
	};

	test('is not read', async () => {
		expect(await run(direct('contact', 'getAll', { limit: 1 }))).toMatchObject({
			code: 'answer-too-large',
			message: 'The answer has more than 128 MB',
		});
		expect(host.count).toBe(1);
	});

	test('says nothing of a write', async () => {
		const parameters = { whatsappNumber: number(ADA), messageText: 'Hello' };
		expect(await run(direct('message', 'sendText', parameters))).toMatchObject({
			code: 'outcome-unknown',
			message: expect.stringMatching(/the answer has more than 128 MB$/),
		});
	});

	test('ends a download at its time limit', async () => {
		host.answerBy((response) => {
			response.writeHead(200, { 'content-type': 'image/png' });
			const drip = setInterval(() => response.write('\x89PNG'), 300);
			response.on('close', () => clearInterval(drip));
		});
		const fileName = 'data/images/a.png';
		const parameters = direct('media', 'download', { fileName, requestOptions });
		expect(await run(parameters)).toMatchObject({
			code: 'service-unavailable',
			message: 'No complete answer came within 2 seconds',
		});
		expect(host.count).toBe(4);
	});

	test('is no file', async () => {
		host.answerBy(
			(response) =>
				void response.writeHead(200, { ...HUGE, 'content-type': 'image/png' }).write('x'),
		);
		expect(await run(direct('media', 'download', { fileName: 'data/images/a.png' }))).toMatchObject(
			{
				code: 'file-too-large',
				message: 'The file has more than 100 MB',
			},
		);
	});
});

describe('what is left open', () => {
	const host = new Host();
	const warnings: Error[] = [];
	const warn = (warning: Error) => warnings.push(warning);

	beforeAll(async () => {
		process.on('warning', warn);
		await host.listen();
	});

	afterEach(async () => {
		await new Promise((done) => setTimeout(done, 100));
		host.resume();
		await new Promise((done) => setTimeout(done, 100));
		expect([connectionsTo(host.port), host.open.size, openFiles(), warnings]).toEqual([
			0,
			0,
			[],
			[],
		]);
	});

	afterAll(async () => {
		process.off('warning', warn);
		await host.close();
	});

	const HEAD = { 'content-type': 'image/png' };

	const REFUSED: Record<string, (response: ServerResponse) => void> = {
		'a status and a body without end': (response) => {
			response.writeHead(403, HEAD).write('x');
		},
		'a redirect and a body without end': (response) => {
			response.writeHead(302, { ...HEAD, location: '/other' }).write('x');
		},
		'too much by its head': (response) => {
			response.writeHead(200, { ...HEAD, 'content-length': 10 ** 12 }).write('x');
		},
		'a page in place of the file': (response) => {
			response.writeHead(200, { 'content-type': 'text/html' }).write('<html>');
		},
		'JSON in place of the file': (response) => {
			response.writeHead(200, { 'content-type': 'application/json' }).write('xyz');
		},
		'a part of the file': (response) => {
			response.writeHead(200, HEAD).write('\x89PNG');
		},
	};

	test.each(Object.keys(REFUSED))('nothing of a download: %s', async (what) => {
		host.answerBy(REFUSED[what]!);
		const credentials = { watiApi: { apiUrl: `${host.url}/1`, accessToken: 'token' } };
		const parameters = direct('media', 'download', {
			fileName: 'data/images/photo.png',
			requestOptions,
		});
		expect((await runNode({ parameters, credentials })).error).toBeDefined();
		const byAddress = operation('message', 'sendFile', {
			whatsappNumber: number(ADA),
			fileSource: 'url',
			fileUrl: `${host.url}/a.png`,
		});
		expect((await bench.run({ parameters: byAddress })).error).toBeDefined();
		meta.sandbox.addFault({
			endpoint: 'GET /{version}/{objectId}',
			kind: 'answer',
			body: { id: '1', url: `${host.url}/a.png`, mime_type: 'image/png' },
		});
		const atMeta = op('media', 'download', { mediaId: '1234567890' });
		expect((await meta.run({ parameters: atMeta })).error).toBeDefined();
	});

	const FAILED: Record<string, (response: ServerResponse, request: IncomingMessage) => void> = {
		'refused before it is read': (response) => void response.writeHead(413).end('Too large'),
		'refused and read no further': (response, request) => {
			request.pause();
			response.writeHead(413, { connection: 'keep-alive' }).end('Too large');
		},
		'cut off': (_response, request) => void request.socket.destroy(),
		'never answered': (_response, request) => void request.pause(),
	};

	test.each(Object.keys(FAILED))('nothing of an upload: %s', async (what) => {
		host.answerBy(FAILED[what]!);
		const items = [await fileItem(Buffer.alloc(12_000_000, 0x25), 'big.pdf', 'application/pdf')];
		const credentials = { watiApi: { apiUrl: `${host.url}/1`, accessToken: 'token' } };
		const parameters = direct('message', 'sendFile', {
			whatsappNumber: number(ADA),
			requestOptions,
		});
		expect((await runNode({ parameters, items, credentials })).error).toBeDefined();
	});
});
