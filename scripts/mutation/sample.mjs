import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { Instrumenter } from '@stryker-mutator/instrumenter';

import { asReported, rangeOf } from './mutants.mjs';

const quiet = { debug() {}, info() {}, isDebugEnabled: () => false };

/** The same numbers for the same seed (mulberry32). */
function random(seed) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

async function sourcesIn(root, path) {
	if (path.endsWith('.ts')) return [path];
	const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
		.sort();
}

/**
 * Draws mutants of a folder, the same ones for the same seed and sources.
 *
 * @returns {Promise<{ total: number, ranges: string[], names: Set<string> }>} `ranges` for Stryker's `--mutate`;
 *   a range brings along the mutants inside it, so look each mutant of the report up in `names`
 */
export async function draw(root, path, count, seed) {
	const files = [];
	for (const name of await sourcesIn(root, path)) {
		files.push({ name, mutate: true, content: await readFile(join(root, name), 'utf8') });
	}
	const options = { plugins: null, excludedMutations: [], ignorers: [] };
	const { mutants } = await new Instrumenter(quiet).instrument(files, options);
	const next = random(seed);
	const drawn = mutants
		.map((mutant) => ({ mutant, order: next() }))
		.sort((one, other) => one.order - other.order)
		.slice(0, count)
		.map(({ mutant }) => asReported(mutant));
	return {
		total: mutants.length,
		ranges: drawn.map(rangeOf),
		names: new Set(drawn.map(({ name }) => name)),
	};
}
