import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Payload } from '../../../sandbox/webhooks/interface';

/** A post as it arrived. */
export interface Arrival {
	path: string;
	headers: IncomingMessage['headers'];
	body: Payload;
}

/** A small server that takes posts. */
export interface Receiver {
	url: string;
	arrivals: Arrival[];
	/** Names of the events, in the order they arrived. */
	names(): string[];
	/** Decides the status of each post; `undefined` leaves it unanswered. */
	answer: (arrival: Arrival) => number | undefined;
	close(): Promise<void>;
}

/** Starts a receiver that answers 200. */
export async function startReceiver(): Promise<Receiver> {
	const arrivals: Arrival[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Payload;
			const arrival = { path: request.url ?? '', headers: request.headers, body };
			arrivals.push(arrival);
			const status = receiver.answer(arrival);
			if (status !== undefined) response.writeHead(status).end('{}');
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const receiver: Receiver = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		arrivals,
		names: () => arrivals.map(({ body }) => body.eventType),
		answer: () => 200,
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
	return receiver;
}

/** Waits until it holds, for two seconds at most. */
export async function until(holds: () => boolean): Promise<void> {
	for (let round = 0; round < 400; round += 1) {
		if (holds()) return;
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	throw new Error('It never came to that.');
}
