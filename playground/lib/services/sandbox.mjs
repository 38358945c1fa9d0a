import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../../scripts/ensure.mjs';
import { Problem } from '../../../scripts/lib/problem.mjs';
import { startServer } from '../processes.mjs';

const START_TIMEOUT_MS = 30_000;
const READY = /^SANDBOX READY (\{.*\})\s*$/m;

async function control(url, method, path, body) {
	const response = await fetch(`${url}/__sandbox/${path}`, {
		method,
		headers: { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const answer = await response.json();
	if (response.ok) return answer;
	throw new Problem(
		`The sandbox answered ${response.status} to ${method} ${path}: ${answer.error}`,
	);
}

/**
 * Starts the simulator of WATI and Maton.
 * @param {{ port: number, foreignPort: number, keyMark?: string, name: string, onEnd?: (logFile: string) => void }} options
 *   `keyMark` ends its keys and tokens
 * @returns {Promise<object>} its addresses, keys and ids, with `control(method, path, body)` for all calls that
 *   sandbox/README.md lists, and `requests()`, `allRequests()` (also those before a reset), `counts()`, `state()` and
 *   `stop()`
 */
export async function startSandbox({ port, foreignPort, keyMark = '', ...rest }) {
	const main = join(root, 'sandbox', 'main.ts');
	if (!existsSync(main)) throw new Problem(`${main} is missing.`);
	const { answer: addresses, stop } = await startServer({
		...rest,
		command: process.execPath,
		args: [
			...['--import', 'tsx', main],
			...[`--port=${port}`, `--foreign-port=${foreignPort}`, `--key-mark=${keyMark}`],
		],
		cwd: root,
		timeoutMs: START_TIMEOUT_MS,
		ready: (output) => {
			const found = READY.exec(output);
			return found ? JSON.parse(found[1]) : undefined;
		},
	});
	const past = [];
	const call = async (method, path, body) => {
		if (path === 'reset') past.push(...(await control(addresses.url, 'GET', 'requests')));
		return await control(addresses.url, method, path, body);
	};
	return {
		addresses,
		control: call,
		requests: async () => await call('GET', 'requests'),
		allRequests: async () => [...past, ...(await call('GET', 'requests'))],
		counts: async () => await call('GET', 'counts'),
		state: async () => await call('GET', 'state'),
		stop,
	};
}
