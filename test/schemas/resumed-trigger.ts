import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The address of a trigger that had a chat to resume. */
export function useResumedTrigger(): { readonly address: string } {
	let server: Server;
	beforeAll(async () => {
		server = createServer((_request, response) => {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end('{"resumed":true}');
		}).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
	});
	afterAll(() => server.close());
	return {
		get address() {
			return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/trigger`;
		},
	};
}
