import { createServer } from 'node:net';

import { Problem } from '../../scripts/lib/problem.mjs';

const TRIED = 50;

function isFree(port, host) {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
	});
}

/** Whether nothing listens on the port, neither on this machine alone nor on all addresses. */
async function isUnused(port) {
	return (await isFree(port, '127.0.0.1')) && (await isFree(port, '0.0.0.0'));
}

/**
 * The first unused port from the wanted one on.
 * @param {number} wanted
 * @param {{ exact?: boolean, taken?: number[] }} [options] `exact` refuses another port; `taken` are promised to others
 * @throws {Problem} when the exact port, or all of fifty, are in use
 */
export async function unusedPort(wanted, { exact = false, taken = [] } = {}) {
	const last = exact ? wanted : Math.min(wanted + TRIED, 65_535);
	for (let port = wanted; port <= last; port++) {
		if (!taken.includes(port) && (await isUnused(port))) return port;
	}
	throw new Problem(
		exact ? `Port ${wanted} is in use.` : `The ports ${wanted} to ${last} are all in use.`,
		['Stop the other program, or choose another port: npm start -- --port 5700'],
	);
}
