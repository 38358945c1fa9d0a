import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';

import type { ExpressionEngine } from '../test/harness';

const project = resolve(__dirname, '..');

/** One Node program and the expression engine that runs on it. */
export interface Machine {
	node: string;
	version: string;
	engine: ExpressionEngine;
}

function readVersion(node: string): string | undefined {
	return existsSync(node)
		? execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
		: undefined;
}

function parseMajor(version: string): number {
	return Number(/^v(\d+)/.exec(version)?.[1]);
}

/** The Node that the playground brings for n8n's server, or the one that is named. */
function newerNode(named: string | undefined): Machine | undefined {
	const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
	const bundled = join(project, 'playground/node_modules', name, 'bin/node');
	for (const node of [named, process.execPath, bundled]) {
		const version = node === undefined ? undefined : readVersion(node);
		if (version && parseMajor(version) >= 24) return { node: node!, version, engine: 'vm' };
	}
	return undefined;
}

/**
 * What to measure on: the older engine on this Node, and the isolated one, n8n's default, where a Node 24
 * is at hand.
 *
 * @param named path of a Node 24
 */
export function machines(named: string | undefined): Machine[] {
	const own: Machine = { node: process.execPath, version: process.version, engine: 'legacy' };
	const newer = newerNode(named);
	return newer ? [own, newer] : [own];
}

function packageVersion(path: string): string {
	const { version } = JSON.parse(readFileSync(join(project, path, 'package.json'), 'utf8')) as {
		version: string;
	};
	return version;
}

/** What the figures depend on. */
export function surroundings() {
	const nodesBase = 'playground/node_modules/n8n-nodes-base';
	const n8n = 'playground/node_modules/n8n';
	return {
		cpu: cpus()[0]?.model ?? 'unknown',
		cores: cpus().length,
		memoryGb: Math.round(totalmem() / 1024 ** 3),
		platform: `${process.platform} ${process.arch}`,
		versions: {
			package: packageVersion('.'),
			'n8n-core': packageVersion('node_modules/n8n-core'),
			'n8n-workflow': packageVersion('node_modules/n8n-workflow'),
			...(existsSync(join(project, n8n)) ? { n8n: packageVersion(n8n) } : {}),
			...(existsSync(join(project, nodesBase))
				? { 'n8n-nodes-base': packageVersion(nodesBase) }
				: {}),
		},
	};
}
