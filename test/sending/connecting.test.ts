import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { runNode } from '../harness';
import { direct, number, shown } from '../wati/setup';

const TIMEOUT_MS = 400;

const text = direct('message', 'sendText', {
	whatsappNumber: number('14155550101'),
	messageText: 'Hello',
	requestOptions: { timeout: TIMEOUT_MS },
});

const sendTo = async (apiUrl: string, requestOptions = {}) =>
	await runNode({
		parameters: { ...text, ...requestOptions },
		credentials: { watiApi: { apiUrl, accessToken: 'token' } },
	});

/** A process that listens and then stands still, with as many connections waiting as it may have. */
async function deafListener(): Promise<{ port: number; close: () => void }> {
	const script =
		"const s=require('net').createServer().listen({port:0,host:'127.0.0.1',backlog:1},()=>console.log(s.address().port))";
	const child: ChildProcess = spawn(process.execPath, ['-e', script]);
	const port = Number(
		await new Promise((resolve) => child.stdout!.once('data', (text) => resolve(String(text)))),
	);
	child.kill('SIGSTOP');
	const waiting: Socket[] = [];
	for (let connected = true; connected; ) {
		const socket = connect(port, '127.0.0.1').on('error', () => undefined);
		waiting.push(socket);
		connected = await new Promise((resolve) => {
			socket.once('connect', () => resolve(true));
			setTimeout(() => resolve(false), TIMEOUT_MS);
		});
	}
	const close = () => {
		waiting.forEach((socket) => socket.destroy());
		child.kill('SIGKILL');
	};
	return { port, close };
}

test('a connection that nobody answers never was: nothing left, and it is tried again', async () => {
	const { port, close } = await deafListener();
	const began = Date.now();
	const result = await sendTo(`http://127.0.0.1:${port}/1`);
	close();
	expect(shown(result)).toMatchObject({
		code: 'not-reachable',
		message: 'The server could not be reached (ETIMEDOUT)',
	});
	expect(Date.now() - began).toBeGreaterThan(4 * TIMEOUT_MS);
});

describe('a server that answers no request', () => {
	let server: Server;
	let began: number;
	let received: string;

	/** Closes each connection at its first bytes: after a TLS hello no request has left, after HTTP it has. */
	async function closing(how: (socket: Socket) => void): Promise<number> {
		[began, received] = [0, ''];
		server = createServer((socket) => {
			began += 1;
			socket.on('error', () => undefined);
			socket.once('data', (bytes) => {
				received += bytes.toString('latin1');
				how(socket);
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return (server.address() as AddressInfo).port;
	}

	afterEach(() => server.close());

	test.each([
		['resets', (socket: Socket) => void socket.resetAndDestroy()],
		['ends', (socket: Socket) => void socket.end()],
	])('and %s the handshake got nothing, and is tried again', async (_what, how) => {
		const result = await sendTo(`https://127.0.0.1:${await closing(how)}/1`);
		expect(shown(result)).toMatchObject({
			code: 'not-reachable',
			message: 'The server could not be reached (ECONNRESET)',
		});
		expect(began).toBe(4);
		expect(received).not.toContain('sendSessionMessage');
	});

	test.each([
		['resets', (socket: Socket) => void socket.resetAndDestroy()],
		['ends', (socket: Socket) => void socket.end()],
		['says nothing', () => undefined],
	])('and %s after the request may have taken it', async (_what, how) => {
		const result = await sendTo(`http://127.0.0.1:${await closing(how)}/1`);
		expect(shown(result).code).toBe('outcome-unknown');
		expect(began).toBe(1);
		expect(received).toContain('sendSessionMessage');
	});
});

test.each([
	[{ timeout: 'soon' }, "The option 'Timeout' contains no number of milliseconds: soon"],
	[{ timeout: -1 }, "The option 'Timeout' contains no number of milliseconds: -1"],
	[{ timeout: true }, "The option 'Timeout' contains no number of milliseconds: true"],
	[{ timeout: Infinity }, "The option 'Timeout' contains no number of milliseconds: no number"],
	[{ proxy: 'proxy' }, "The option 'Proxy' contains no web address: proxy"],
	[{ proxy: 'http://me:secret@proxy:x' }, "The option 'Proxy' contains no web address: proxy:x"],
	[
		{ proxy: 'http://me%3Asecret%40proxy%3A1' },
		"The option 'Proxy' contains no web address: proxy%3A1",
	],
	[{ proxy: 'me:secret@proxy:1' }, "The option 'Proxy' contains no web address: proxy:1"],
	[
		{ proxy: 'proxy.example:3128' },
		"The option 'Proxy' contains no web address: proxy.example:3128",
	],
	[{ proxy: 'socks5://me:secret@proxy:1' }, "The option 'Proxy' contains no web address: proxy:1"],
])(
	'settings that cannot be meant are refused before the network: %j',
	async (settings, message) => {
		const result = await sendTo('http://127.0.0.1:9', { requestOptions: settings });
		expect(shown(result)).toMatchObject({ code: 'input-invalid', message });
	},
);

test('a time limit given as text counts as a number', async () => {
	const server = createServer(() => undefined).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const began = performance.now();
	const result = await sendTo(`http://127.0.0.1:${port}`, {
		requestOptions: { timeout: `={{ "${TIMEOUT_MS}" }}` },
	});
	expect(performance.now() - began).toBeGreaterThanOrEqual(TIMEOUT_MS);
	expect(shown(result).message).toContain(
		`no complete answer came within ${TIMEOUT_MS / 1_000} seconds`,
	);
	server.close();
});
