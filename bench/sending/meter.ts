import { runNode, usePackage, type RunOptions } from '../../test/harness';
import { bareNodePackage, editFieldsPackage, httpRequestPackage } from './http-request';
import type { Side, Target } from './subjects';

/** What one run took. Times in milliseconds; `cpu` counts this process, not the sandbox. */
export interface Reading {
	cpu: number;
	wall: number;
	/** Requests that the sandbox answered. */
	calls: number;
	/** Megabytes above what the process held before the run. */
	peakGrowth: number;
}

const MEGABYTE = 1024 * 1024;
const SAMPLE_MS = 5;

function collectGarbage(): void {
	if (global.gc === undefined) throw new Error('Run this with --expose-gc');
	global.gc();
	global.gc();
}

/** Follows the memory of this process. The exact peak is the kernel's; samples tell it apart from earlier ones. */
function watchMemory(): () => number {
	const before = process.memoryUsage().rss;
	const highestBefore = process.resourceUsage().maxRSS * 1024;
	let highest = before;
	const sample = () => (highest = Math.max(highest, process.memoryUsage().rss));
	const timer = setInterval(sample, SAMPLE_MS);
	return () => {
		clearInterval(timer);
		sample();
		const peak = process.resourceUsage().maxRSS * 1024;
		return (Math.max(highest, peak > highestBefore ? peak : 0) - before) / MEGABYTE;
	};
}

/** Runs nodes of both sides on one engine, against one sandbox. */
export class Meter {
	/** By the name of the node. */
	private readonly packages: Record<Side | 'bareNode' | 'set', string | undefined>;

	/** @param withN8nNodes whether n8n's own nodes take part */
	constructor(
		readonly target: Target,
		withN8nNodes: boolean,
	) {
		this.packages = {
			wati: undefined,
			httpRequest: withN8nNodes ? httpRequestPackage() : undefined,
			bareNode: withN8nNodes ? bareNodePackage() : undefined,
			set: withN8nNodes ? editFieldsPackage() : undefined,
		};
	}

	async reset(): Promise<void> {
		await fetch(`${this.target.url}/__sandbox/reset`, { method: 'POST' });
	}

	private async callsSoFar(): Promise<number> {
		const answer = await fetch(`${this.target.url}/__sandbox/counts`);
		const counts = (await answer.json()) as Record<string, number>;
		return Object.values(counts).reduce((sum, count) => sum + count, 0);
	}

	/** @throws when the run failed or an item has no output: then there is nothing to compare */
	async read(options: RunOptions): Promise<Reading> {
		usePackage(this.packages[options.node as keyof typeof this.packages]);
		const callsBefore = await this.callsSoFar();
		collectGarbage();
		const peakGrowth = watchMemory();
		const startCpu = process.cpuUsage();
		const started = performance.now();
		const { items, error } = await runNode(options);
		const wall = performance.now() - started;
		const { user, system } = process.cpuUsage(startCpu);
		const growth = peakGrowth();
		if (error) throw new Error(`${options.node}: ${error.message}`);
		if (items.length !== (options.items ?? [{}]).length) {
			throw new Error(`${options.node}: ${items.length} items came out`);
		}
		const calls = (await this.callsSoFar()) - callsBefore;
		return { cpu: (user + system) / 1_000, wall, calls, peakGrowth: growth };
	}
}
