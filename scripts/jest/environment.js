const { mkdirSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const Module = require('node:module');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const vm = require('node:vm');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

const installClock = require('./clock');
const replaceStorage = require('./test-context');

const HERE = Object.freeze({});
const { compileFunction } = vm;

const compiled = new Map();

/** What is compiled once runs anew for each file, so its state does too, and what V8 made of it stays warm. */
function compileOnce(source, parameters, options) {
	const known = compiled.get(options.filename);
	if (known?.source === source && known.parameters === parameters.join()) return known.run;
	const run = compileFunction(source, parameters, options);
	compiled.set(options.filename, { source, parameters: parameters.join(), run });
	return run;
}

/** Jest asks for a context to compile a file in; the marker stands for the process's own. */
vm.compileFunction = (source, parameters, options) =>
	options?.parsingContext === HERE
		? compileOnce(source, parameters, { ...options, parsingContext: undefined })
		: compileFunction(source, parameters, options);

const MODULE_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
const loadJavaScript = Module._extensions['.js'];
const builtSources = new Map();

/** The built package is loaded anew for each test file, and read and compiled once. */
function loadBuilt(module, file) {
	if (!builtSources.has(file)) builtSources.set(file, readFileSync(file, 'utf8'));
	const run = compileOnce(builtSources.get(file), MODULE_PARAMETERS, { filename: file });
	const { exports } = module;
	run.call(exports, exports, (id) => module.require(id), module, file, dirname(file));
}

const dist = join(dirname(dirname(__dirname)), 'dist/');
Module._extensions['.js'] = (module, file) =>
	file.startsWith(dist) ? loadBuilt(module, file) : loadJavaScript(module, file);

/** What jest itself has loaded; everything later is the tests'. */
const jestModules = new Set(Object.keys(require.cache));

function forgetModules(isForgotten) {
	for (const file of Object.keys(require.cache)) {
		if (!jestModules.has(file) && isForgotten(file)) delete require.cache[file];
	}
}

const KEPT_BY_JEST = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL'];

/** Jest keeps its state and listeners in the globals, and would go on calling those of earlier files. */
function forgetJest(global) {
	for (const key of Object.getOwnPropertySymbols(global)) {
		if (KEPT_BY_JEST.includes(key.description)) delete global[key];
	}
}

/** Of errors, which nodes make by the thousand; what is behind them is n8n's. */
const STACK_LINES = 25;

const FOREIGN = /^node:|[\\/]node_modules[\\/]/;

const isForeign = (frame) => FOREIGN.test(frame.getFileName() ?? 'node:');

/** Jest takes a line that is native as it is. */
const asItIs = (line) => ({ isNative: () => true, toString: () => line });

const builtLines = new Map();

/** The built package stays the same as long as the process lives, and its lines come again in thousands of errors. */
function translateBuilt(frame, translate) {
	const line = String(frame);
	if (!builtLines.has(line)) {
		builtLines.set(line, translate({ name: 'Error' }, [frame]).replace(/^Error: \n\s+at /, ''));
	}
	return asItIs(builtLines.get(line));
}

/**
 * Jest looks for a source map behind each line of a stack, for each test file anew. Those of Node and of packages tell
 * nobody anything, and axios reads the stack of each request that fails.
 */
function translateOwnLines() {
	const translate = Error.prepareStackTrace;
	Error.prepareStackTrace = (error, frames) =>
		translate(
			error,
			frames.map((frame) => {
				if (isForeign(frame)) return asItIs(String(frame));
				return frame.getFileName().startsWith(dist) ? translateBuilt(frame, translate) : frame;
			}),
		);
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
		this.rootDir = config.rootDir;
		this.ownEngine = config.testEnvironmentOptions.ownEngine === true;
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
	}

	async setup() {
		this.variables = { ...process.env };
		process.env.N8N_TEST_FOLDER = openScratchFolder();
		forgetModules((file) => this.ownEngine || file.startsWith(`${this.rootDir}/dist/`));
		this.returnStorage = replaceStorage();
	}

	async teardown() {
		this.endTests();
		forgetJest(this.global);
		restoreVariables(this.variables);
		// Jest puts a warning in place of it, for each file anew.
		process.exit = exit;
		if (this.ownEngine) forgetModules(() => true);
	}

	/** Jest has its own timers by now, which go by real time. It asks for a hundred lines of each error's stack. */
	async handleTestEvent({ name }) {
		if (name === 'setup') {
			this.returnStorage();
			this.returnTime = installClock();
			Error.stackTraceLimit = STACK_LINES;
			translateOwnLines();
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
