/** The editor's dialog of one credential, opened from the open node. */
export class CredentialDialog {
	#page;

	#dialog;

	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.#page = page;
		this.#dialog = page.locator('[data-test-id="editCredential-modal"]');
	}

	/** Begins a new credential of the kind that the node's field Authentication names so. */
	async begin(kind) {
		await this.#page.locator('[data-test-id="node-credentials-select"]').first().click();
		await this.#page.locator('[data-test-id="node-credentials-select-item-new"]').click();
		await this.#dialog.locator('[data-test-id="credential-mode-dropdown-trigger"]').click();
		await this.#page.getByRole('menuitem', { name: kind }).click();
	}

	/** Fills fields by the parameter's name. */
	async fill(values) {
		for (const [name, value] of Object.entries(values)) {
			const field = this.#dialog.locator(`[data-test-id="parameter-input-${name}"] input`);
			await field.fill(value);
		}
	}

	/** Saves, which n8n follows by the credential's own test. */
	async save() {
		const tested = this.#page.waitForResponse(/\/rest\/credentials\/test/);
		await this.#dialog.locator('[data-test-id="credential-save-button"]').click();
		await tested;
	}

	/** What the dialog says of a failed test, with its details. */
	async trouble() {
		const banner = this.#dialog.getByText('Couldn’t connect with these settings');
		await banner.waitFor();
		const details = this.#dialog.getByText('More details');
		if (await details.isVisible()) await details.click();
		await this.#dialog.locator('[data-test-id="credential-edit-dialog"]').waitFor();
		return await this.#dialog.innerText();
	}

	/** Waits until it has closed itself, as it does when the test succeeds. */
	async closed() {
		await this.#dialog.waitFor({ state: 'hidden' });
	}
}
