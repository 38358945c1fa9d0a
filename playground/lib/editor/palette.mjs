/** Exactly this text, whatever the white space around it. */
function exactly(text) {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}

/** The editor's palette of nodes, as a person opens, searches and picks from it. */
export class Palette {
	#page;

	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.#page = page;
	}

	#part(id) {
		return this.#page.locator(`[data-test-id="${id}"]`);
	}

	async #openBy(button) {
		await button.click();
		await this.#part('node-creator-search-bar').waitFor();
	}

	/** Opens it by the button beside the canvas. */
	async open() {
		await this.#openBy(this.#part('node-creator-plus-button').first());
	}

	/** Opens it by "Add first step" of an empty workflow, for triggers. */
	async openForFirstStep() {
		await this.#openBy(this.#part('canvas-plus-button').first());
	}

	/** Opens it by the plus behind a node, for the step after it. */
	async openBehind(node) {
		const own = this.#page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`);
		const plus = '[data-test-id="canvas-node-output-handle"] [data-test-id="canvas-handle-plus"]';
		await this.#openBy(own.locator(plus).first());
	}

	/** Opens it by a connector below a node, such as "Tool" of an agent. */
	async openAtConnector(node, connector) {
		const own = this.#page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`);
		const handle = own
			.locator('[data-test-id="canvas-node-input-handle"]')
			.filter({ hasText: connector });
		await this.#openBy(handle.locator('[data-test-id="canvas-handle-plus"]'));
	}

	async close() {
		await this.#page.keyboard.press('Escape');
		await this.#part('node-creator-search-bar').waitFor({ state: 'hidden' });
	}

	/**
	 * Pastes into the search, and waits until the wanted name is shown.
	 * @returns {Promise<string[]>} all names that are shown then
	 */
	async search(text, wanted) {
		await this.#page.keyboard.insertText(text);
		const names = this.#part('node-creator-item-name');
		await names
			.filter({ hasText: exactly(wanted) })
			.first()
			.waitFor();
		return (await names.allTextContents()).map((name) => name.trim());
	}

	/** Picks a node by its full name. The actions of one that has some are shown then, another one is added. */
	async pick(name) {
		await this.#part('node-creator-item-name')
			.filter({ hasText: exactly(name) })
			.first()
			.click();
	}

	/** Waits until one of a node's actions or triggers is shown, by its full name. */
	async offers(name) {
		await this.#action(name).waitFor();
	}

	#action(name) {
		return this.#part('item-iterator-item')
			.filter({ hasText: exactly(name) })
			.first();
	}

	/** Picks one of the actions that are shown, by its full name, which adds its node. */
	async pickAction(name) {
		await this.#action(name).click();
	}
}
