import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that reached the house or the other host. */
export interface Seen {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	body: string;
}

async function listen(server: Server): Promise<string> {
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function stop(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
}

/** A configured host that sends everybody to another one, and that other one. */
export class MovedHouse {
	/** Status with which it sends people away. */
	status = 302;

	readonly house: Seen[] = [];

	readonly elsewhere: Seen[] = [];

	houseUrl = '';

	elsewhereUrl = '';

	private readonly servers = [this.serverFor(this.house, true), this.serverFor(this.elsewhere)];

	private serverFor(seen: Seen[], sendsAway = false): Server {
		return createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const { method = '', url = '', headers } = request;
				seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
				if (sendsAway) response.writeHead(this.status, { location: `${this.elsewhereUrl}${url}` });
				else response.writeHead(200, { 'content-type': 'application/json' });
				response.end('{"data":[],"contact_list":[]}');
			});
		});
	}

	async open(): Promise<void> {
		const [house, elsewhere] = this.servers as [Server, Server];
		[this.houseUrl, this.elsewhereUrl] = [await listen(house), await listen(elsewhere)];
	}

	async close(): Promise<void> {
		await Promise.all(this.servers.map(stop));
	}

	reset(): void {
		this.status = 302;
		this.house.length = 0;
		this.elsewhere.length = 0;
	}
}
