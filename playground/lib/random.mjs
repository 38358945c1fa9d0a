/**
 * Numbers between 0 and 1 that a seed repeats (the generator mulberry32).
 * @param {string | undefined} wanted the seed, else one by chance
 * @returns {{ seed: number, random: () => number }}
 */
export function randomFrom(wanted) {
	const seed = wanted === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(wanted) >>> 0;
	let state = seed;
	const random = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return { seed, random };
}
