/** A page of the editor that loads little. */
const WITHOUT_CANVAS = '/settings/personal';

/** Goes from one page of n8n's editor to another as its links do, which takes a fraction of the time of loading it. */
export class Navigation {
	#page;

	#url;

	/** Whether the browser holds the editor of n8n as it runs now. */
	#isLoaded = false;

	/**
	 * @param {import('playwright-core').Page} page
	 * @param {string} url address of n8n
	 */
	constructor(page, url) {
		this.#page = page;
		this.#url = url;
	}

	/** Lets the next page load all of the editor, as a person does who reloads it. */
	loadAgain() {
		this.#isLoaded = false;
	}

	/**
	 * Goes to a page, by way of one without a canvas, so that nothing of the last workflow is left.
	 * @param {string} path
	 * @param {import('playwright-core').Locator} landmark what shows that the page is there
	 */
	async goTo(path, landmark) {
		if (this.#isLoaded) {
			await this.closeNotices();
			const settings = this.#page.locator('[data-test-id="personal-settings-container"]');
			await this.#follow(WITHOUT_CANVAS, settings);
			await this.#follow(path, landmark);
			return;
		}
		await this.#page.goto(`${this.#url}${path}`);
		await landmark.waitFor();
		this.#isLoaded = true;
	}

	/** Closes the notices in front of a page. One may go by itself while it is being closed. */
	async closeNotices() {
		const close = this.#page.locator('.el-notification__closeBtn');
		for (let tries = 0; tries < 10 && (await close.count()) > 0; tries++) {
			await close
				.first()
				.click({ timeout: 2_000 })
				.catch(() => undefined);
		}
	}

	/** Changes the address as the browser's Back does, and leaves without saving where the editor asks. */
	async #follow(path, landmark) {
		await this.#page.evaluate((to) => {
			globalThis.history.pushState(null, '', to);
			globalThis.dispatchEvent(new globalThis.PopStateEvent('popstate', { state: null }));
		}, path);
		const leave = this.#page.getByRole('button', { name: 'Leave without saving' });
		await landmark.or(leave).first().waitFor();
		if (await leave.isVisible()) await leave.click();
		await landmark.waitFor();
	}
}
