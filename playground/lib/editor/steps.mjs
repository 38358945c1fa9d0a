/** Long enough to see what a step did. */
const SHOWN_MS = 1_300;

/** Counts what a person does, and films it where a film is given. */
export class Steps {
	/** What was done, in words. */
	list = [];

	#film;

	/** @param {import('./film.mjs').Film | undefined} film */
	constructor(film) {
		this.#film = film;
	}

	get count() {
		return this.list.length;
	}

	/**
	 * One step.
	 * @param {string} what in words, as an instruction would say it
	 * @param {() => Promise<unknown>} act
	 */
	async take(what, act) {
		await act();
		this.list.push(what);
		await this.#film?.take(SHOWN_MS);
	}
}
