import { existsSync } from 'node:fs';

import { Problem } from '../../../scripts/lib/problem.mjs';
import { CredentialDialog } from './credential-dialog.mjs';
import { readParameters, waitUntilQuiet } from './form.mjs';
import { Navigation } from './navigation.mjs';
import { Palette } from './palette.mjs';
import { RequestsUnderWay } from '../requests-under-way.mjs';
import { shrinkPicture } from './small-picture.mjs';
import { until } from '../until.mjs';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
const SIZE = { width: 1440, height: 900 };
/** High enough for any form without options. */
const FORM_HEIGHT = 1300;
const WAIT_MS = 60_000;
/** For an execution and the drawing of what it gave, on a busy machine. */
const EXECUTION_MS = 180_000;
/** After that long without an effect, a click on the canvas is made again. */
const CLICK_MS = 15_000;

/** Whether a form loads a list or fields by a request. */
const isFormLoad = (request) => request.url().includes('/dynamic-node-parameters/');

/** n8n's editor in a headless browser, driven as a person would. */
export class Editor {
	#browser;

	#formLoads;

	#url;

	/** @param {string} url address of n8n */
	static async open(url) {
		const executablePath = BROWSERS.find((path) => existsSync(path));
		if (!executablePath) {
			throw new Problem('No browser found for the editor tests.', [
				'On Debian: apt-get install -y chromium',
			]);
		}
		const { chromium } = await import('playwright-core');
		const editor = new Editor();
		editor.#url = url;
		editor.#browser = await chromium.launch({ executablePath, args: FLAGS });
		editor.page = await editor.#browser.newPage({ viewport: SIZE });
		editor.page.setDefaultTimeout(WAIT_MS);
		editor.navigation = new Navigation(editor.page, url);
		editor.palette = new Palette(editor.page);
		editor.#formLoads = new RequestsUnderWay(editor.page, isFormLoad);
		editor.credentialDialog = new CredentialDialog(editor.page);
		return editor;
	}

	async close() {
		await this.#browser.close();
	}

	async signIn({ email, password }) {
		const { page } = this;
		await page.goto(`${this.#url}/signin`);
		await page.fill('input[name=emailOrLdapLoginId]', email);
		await page.fill('input[type=password]', password);
		await page.keyboard.press('Enter');
		await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
	}

	async openNewWorkflow() {
		const plus = this.page.locator('[data-test-id="canvas-plus-button"]').first();
		await this.navigation.goTo('/workflow/new', plus);
	}

	/** The id that n8n gave the new workflow at its first change, and that its address holds since. */
	async idOfWorkflow() {
		await this.page.waitForURL(/\/workflow\/(?!new)\w+/);
		return new URL(this.page.url()).pathname.split('/')[2];
	}

	async openWorkflow(id) {
		const node = this.page.locator('[data-test-id="canvas-node"]').first();
		await this.navigation.goTo(`/workflow/${id}`, node);
	}

	/** A node on the canvas. */
	node(name) {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** The address of a canvas node's icon, and how wide the picture is that the browser made of it. */
	async iconOf(name) {
		const image = this.node(name).locator('img').first();
		await image.waitFor();
		return await image.evaluate(async (icon) => {
			await icon.decode();
			return { file: new URL(icon.src).pathname.split('/').at(-1), width: icon.naturalWidth };
		});
	}

	/** Sets what the browser says of the person's system, which n8n's theme follows by default. */
	async preferTheme(colorScheme) {
		await this.page.emulateMedia({ colorScheme });
	}

	async openNode(name) {
		await this.#clickUntil(
			`the node "${name}" to open`,
			async (timeout) => await this.node(name).dblclick({ timeout }),
			async (timeout) => await this.opened(timeout),
		);
	}

	/** Waits until a node shows its parameters. */
	async opened(timeout = WAIT_MS) {
		await this.page.locator('[data-test-id="node-parameters"]').first().waitFor({ timeout });
	}

	/** Clicks again where nothing came of it: a canvas that still moves to fit the window may not take a click. */
	async #clickUntil(what, click, done) {
		await until(what, async () => {
			// A form that opened late lies over the node.
			await click(CLICK_MS).catch(() => undefined);
			return await done(CLICK_MS).then(
				() => true,
				() => undefined,
			);
		});
	}

	async closeNode() {
		await this.page.locator('[data-test-id="ndv-close-button"]').click();
		await this.page
			.locator('[data-test-id="node-parameters"]')
			.first()
			.waitFor({ state: 'hidden' });
	}

	/** Deletes a node from the canvas. */
	async deleteNode(name) {
		await this.#clickUntil(
			`the node "${name}" to go`,
			async (timeout) => {
				await this.node(name).click({ timeout });
				await this.page.keyboard.press('Delete');
			},
			async (timeout) => await this.node(name).waitFor({ state: 'detached', timeout }),
		);
	}

	/** Opens the list of a resource locator and returns what it shows: entries, or the reason for none. */
	async listOf(parameter) {
		const { page } = this;
		const locator = page.locator(`[data-test-id="resource-locator-${parameter}"]`);
		const loaded = page.waitForResponse(
			(response) =>
				/resource-locator-results/.test(response.url()) &&
				response.request().postDataJSON()?.path?.endsWith(parameter),
		);
		await locator.locator('[data-test-id="rlc-input"]').click();
		const answer = await (await loaded).json();
		const entries = page.locator('[data-test-id="rlc-item"]');
		const failure = page.locator('[data-test-id="rlc-error-container"]');
		// The chosen entry is there before the others.
		const last = entries.nth(Math.max(0, (answer.data?.results?.length ?? 1) - 1));
		await last.or(failure).first().waitFor();
		const shown = (await failure.count()) > 0 ? failure : entries;
		return (await shown.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
	}

	async pick(entry) {
		await this.page.locator('[data-test-id="rlc-item"]', { hasText: entry }).first().click();
	}

	/** The input of a field, by the parameter's name. */
	field(name) {
		return this.page.locator(`[data-test-id="parameter-input-${name}"]`);
	}

	/** Chooses from the list of an options field, by the name of the choice. */
	async choose(name, choice) {
		await this.field(name).click();
		await this.page
			.locator('.el-select-dropdown__item:visible', { hasText: choice })
			.first()
			.click();
	}

	/** Reads the form of the open node, once its lists are there. */
	async readForm() {
		const panel = this.page.locator('[data-test-id="node-parameters"]').first();
		do {
			await panel.locator('.el-loading-mask').first().waitFor({ state: 'hidden' });
			await panel.evaluate(waitUntilQuiet);
		} while (this.#formLoads.size > 0);
		return await panel.evaluate(readParameters);
	}

	/** Labels of the fields that a resource mapper shows below its heading, once the last one is there. */
	async mapperLabels(lastField) {
		await this.field(lastField).waitFor();
		const fields = this.page.locator('[data-test-id="mapping-fields-container"]');
		const lines = (await fields.innerText()).split('\n').map((line) => line.trim());
		const [, ...labels] = lines.filter((line) => line !== '' && !/^(Fixed|Expression)$/.test(line));
		return labels;
	}

	/** Fills a text field; a value in braces becomes an expression, as it does for a person who types it. */
	async fill(name, value) {
		const input = this.field(name);
		if (!value.startsWith('{{')) return await input.locator('input, textarea').first().fill(value);
		await input.hover();
		await this.page
			.locator(`[data-test-id="value[\\"${name}\\"]-parameter-input-options-container"]`)
			.locator('[data-test-id="radio-button-expression"]')
			.click({ force: true });
		const code = input.locator('.cm-content').first();
		await code.click();
		await this.page.keyboard.press('ControlOrMeta+A');
		await this.page.keyboard.type(value.replace(/\}\}$/, ''), { delay: 5 });
	}

	/** What the open node shows as its credential. */
	async shownCredential() {
		const select = this.page.locator('[data-test-id="node-credentials-select"]').first();
		await select.waitFor();
		const typed = await select.locator('input').evaluateAll((all) => all.map((one) => one.value));
		return [await select.innerText(), ...typed].join(' ');
	}

	/** Waits until the open node has a credential, which n8n chooses itself when a node is added. */
	async hasCredential(name) {
		await until(`the credential "${name}" in the form`, async () => {
			return (await this.shownCredential()).includes(name) || undefined;
		});
	}

	/** Chooses a saved credential in the open node. */
	async chooseCredential(name) {
		await this.page.locator('[data-test-id="node-credentials-select"]').first().click();
		await this.page
			.locator('[data-test-id^="node-credentials-select-item"]', { hasText: name })
			.first()
			.click();
	}

	/** Presses the button that executes the open node. */
	async execute() {
		await this.page.locator('[data-test-id="node-execute-button"]').first().click();
	}

	/**
	 * Unfolds the addresses of the open trigger and copies the one for tests, as a click on it does.
	 * @returns {Promise<string>} what is in the clipboard then
	 */
	async copyTestAddress() {
		await this.page.getByText('Webhook URLs', { exact: true }).click();
		return await this.#copyAddress('/webhook-test/');
	}

	/** Unfolds the addresses of the open trigger and copies the one of the published workflow. */
	async copyProductionAddress() {
		await this.page.getByText('Webhook URLs', { exact: true }).click();
		await this.page.getByText('Production URL', { exact: true }).first().click();
		return await this.#copyAddress('/webhook/');
	}

	async #copyAddress(part) {
		const { page } = this;
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await page.locator('.webhook-url', { hasText: part }).first().click();
		await this.notice('URL copied');
		return await page.evaluate(() => globalThis.navigator.clipboard.readText());
	}

	/** Executes the open trigger and waits until it listens. */
	async listen() {
		await this.execute();
		await this.page.getByText('Listening for test event').first().waitFor();
	}

	/** The text of the open node's output panel, once it shows items or a failure. */
	async outputText() {
		const output = this.page.locator('[data-test-id="output-panel"]');
		await output
			.locator('table')
			.or(this.#output('run-data-schema-item'))
			.or(this.#output('node-error-message'))
			.first()
			.waitFor({ timeout: EXECUTION_MS });
		return await output.innerText();
	}

	/** Waits until the open node's output shows a text. */
	async outputWith(text) {
		await this.page.locator('[data-test-id="output-panel"]').getByText(text).first().waitFor();
	}

	/** Shows the output of the open node as a list of fields, and closes the notices in front of it. */
	async showFields() {
		await this.#output('radio-button-schema').click();
		await this.#output('run-data-schema-item').first().waitFor();
		await this.navigation.closeNotices();
	}

	/** Shows the output of the open node as a table, and closes the notices in front of it. */
	async showTable() {
		await this.#output('radio-button-table').click();
		await this.page.locator('[data-test-id="output-panel"] table').first().waitFor();
		await this.navigation.closeNotices();
	}

	#output(part) {
		return this.page.locator(`[data-test-id="output-panel"] [data-test-id="${part}"]`);
	}

	/** Executes the open node and returns the text of its output panel. */
	async executeStep() {
		await this.execute();
		return await this.outputText();
	}

	/** The text of a notice that pops up, by its title. */
	async notice(title) {
		const notice = this.page.locator('.el-notification', { hasText: title }).first();
		await notice.waitFor();
		return await notice.innerText();
	}

	/** Publishes the open workflow, and waits until n8n begins to. */
	async publish() {
		const { page } = this;
		await page.locator('[data-test-id="workflow-open-publish-modal-button"]').click();
		const begun = page.waitForResponse(/\/workflows\/\w+\/activate/);
		await page.locator('[data-test-id="workflow-publish-button"]').click();
		await begun;
		// What n8n says of it stays in front of the next page.
		this.navigation.loadAgain();
	}

	/** All that the page holds as text: what it shows, what its fields hold, and its hints. */
	async text() {
		return await this.page.locator('body').evaluate((body) => {
			const fields = [...body.querySelectorAll('input, textarea')].map(({ value }) => value);
			const hints = [...body.querySelectorAll('[title]')].map(({ title }) => title);
			return [body.textContent, ...fields, ...hints].join('\n');
		});
	}

	/**
	 * Takes a picture of the window, for which it may be made higher; a canvas fits itself into it.
	 * @param {string} file
	 * @param {number} [height] in pixels
	 */
	async picture(file, height = SIZE.height) {
		const { page } = this;
		if (height !== SIZE.height) await this.#resize({ ...SIZE, height });
		await page.mouse.move(2, 2);
		await page.waitForTimeout(600);
		await page.screenshot({ path: file });
		if (height !== SIZE.height) await this.#resize(SIZE);
	}

	/** Takes a picture of the open node's form alone. */
	async formPicture(file) {
		const { page } = this;
		await this.#resize({ ...SIZE, height: FORM_HEIGHT });
		await page.mouse.move(2, 2);
		await page.waitForTimeout(600);
		await page.locator('[data-test-id="node-parameters"]').first().screenshot({ path: file });
		await this.#resize(SIZE);
	}

	/** Writes a picture again, in fewer bytes. */
	async shrinkPicture(file, width) {
		const page = await this.#browser.newPage();
		await shrinkPicture(page, file, width).finally(async () => await page.close());
	}

	async #resize(size) {
		const { page } = this;
		await page.setViewportSize(size);
		const isOnCanvas = await page.locator('[data-test-id="ndv"]').isHidden();
		if (isOnCanvas) await page.locator('[data-test-id="zoom-to-fit"]').click();
	}
}
