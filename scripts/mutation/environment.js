const { existsSync } = require('node:fs');
const { join } = require('node:path');
const vm = require('node:vm');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

const quickenClock = require('./quick-clock');

const HERE = Object.freeze({});
const { compileFunction } = vm;

/** Jest asks for a context to compile a file in; the marker stands for the process's own. */
vm.compileFunction = (source, parameters, options) =>
	compileFunction(
		source,
		parameters,
		options?.parsingContext === HERE ? { ...options, parsingContext: undefined } : options,
	);

/** Forgets the built package, so that each test file loads it anew and begins with empty memories. */
function forgetPackage(rootDir) {
	for (const file of Object.keys(require.cache)) {
		if (file.startsWith(`${rootDir}/dist/`)) delete require.cache[file];
	}
}

/**
 * Loads the built nodes before any test does. What runs while they load would else count as reached by the first
 * test alone, and the others would not be run against a mutant of it.
 */
function loadPackage(rootDir) {
	const { n8n } = require(join(rootDir, 'package.json'));
	const built = n8n.nodes.map((file) => join(rootDir, file)).filter((file) => existsSync(file));
	for (const Node of built.flatMap((file) => Object.values(require(file)))) new Node();
}

const KEPT_BY_JEST = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL'];

/** Jest keeps its state and listeners in the globals, and would go on calling those of earlier files. */
function forgetJest(global) {
	for (const key of Object.getOwnPropertySymbols(global)) {
		if (KEPT_BY_JEST.includes(key.description)) delete global[key];
	}
}

/**
 * Runs the tests in the process's own globals instead of a context for each file. n8n-core, which
 * takes seconds to load, then stays loaded from one mutant to the next (see `host-modules.js`).
 */
module.exports = class SharedEnvironment {
	constructor({ projectConfig: config }) {
		quickenClock();
		this.rootDir = config.rootDir;
		this.global = globalThis;
		Object.assign(this.global, config.globals, { hostRequire: require });
		this.moduleMocker = new ModuleMocker(this.global);
		const timerConfig = { idToRef: (id) => id, refToId: (ref) => ref };
		this.fakeTimers = new LegacyFakeTimers({
			config,
			global: this.global,
			moduleMocker: this.moduleMocker,
			timerConfig,
		});
		this.fakeTimersModern = new ModernFakeTimers({ config, global: this.global });
		this.failed = false;
		this.forgetMutant(config.globals.__strykerGlobalNamespace__);
	}

	/** Instrumented code reads the mutant to activate once per global object, which is never a new one here. */
	forgetMutant(namespace = '__stryker__') {
		delete this.global[namespace]?.activeMutant;
	}

	async setup() {
		forgetPackage(this.rootDir);
		if (process.env.__STRYKER_ACTIVE_MUTANT__ === undefined) loadPackage(this.rootDir);
	}

	async teardown() {
		this.fakeTimers.dispose();
		this.fakeTimersModern.dispose();
		this.moduleMocker.restoreAllMocks();
		forgetJest(this.global);
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return HERE;
	}

	/** One failed test kills a mutant; what follows it in the file is skipped. */
	async handleTestEvent({ name, test }) {
		if (process.env.__STRYKER_ACTIVE_MUTANT__ === undefined) return;
		if (name === 'test_fn_failure' || name === 'hook_failure') this.failed = true;
		if (name === 'test_start' && this.failed) test.mode = 'skip';
	}
};
