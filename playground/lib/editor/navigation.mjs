import { RequestsUnderWay } from '../requests-under-way.mjs';
import { until } from '../until.mjs';

/** A page of the editor that loads little. */
const WITHOUT_CANVAS = '/settings/personal';
/** After that long a page is loaded instead. */
const PATIENCE_MS = 20_000;

/** Whether the editor saves a workflow by a request. */
const isSave = (request) => request.method() !== 'GET' && /\/rest\/workflows\b/.test(request.url());

/** Goes from one page of n8n's editor to another as its links do, which takes a fraction of the time of loading it. */
export class Navigation {
	#page;

	#url;

	#saves;

	/** Whether the browser holds the editor of n8n as it runs now. */
	#isLoaded = false;

	/**
	 * @param {import('playwright-core').Page} page
	 * @param {string} url address of n8n
	 */
	constructor(page, url) {
		this.#page = page;
		this.#url = url;
		this.#saves = new RequestsUnderWay(page, isSave);
	}

	/** Lets the next page load all of the editor, as a person does who reloads it. */
	loadAgain() {
		this.#isLoaded = false;
	}

	/**
	 * Goes to a page, by way of one without a canvas, so that nothing of the last workflow is left. Where the editor
	 * would not leave a workflow, all of it is loaded.
	 * @param {string} path
	 * @param {import('playwright-core').Locator} landmark what shows that the page is there
	 */
	async goTo(path, landmark) {
		const settings = this.#page.locator('[data-test-id="personal-settings-container"]');
		if (
			this.#isLoaded &&
			(await this.#follow(WITHOUT_CANVAS, settings)) &&
			(await this.#follow(path, landmark))
		) {
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

	/**
	 * Changes the address as the browser's Back does, when nothing is being saved: n8n goes back to what it has saved.
	 * @returns {Promise<boolean>} whether the page is there; false also where the editor asks what to do with changes
	 */
	async #follow(path, landmark) {
		await until('the workflow to be saved', async () => this.#saves.size === 0 || undefined);
		await this.closeNotices();
		await this.#page.evaluate((to) => {
			globalThis.history.pushState(null, '', to);
			globalThis.dispatchEvent(new globalThis.PopStateEvent('popstate', { state: null }));
		}, path);
		const question = this.#page.getByRole('button', { name: 'Leave without saving' });
		return await landmark
			.or(question)
			.first()
			.waitFor({ timeout: PATIENCE_MS })
			.then(
				async () => !(await question.isVisible()),
				() => false,
			);
	}
}
