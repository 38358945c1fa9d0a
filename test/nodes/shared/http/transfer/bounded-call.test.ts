import { createServer, request as httpRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IHttpRequestOptions } from 'n8n-workflow';

import { callForFile, callForJson } from '../../../../../nodes/shared/http/transfer/bounded-call';
import { OutOfTime, TooLarge } from '../../../../../nodes/shared/http/transfer/bounds';

let answer: (response: ServerResponse) => void;
const server = createServer((_request, response) => {
	response.on('error', () => undefined);
	answer(response);
});

beforeAll(async () => await new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
afterAll(async () => await new Promise((done) => server.close(done)));

/** As n8n's helper: the head of an answer, with its body as a stream. */
const helper = async ({ abortSignal }: IHttpRequestOptions) =>
	await new Promise((resolve, reject) => {
		const { port } = server.address() as AddressInfo;
		const signal = abortSignal as AbortSignal;
		httpRequest({ port, host: '127.0.0.1', signal, agent: false }, (body) =>
			resolve({ statusCode: body.statusCode, headers: body.headers, body }),
		)
			.on('error', reject)
			.end();
	});

const call = (timeout = 1_000) => ({
	context: { helpers: { httpRequest: helper, httpRequestWithAuthentication: helper } } as never,
	options: { url: '', timeout },
});

const connections = async () =>
	await new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));

afterEach(async () => {
	await new Promise((done) => setTimeout(done, 10));
	expect(await connections()).toBe(0);
});

const without = (status: number, body: string) => (response: ServerResponse) => {
	const pour = () => {
		while (!response.destroyed && response.write(body));
	};
	response.writeHead(status, { 'content-type': 'application/json' }).on('drain', pour);
	pour();
};

async function readFile(given: ReturnType<typeof call>, mostBytes: number): Promise<number> {
	const { body } = await callForFile(given, { mostBytes });
	let size = 0;
	for await (const piece of body as AsyncIterable<Buffer>) size += piece.length;
	return size;
}

test.each(['{"a":1}', '\uFEFF{"a":1}'])('reads %j as JSON', async (text) => {
	answer = (response) => void response.end(text);
	expect((await callForJson(call())).body).toEqual({ a: 1 });
});

test('hands over as text what is no JSON, or is asked for as text', async () => {
	answer = (response) => void response.end('plain');
	expect((await callForJson(call())).body).toBe('plain');
	answer = (response) => void response.end('"quoted"');
	const { context, options } = call();
	const asked = { ...options, encoding: 'text' as const };
	expect((await callForJson({ context, options: asked })).body).toBe('"quoted"');
});

test('takes an answer up to its bound, and no longer one', async () => {
	answer = (response) => void response.end('[1,2,3]');
	expect((await callForJson(call(), 7)).body).toEqual([1, 2, 3]);
	await expect(callForJson(call(), 6)).rejects.toEqual(new TooLarge(6, false));
	answer = (response) =>
		void response.writeHead(200, { 'transfer-encoding': 'chunked' }).end('[1,2,3]');
	await expect(callForJson(call(), 6)).rejects.toEqual(new TooLarge(6, false));
	answer = without(200, '1'.repeat(10_000));
	await expect(callForJson(call(), 100_000)).rejects.toEqual(new TooLarge(100_000, false));
});

test('cuts the words of a status that says no', async () => {
	answer = without(500, 'no '.repeat(10_000));
	const { statusCode, body } = await callForJson(call());
	expect([statusCode, String(body).length >= 1_048_576]).toEqual([500, true]);
	answer = (response) => void response.writeHead(401).write('Nobody');
	expect(await callForJson(call())).toMatchObject({ statusCode: 401, body: 'Nobody' });
});

test('takes a file up to its bound, and no longer one', async () => {
	answer = (response) => void response.end('12345');
	expect(await readFile(call(), 5)).toBe(5);
	await expect(readFile(call(), 4)).rejects.toEqual(new TooLarge(4, true));
	answer = without(200, 'x'.repeat(10_000));
	await expect(readFile(call(), 50_000)).rejects.toEqual(new TooLarge(50_000, true));
});

test('closes the connection of a file that nobody reads', async () => {
	answer = without(200, 'x');
	const { body } = await callForFile(call());
	(body as { destroy(): void }).destroy();
});

test('closes the connection of a file that is left off while nothing comes', async () => {
	answer = (response) => void response.write('x');
	const { body } = await callForFile(call(60_000));
	for await (const piece of body as AsyncIterable<Buffer>) {
		expect(String(piece)).toBe('x');
		break;
	}
});

test('ends at the time limit in total, before the answer and in its midst', async () => {
	const late = new OutOfTime(1_000);
	answer = () => undefined;
	await expect(callForJson(call())).rejects.toEqual(late);
	answer = (response) => {
		const drip = setInterval(() => response.write(' '), 400);
		response.on('close', () => clearInterval(drip));
	};
	await expect(callForJson(call())).rejects.toEqual(late);
	await expect(readFile(call(), 1_000)).rejects.toEqual(late);
});

test('ends with the execution', async () => {
	const controller = new AbortController();
	answer = (response) => void response.write('[');
	setTimeout(() => controller.abort(), 100);
	const began = Date.now();
	await expect(callForJson({ ...call(), signal: controller.signal })).rejects.toThrow(/abort/);
	expect(Date.now() - began).toBe(100);
	await expect(callForJson({ ...call(), signal: controller.signal })).rejects.toThrow(/abort/);
});
