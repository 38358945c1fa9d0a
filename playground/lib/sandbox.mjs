import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../scripts/ensure.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { startServer } from './processes.mjs';

const START_TIMEOUT_MS = 30_000;
const READY = /^SANDBOX READY (\{.*\})\s*$/m;

async function control(url, path) {
	const response = await fetch(`${url}/__sandbox/${path}`);
	if (!response.ok) throw new Problem(`The sandbox answered ${response.status} to ${path}.`);
	return await response.json();
}

/**
 * Starts the stand-in of WATI and Maton.
 * @param {{ port: number, foreignPort: number, name: string, onEnd?: (logFile: string) => void }} options
 * @returns {Promise<object>} its addresses, keys and ids, with `requests()`, `counts()` and `state()`
 */
export async function startSandbox({ port, foreignPort, name, onEnd }) {
	const main = join(root, 'sandbox', 'main.ts');
	if (!existsSync(main)) throw new Problem(`${main} is missing.`);
	const addresses = await startServer({
		name,
		command: process.execPath,
		args: ['--import', 'tsx', main, `--port=${port}`, `--foreign-port=${foreignPort}`],
		cwd: root,
		timeoutMs: START_TIMEOUT_MS,
		ready: (output) => {
			const found = READY.exec(output);
			return found ? JSON.parse(found[1]) : undefined;
		},
		onEnd,
	});
	return {
		addresses,
		requests: () => control(addresses.url, 'requests'),
		counts: () => control(addresses.url, 'counts'),
		state: () => control(addresses.url, 'state'),
	};
}
