/** The same for the same mutant, whichever run it comes from. Lines and columns count from 1, as in Stryker's reports. */
function nameOf({ file, location: { start, end }, mutatorName, replacement }) {
	const places = [start.line, start.column, end.line, end.column];
	return JSON.stringify([file, ...places, mutatorName, replacement]);
}

/** All mutants of one of Stryker's reports, each with its file and name. */
export function mutantsIn({ files }) {
	return Object.entries(files).flatMap(([file, { mutants }]) =>
		mutants.map((mutant) => ({ ...mutant, file, name: nameOf({ ...mutant, file }) })),
	);
}

/** A mutant of Stryker's instrumenter, which counts from 0, as it will stand in a report. */
export function asReported({ fileName: file, location, mutatorName, replacement }) {
	const place = ({ line, column }) => ({ line: line + 1, column: column + 1 });
	const { start, end } = location;
	const mutant = {
		file,
		location: { start: place(start), end: place(end) },
		mutatorName,
		replacement,
	};
	return { ...mutant, name: nameOf(mutant) };
}

/** The place of a mutant for Stryker's `--mutate`, where columns count from 0. A range brings along the mutants inside it. */
export function rangeOf({ file, location: { start, end } }) {
	const place = ({ line, column }) => `${line}:${column - 1}`;
	return `${file}:${place(start)}-${place(end)}`;
}
