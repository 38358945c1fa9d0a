const { mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const vm = require('node:vm');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

const installClock = require('./clock');
const { compileOnce, forgetModules, isOwn, loadByHost } = require('./loader');
const { showStacksBySources } = require('./stacks');
const replaceStorage = require('./test-context');

const HERE = Object.freeze({});

/** Jest asks for a context to compile a file in; the marker stands for the process's own. */
const { compileFunction } = vm;
vm.compileFunction = (source, parameters, options) =>
	options?.parsingContext === HERE
		? compileOnce(source, parameters, { ...options, parsingContext: undefined })
		: compileFunction(source, parameters, options);

const KEPT_BY_JEST = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL'];

/** Jest keeps its state and listeners in the globals, and would go on calling those of earlier files. */
function forgetJest(global) {
	for (const key of Object.getOwnPropertySymbols(global)) {
		if (KEPT_BY_JEST.includes(key.description)) delete global[key];
	}
}

const { exit } = process;

let scratchFolder;

/** n8n-core reads once where it keeps its files, so the folder lasts as long as the process. */
function openScratchFolder() {
	if (scratchFolder === undefined) {
		scratchFolder = mkdtempSync(join(tmpdir(), 'n8n-test-'));
		mkdirSync(join(scratchFolder, '.n8n'));
		process.on('exit', () => rmSync(scratchFolder, { recursive: true, force: true }));
	}
	return scratchFolder;
}

/** What a file sets in the environment of the process is gone after it. */
function restoreVariables(before) {
	for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
	Object.assign(process.env, before);
}

/**
 * Runs the tests in the process's own globals instead of a context for each file, so that n8n-core, which takes
 * seconds to load, stays loaded from one file to the next (see `host-modules.js`). The built package is loaded anew
 * for each file, so its memories begin empty.
 *
 * A file that needs n8n-core to read other settings asks for its own with
 * `@jest-environment-options {"ownEngine": true}`.
 */
module.exports = class SharedEnvironment {
	constructor({ projectConfig: config }) {
		this.ownEngine = config.testEnvironmentOptions.ownEngine === true;
		this.global = globalThis;
		Object.assign(this.global, config.globals, { hostRequire: loadByHost });
		this.moduleMocker = new ModuleMocker(this.global);
		const timerConfig = { idToRef: (id) => id, refToId: (ref) => ref };
		this.fakeTimers = new LegacyFakeTimers({
			config,
			global: this.global,
			moduleMocker: this.moduleMocker,
			timerConfig,
		});
		this.fakeTimersModern = new ModernFakeTimers({ config, global: this.global });
	}

	async setup() {
		this.variables = { ...process.env };
		process.env.N8N_TEST_FOLDER = openScratchFolder();
		// A file that mocks modules says so, see `sources.js`.
		this.global.mocksModules = false;
		this.shelved = forgetModules((file) => this.ownEngine || isOwn(file));
		this.returnStorage = replaceStorage();
	}

	async teardown() {
		this.endTests();
		forgetJest(this.global);
		restoreVariables(this.variables);
		// Jest puts a warning in place of it, for each file anew.
		process.exit = exit;
		if (this.ownEngine) {
			forgetModules(() => true);
			Object.assign(require.cache, this.shelved);
		}
		this.shelved = undefined;
	}

	/** Jest has its own timers by now, which go by real time. It asks for a hundred lines of each error's stack. */
	async handleTestEvent({ name }) {
		if (name === 'setup') {
			this.returnStorage();
			this.returnTime = installClock();
			showStacksBySources();
		}
		if (name === 'teardown') this.endTests();
	}

	/** What a file has put in place of the time lies over the clock and goes first. */
	endTests() {
		this.fakeTimers.dispose();
		this.fakeTimersModern.dispose();
		this.moduleMocker.restoreAllMocks();
		this.returnTime?.();
		this.returnTime = undefined;
		this.returnStorage?.();
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return HERE;
	}
};
