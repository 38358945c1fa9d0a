/** Requests of a page that have begun and not ended. */
export class RequestsUnderWay {
	#all = new Set();

	/**
	 * @param {import('playwright-core').Page} page
	 * @param {(request: import('playwright-core').Request) => boolean} counts
	 */
	constructor(page, counts) {
		page.on('request', (request) => {
			if (counts(request)) this.#all.add(request);
		});
		for (const end of ['requestfinished', 'requestfailed']) {
			page.on(end, (request) => this.#all.delete(request));
		}
	}

	get size() {
		return this.#all.size;
	}
}
