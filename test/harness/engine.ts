import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceTextModule } from 'node:vm';
import type * as Di from '@n8n/di';
import type * as Core from 'n8n-core';
import type * as Workflow from 'n8n-workflow';

export type ExpressionEngine = 'legacy' | 'quickjs' | 'vm';

/** The parts of n8n that the harness drives. */
export interface Engine {
	core: typeof Core;
	workflow: typeof Workflow;
}

let userFolder: string | undefined;
let starting: Promise<Engine> | undefined;

/**
 * Makes n8n-core ready, once per test file, on first use: it reads its settings from the environment
 * while it is being required, so a scratch user folder and a key must be there before.
 */
export function engine(): Promise<Engine> {
	starting ??= start();
	return starting;
}

/** Under jest the folder lasts as long as the process, see `scripts/jest/environment.js`. */
function openUserFolder(): string {
	const kept = process.env.N8N_TEST_FOLDER;
	if (kept !== undefined) return kept;
	userFolder = mkdtempSync(join(tmpdir(), 'n8n-test-'));
	mkdirSync(join(userFolder, '.n8n'));
	return userFolder;
}

const drop = () => undefined;

/** n8n's own looks for its caller before it finds that nobody listens. */
const silent = { error: drop, warn: drop, info: drop, debug: drop };

async function start(): Promise<Engine> {
	process.env.N8N_USER_FOLDER = openUserFolder();
	process.env.N8N_ENCRYPTION_KEY = 'a key for the tests, used nowhere else';
	process.env.N8N_LOG_LEVEL = 'silent';
	const core = await import('n8n-core');
	const workflow = await import('n8n-workflow');
	const { Container }: typeof Di = await import('@n8n/di');
	await Container.get(core.BinaryDataService).init();
	workflow.LoggerProxy.init(silent);
	return { core, workflow };
}

/**
 * The values that the server passes by default, but one isolate for all executions: making one reads half a megabyte
 * of code, and no test is about what n8n keeps apart.
 */
const engineSettings = {
	bridgeTimeout: 5000,
	bridgeMemoryLimit: 128,
	poolSize: 1,
	maxCodeCacheSize: 1024,
	lazyAcquire: true,
	sharedCaller: true,
};

/** Whether this Node version can run the engine; isolated-vm 7 (the `vm` engine) needs 24. */
export function runsExpressionEngine(kind: ExpressionEngine): boolean {
	return kind !== 'vm' || Number(process.versions.node.split('.')[0]) >= 24;
}

/** The engines that this Node version can run; for `describe.each`. */
export function expressionEngines(): ExpressionEngine[] {
	return (['legacy', 'quickjs', 'vm'] as const).filter(runsExpressionEngine);
}

/**
 * Chooses the engine that evaluates `={{ }}` from here on (n8n-core alone uses `legacy`, the
 * server `vm`). The engine in use before is disposed of.
 *
 * @throws when this Node version cannot run the engine, or jest runs without
 * `--experimental-vm-modules`: the sandboxed engines are loaded by a native `import()`.
 */
export async function useExpressionEngine(kind: ExpressionEngine): Promise<void> {
	if (!runsExpressionEngine(kind)) {
		throw new Error(`The ${kind} expression engine needs Node 24, this is ${process.version}`);
	}
	if (kind !== 'legacy' && SourceTextModule === undefined) {
		throw new Error(`The ${kind} expression engine needs NODE_OPTIONS=--experimental-vm-modules`);
	}
	const { Expression } = (await engine()).workflow;
	await Expression.disposeExpressionEngine();
	if (kind !== 'legacy') {
		await Expression.initExpressionEngine({ engine: kind, ...engineSettings });
	}
	Expression.setExpressionEngine(kind);
}

/** Frees the expression engine and the scratch folder. Runs by itself after each jest file. */
export async function closeHarness(): Promise<void> {
	if (starting === undefined) return;
	const { workflow } = await starting;
	await workflow.Expression.disposeExpressionEngine();
	workflow.Expression.setExpressionEngine('legacy');
	if (userFolder !== undefined) rmSync(userFolder, { recursive: true, force: true });
	starting = undefined;
	userFolder = undefined;
}

if (typeof afterAll === 'function') afterAll(closeHarness);
