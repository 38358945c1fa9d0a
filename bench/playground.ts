import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { project } from './files';

/** One process of n8n that runs. */
export interface N8nProcess {
	url: string;
	stop: (signal?: NodeJS.Signals) => Promise<void>;
	restart: (signal?: NodeJS.Signals) => Promise<void>;
}

/** The part of a session of the playground that the benchmark uses. */
export interface Session extends N8nProcess {
	api: {
		request: (method: string, path: string, body?: unknown) => Promise<unknown>;
		publish: (workflow: SavedWorkflow) => Promise<unknown>;
		allExecutions: (filter: { workflowId: string }) => Promise<Array<{ id: string }>>;
		unpublish: (workflow: { id: string }) => Promise<unknown>;
		saveCredential: (credential: {
			name: string;
			type: string;
			data: Record<string, unknown>;
		}) => Promise<{ id: string; name: string }>;
	};
	sandbox: { stop: () => Promise<void> };
	/** Ends all of it and removes what it wrote. */
	close: () => Promise<void>;
}

export type Way = 'turn' | 'path';

/** A session in n8n's queue mode. */
export interface QueueSession extends Session {
	/** Where webhooks arrive, balanced over the webhook processes. */
	address: string;
	/** How the balancer chooses a webhook process: one after the other, as at first, or one for each path. */
	routeBy: (way: Way) => void;
	main: N8nProcess;
	webhooks: N8nProcess[];
	workers: N8nProcess[];
	redis: { host: string; port: number };
}

export interface SavedWorkflow {
	id: string;
	versionId: string;
}

/** Where and how n8n is to run. */
export interface Place {
	/** Of the log files and the folder. */
	name: string;
	/** The first one tried. */
	port: number;
	/** Settings of n8n on top of the playground's. */
	env?: Record<string, string>;
	/** For Node itself. */
	nodeOptions?: string[];
}

interface Options extends Place {
	userFolder: string;
	onEnd: (what: string, logFile: string) => void;
}

interface SessionModule {
	openSession: (options: Options) => Promise<Omit<Session, 'close'>>;
}

interface QueueModule {
	openQueueSession: (options: Options) => Promise<Omit<QueueSession, 'close'>>;
}

interface ConversationModule {
	itemsOf: (session: Session, execution: { id: string }, node: string) => Promise<unknown[]>;
}

interface RandomModule {
	randomFrom: (wanted?: string) => { seed: number; random: () => number };
}

interface ChildrenModule {
	stopChildrenOnSignals: (cleanUp: () => Promise<void>) => void;
	stopChildren: () => Promise<void>;
}

interface EnsureModule {
	ensurePlayground: () => Promise<void>;
}

interface ProblemModule {
	printProblem: (error: unknown) => void;
}

/** The modules of the playground are plain JavaScript. */
async function load<Module>(path: string): Promise<Module> {
	return (await import(join(project, path))) as Module;
}

function onEnd(what: string, logFile: string): void {
	process.stderr.write(`${what} ended by itself. Its output is in ${logFile}\n`);
}

/** Folders in use, which are removed when this process is told to end. */
const folders = new Set<string>();

async function removeFolder(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	folders.delete(folder);
}

let isPrepared = false;

/** Sees to the playground's packages, and that nothing stays behind when this process is told to end. */
async function prepare(): Promise<void> {
	if (isPrepared) return;
	isPrepared = true;
	const { stopChildrenOnSignals } = await load<ChildrenModule>('scripts/lib/children.mjs');
	stopChildrenOnSignals(async () => {
		await Promise.all([...folders].map(removeFolder));
	});
	await (await load<EnsureModule>('scripts/ensure.mjs')).ensurePlayground();
}

async function open<Opened extends { stop: () => Promise<void> }>(
	place: Place,
	start: (options: Options) => Promise<Opened>,
	stopAll: (opened: Opened) => Promise<void>,
): Promise<Opened & { close: () => Promise<void> }> {
	await prepare();
	const userFolder = join(project, 'playground/.n8n', `${place.name}-${process.pid}`);
	folders.add(userFolder);
	const opened = await start({ ...place, userFolder, onEnd });
	const close = async () => {
		await stopAll(opened);
		await removeFolder(userFolder);
	};
	return { ...opened, close };
}

/** A fresh n8n with the packed package in it. `close` ends it and removes what it wrote. */
export async function openSession(place: Place): Promise<Session> {
	const { openSession: start } = await load<SessionModule>('playground/lib/session.mjs');
	return await open(place, start, async ({ stop, sandbox }) => {
		await stop();
		await sandbox.stop();
	});
}

/**
 * A fresh n8n in queue mode.
 *
 * @throws when Redis or PostgreSQL are not installed
 */
export async function openQueueSession(place: Place): Promise<QueueSession> {
	const { openQueueSession: start } = await load<QueueModule>('playground/lib/n8n/queue.mjs');
	return await open(place, start, async ({ stop }) => await stop());
}

/** What a node put out in an execution. */
export async function readItems(
	session: Session,
	execution: { id: string },
	node: string,
): Promise<unknown[]> {
	const { itemsOf } = await load<ConversationModule>('playground/lib/workflows/conversation.mjs');
	return await itemsOf(session, execution, node);
}

/** Chance that a seed repeats; without one it takes any. */
export async function openChance(seed?: string): Promise<{ seed: number; random: () => number }> {
	return (await load<RandomModule>('playground/lib/random.mjs')).randomFrom(seed);
}

/** Ends what is still running of a session that could not be opened or closed. */
export async function stopChildren(): Promise<void> {
	const { stopChildren: stop } = await load<ChildrenModule>('scripts/lib/children.mjs');
	await stop();
	await Promise.all([...folders].map(removeFolder));
}

/** Prints a failure, with what to do about it where that is known. */
export async function printProblem(error: unknown): Promise<void> {
	(await load<ProblemModule>('scripts/lib/problem.mjs')).printProblem(error);
}
