import { spawn } from 'node:child_process';

const GRACE_MS = 8_000;
const onWindows = process.platform === 'win32';
/** Children and the signal each is stopped with. */
const running = new Map();
let stopping = false;

/**
 * Starts a program in a process group of its own, so that it can be stopped with all it started.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {NodeJS.Signals} [stopSignal] SIGTERM for servers, which put their data in order; SIGKILL for the rest
 * @returns {import('node:child_process').ChildProcess}
 */
export function startChild(command, args, options, stopSignal = 'SIGTERM') {
	const child = spawn(command, args, { ...options, detached: !onWindows, windowsHide: true });
	running.set(child, stopSignal);
	child.once('exit', () => running.delete(child));
	child.once('error', () => running.delete(child));
	if (stopping) signalGroup(child, 'SIGKILL');
	return child;
}

function signalGroup(child, signal) {
	if (child.pid === undefined) return;
	try {
		if (onWindows) child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}

/**
 * Ends a child with all it started; one that does not end within eight seconds is killed.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} [signal] in place of the one it was started with
 */
export async function stopChild(child, signal = running.get(child)) {
	if (!running.has(child)) return;
	const ended = new Promise((resolve) => child.once('exit', resolve));
	signalGroup(child, signal);
	const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
	await ended;
	clearTimeout(timer);
	signalGroup(child, 'SIGKILL');
}

/** Ends every child that runs, as {@link stopChild} does; others may be started after them. */
export async function stopRunning() {
	await Promise.all([...running.keys()].map((child) => stopChild(child)));
}

/** Ends every child for good: what is started from now on is killed. */
export async function stopChildren() {
	stopping = true;
	await stopRunning();
}

/**
 * Makes Ctrl-C, a closed terminal and `kill` stop every child before this process ends.
 * @param {() => void | Promise<void>} [cleanUp] runs after the children ended
 */
export function stopChildrenOnSignals(cleanUp = () => {}) {
	for (const [signal, number] of [
		['SIGINT', 2],
		['SIGTERM', 15],
		['SIGHUP', 1],
	]) {
		process.on(signal, async () => {
			if (stopping) return;
			console.log('\nStopping…');
			await stopChildren();
			await cleanUp();
			process.exit(128 + number);
		});
	}
	process.on('exit', () => {
		for (const child of running.keys()) signalGroup(child, 'SIGKILL');
	});
}

/** Whether the children are being stopped, so that their ending is no news. */
export function areStopping() {
	return stopping;
}
