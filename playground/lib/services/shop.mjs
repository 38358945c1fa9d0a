import { createServer } from 'node:http';

/**
 * A shop on this machine, for the tools of an agent in tests: `GET /orders/{order}`, `POST /orders/{order}/refund`.
 * @returns {Promise<{ url: string, calls: string[], stop: () => Promise<void> }>} `calls` are method and path, in order
 */
export async function startShop() {
	const calls = [];
	const server = createServer((request, response) => {
		calls.push(`${request.method} ${request.url}`);
		const [, , order, change] = request.url.split('/');
		const answer = change
			? { order, refunded: true }
			: { order, state: 'shipped', total: '24 EUR' };
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answer));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		calls,
		stop: () =>
			new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			}),
	};
}
