import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { Machine } from './machines';
import type { Order } from './measure';
import type { Target } from './sending/subjects';

const FLAGS = ['--expose-gc', '--experimental-vm-modules', '--no-warnings', '--import', 'tsx'];
const LONGEST_MS = 300_000;

function start(node: string, flags: string[], file: string, ...args: string[]): ChildProcess {
	return spawn(node, [...flags, join(__dirname, file), ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
}

async function firstLine(child: ChildProcess, prefix: string): Promise<string> {
	for await (const line of createInterface({ input: child.stdout! })) {
		if (line.startsWith(prefix)) return line.slice(prefix.length);
	}
	throw new Error('The process ended without a result');
}

/** A sandbox without limits, in a process of its own. */
export async function startTarget(): Promise<{ target: Target; stop: () => Promise<void> }> {
	const child = start(process.execPath, ['--import', 'tsx'], 'sandbox.ts');
	const target = JSON.parse(await firstLine(child, '')) as Target;
	const stop = async () => {
		child.kill();
		if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
	};
	return { target, stop };
}

/** Measures one scenario in a fresh process. @throws when it fails or takes more than five minutes */
export async function measure<Result>(machine: Machine, order: Order): Promise<Result> {
	return await readResult(machine, 'measure.ts', JSON.stringify(order));
}

/** What a file of the benchmark gives as its result, in a fresh process. @throws as {@link measure} */
export async function readResult<Result>(
	machine: Machine,
	file: string,
	...args: string[]
): Promise<Result> {
	const child = start(machine.node, FLAGS, file, ...args);
	const timer = setTimeout(() => child.kill(), LONGEST_MS);
	try {
		return JSON.parse(await firstLine(child, 'RESULT ')) as Result;
	} finally {
		clearTimeout(timer);
		child.kill();
	}
}

/** What a small script prints, from a fresh process. */
export async function printedBy<Result>(node: string, script: string): Promise<Result> {
	const child = spawn(node, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
	return JSON.parse(await firstLine(child, '')) as Result;
}
