import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';

/** Paths that n8n's webhook processes answer; the rest belongs to the main process. */
const FOR_WEBHOOKS = /^\/(webhook|webhook-waiting|form|form-waiting|mcp)\//;

/** Sends a call on; resolves with false when nobody took the connection. */
function passOn(incoming, outgoing, body, target) {
	const { method, url, headers } = incoming;
	return new Promise((resolve) => {
		const onward = request(new URL(url, target), { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode, answer.headers);
			answer.pipe(outgoing);
			resolve(true);
		});
		onward.on('error', (error) => {
			if (error.code === 'ECONNREFUSED') return resolve(false);
			outgoing.destroy(error);
			return resolve(true);
		});
		onward.end(body);
	});
}

/** A number that stays the same for a text, as a balancer's hash does. */
function hashOf(text) {
	return createHash('sha256').update(text).digest().readUInt32BE();
}

/**
 * Ways to choose the webhook process that a call goes to first, each as a number for the call.
 * @type {Record<string, () => (url: string) => number>}
 */
const WAYS = {
	/** One process after the other. */
	turn: () => {
		let turn = 0;
		return () => turn++;
	},
	/** One process for each path. */
	path: () => (url) => hashOf(new URL(url, 'http://localhost').pathname),
};

async function bodyOf(incoming) {
	const pieces = [];
	for await (const piece of incoming) pieces.push(piece);
	return Buffer.concat(pieces);
}

/**
 * One address in front of several processes, as a reverse proxy gives it: webhook processes in turn or by path, passing
 * over one that is down.
 * @param {{ port: number, main: string, webhooks: string[] }} options addresses of the processes
 * @returns {Promise<{ url: string, routeBy: (way: 'turn' | 'path') => void, stop: () => Promise<void> }>}
 */
export async function startBalancer({ port, main, webhooks }) {
	let choose = WAYS.turn();
	const server = createServer(async (incoming, outgoing) => {
		const body = await bodyOf(incoming);
		const first = choose(incoming.url);
		const targets = FOR_WEBHOOKS.test(incoming.url)
			? webhooks.map((_, index) => webhooks[(first + index) % webhooks.length])
			: [main];
		for (const target of targets) {
			if (await passOn(incoming, outgoing, body, target)) return;
		}
		outgoing.writeHead(502).end();
	});
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const stop = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	const routeBy = (way) => {
		choose = WAYS[way]();
	};
	return { url: `http://localhost:${port}`, routeBy, stop };
}
