import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { draw, type Plot } from './pages/plot';

export const project = resolve(__dirname, '..');

/** Parts of the benchmark, each with results of its own. */
export type Part = 'sending' | 'scale' | 'trigger' | 'queue' | 'peers' | 'statuses' | 'turns';

const FILES: Record<Part, string> = {
	sending: 'results.json',
	scale: 'scale.json',
	trigger: 'trigger.json',
	queue: 'queue.json',
	peers: 'peers.json',
	statuses: 'statuses.json',
	turns: 'turns.json',
};

/** Keeps the results of one run. */
export function writeResults(part: Part, results: object): void {
	const folder = join(project, 'bench/results');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, FILES[part]), `${JSON.stringify(results, undefined, '\t')}\n`);
}

/** The results of the last run; undefined where that part never ran. */
export function readResults<Results>(part: Part): Results | undefined {
	const file = join(project, 'bench/results', FILES[part]);
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : undefined;
}

/** Writes a page of `docs/` and its plots. */
export function writeDocument(name: string, text: string, plots: Record<string, Plot>): void {
	const images = join(project, 'docs/images');
	mkdirSync(images, { recursive: true });
	for (const [plot, drawn] of Object.entries(plots)) {
		writeFileSync(join(images, `${plot}.svg`), draw(drawn));
	}
	writeFileSync(join(project, 'docs', name), text);
}

export function say(text: string): void {
	process.stdout.write(`${text}\n`);
}
