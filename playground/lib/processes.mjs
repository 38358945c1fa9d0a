import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { areStopping, startChild, stopChild } from '../../scripts/lib/children.mjs';
import { tail } from '../../scripts/lib/command.mjs';
import { Problem } from '../../scripts/lib/problem.mjs';
import { logFolder } from './paths.mjs';

const POLL_MS = 200;
const KEPT_CHARACTERS = 50_000;

/**
 * Starts a server and waits until it answers. Its output goes to a log file.
 * @template T
 * @param {{ name: string, command: string, args: string[], cwd: string, env?: object, timeoutMs: number,
 *   ready: (output: string) => Promise<T | undefined> | T | undefined, onEnd?: (logFile: string) => void,
 *   keepsLog?: boolean, user?: { uid: number, gid: number }, stopSignal?: NodeJS.Signals }} options
 *   `ready` is asked again and again until it gives something; `onEnd` is told when the server ends by itself later;
 *   `keepsLog` goes on with the log file of an earlier start
 * @returns {Promise<{ answer: T, logFile: string, stop: (signal?: NodeJS.Signals) => Promise<void> }>} `answer` is what `ready` gave
 * @throws {Problem} when the server ends or takes too long
 */
export async function startServer(options) {
	const { name, command, args, cwd, env, timeoutMs, ready, onEnd, keepsLog = false } = options;
	const { user, stopSignal } = options;
	await mkdir(logFolder, { recursive: true });
	const logFile = join(logFolder, `${name}.log`);
	const log = createWriteStream(logFile, { flags: keepsLog ? 'a' : 'w' });
	const child = startChild(
		command,
		args,
		{ cwd, ...user, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
		stopSignal,
	);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk) => {
			output = (output + chunk).slice(-KEPT_CHARACTERS);
			log.write(chunk);
		});
	}
	let ending;
	child.once('error', (error) => (ending = error.message));
	child.once('exit', (code, signal) => (ending ??= `it ended with ${signal ?? `status ${code}`}`));

	const deadline = performance.now() + timeoutMs;
	while (performance.now() < deadline && ending === undefined) {
		const answer = await ready(output);
		if (answer !== undefined) {
			let isStopped = false;
			child.once('exit', () => {
				if (!isStopped && !areStopping()) onEnd?.(logFile);
			});
			const stop = async (signal) => {
				isStopped = true;
				await stopChild(child, signal);
			};
			return { answer, logFile, stop };
		}
		await sleep(POLL_MS);
	}
	throw new Problem(
		`${name} did not start: ${ending ?? `no answer within ${timeoutMs / 1000} s`}.`,
		[`Its whole output is in ${logFile}`],
		tail(output),
	);
}
