/** The value in the middle; of an even number of values the lower one of the two. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted[Math.floor((sorted.length - 1) / 2)];
	if (middle === undefined) throw new Error('There is no median of nothing');
	return middle;
}

/** The medians of each field over several readings of the same thing. */
export function medians<Reading extends object>(readings: Reading[]): Reading {
	const [first] = readings;
	if (first === undefined) throw new Error('There is no median of nothing');
	const names = Object.keys(first) as Array<keyof Reading>;
	return Object.fromEntries(
		names.map((name) => [name, median(readings.map((reading) => Number(reading[name])))]),
	) as Reading;
}
