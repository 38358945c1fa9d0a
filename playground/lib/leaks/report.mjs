import { PLACES } from './places.mjs';
import { table } from '../table.mjs';

const MEGABYTE = 1_048_576;

/** What was read, place by place, and what was found there. */
export function leakTable({ counts }) {
	const rows = Object.values(PLACES)
		.filter((place) => counts.has(place))
		.map((place) => {
			const { pieces, bytes, expected, leaks } = counts.get(place);
			return [place, pieces, Math.round((bytes / MEGABYTE) * 100) / 100, expected, leaks];
		});
	return table(['Place', 'Read', 'MB', 'By design', 'Leaks'], rows);
}

/** Each leak in a line: where, what and in which form. Never the secret itself. */
export function leakLines({ leaks }) {
	return leaks.map(({ place, where, kind, form }) => `${place}, ${where}: ${kind} ${form}`);
}

/** Why secrets are where they have to be, with how often. */
export function expectedLines({ expected }) {
	return [...expected].map(([why, times]) => `${String(times).padStart(6)}  ${why}`);
}

/** One plain sentence. */
export function leakSummary({ secrets, needles, counts, leaks }) {
	const all = [...counts.values()];
	const sum = (name) => all.reduce((total, count) => total + count[name], 0);
	const megabytes = (sum('bytes') / MEGABYTE).toFixed(1);
	return `${secrets} secrets in ${needles} written forms were looked for in ${all.length} kinds of places, ${megabytes} MB: ${leaks.length} leaks.`;
}
