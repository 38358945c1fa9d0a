/** A failure the reader can act on: what happened, then what to do about it. */
export class Problem extends Error {
	/**
	 * @param {string} message what happened
	 * @param {string[]} advice what to do, one line each
	 * @param {string} [output] the end of what the failed program printed
	 */
	constructor(message, advice = [], output = '') {
		super(message);
		this.name = 'Problem';
		this.advice = advice;
		this.output = output;
	}
}

/** Prints a failure; a stack only for what no one foresaw. */
export function printProblem(error) {
	if (!(error instanceof Problem)) {
		console.error(error);
		return;
	}
	if (error.output) console.error(`\n${error.output}`);
	console.error(`\n${error.message}`);
	for (const line of error.advice) console.error(`  ${line}`);
}
