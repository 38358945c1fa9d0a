import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { preProcessFile } from 'typescript';

/** Each file with the files it imports, all by their absolute paths. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Reads the relative imports of all TypeScript files below the folders; imports of types count too. */
export function readImportGraph(folders: readonly string[]): ImportGraph {
	const files = folders.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => /\.[cm]?tsx?$/.test(name))
			.map((name) => resolve(folder, name)),
	);
	return new Map(files.map((file) => [file, importsOf(file)]));
}

function importsOf(file: string): string[] {
	const { importedFiles } = preProcessFile(readFileSync(file, 'utf8'), true, true);
	return importedFiles
		.filter(({ fileName }) => fileName.startsWith('.'))
		.flatMap(({ fileName }) => sourceOf(resolve(dirname(file), fileName)) ?? []);
}

function sourceOf(path: string): string | undefined {
	const candidates = [path, `${path}.ts`, join(path, 'index.ts'), path.replace(/\.js$/, '.ts')];
	return candidates.find((one) => existsSync(one) && statSync(one).isFile());
}

/**
 * One import circle for each group of files that reach each other: the shortest, each file followed by the
 * one it imports, the first repeated at the end. Paths are relative to `root`.
 */
export function findImportCircles(graph: ImportGraph, root: string): string[][] {
	const circles: string[][] = [];
	const covered = new Set<string>();
	for (const file of [...graph.keys()].sort()) {
		if (covered.has(file)) continue;
		const circle = shortestWayBack(graph, file);
		if (!circle) continue;
		for (const one of groupOf(graph, file)) covered.add(one);
		circles.push(circle.map((one) => relative(root, one)));
	}
	return circles;
}

function shortestWayBack(graph: ImportGraph, start: string): string[] | undefined {
	const ways = [[start]];
	const seen = new Set<string>();
	for (const way of ways) {
		for (const next of graph.get(way.at(-1) ?? '') ?? []) {
			if (next === start) return [...way, start];
			if (seen.has(next)) continue;
			seen.add(next);
			ways.push([...way, next]);
		}
	}
	return undefined;
}

/** The files that a file reaches and that reach it. */
function groupOf(graph: ImportGraph, file: string): string[] {
	const reached = reachedFrom(graph, file);
	return [...reached].filter((one) => reachedFrom(graph, one).has(file));
}

function reachedFrom(graph: ImportGraph, start: string): Set<string> {
	const reached = new Set<string>();
	const left = [start];
	for (let file = left.pop(); file !== undefined; file = left.pop()) {
		for (const next of graph.get(file) ?? []) {
			if (reached.has(next)) continue;
			reached.add(next);
			left.push(next);
		}
	}
	return reached;
}
