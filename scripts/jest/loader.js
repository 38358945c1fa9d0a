const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname } = require('node:path');
const vm = require('node:vm');

const { builtPathOf, inFolder, isHosted, REPLACED_PACKAGES } = require('./sources');

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

const MODULE_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
const texts = new Map();

/** What is loaded anew for each test file is read and compiled once. */
function load(module, file, textFile) {
	if (!texts.has(file)) texts.set(file, readFileSync(textFile, 'utf8'));
	const run = compileOnce(texts.get(file), MODULE_PARAMETERS, { filename: file });
	const { exports } = module;
	const requireFrom = (id) => module.require(REPLACED_PACKAGES[id] ?? id);
	run.call(exports, exports, requireFrom, module, file, dirname(file));
}

const dist = inFolder('dist');

const isBuilt = (file) => file.startsWith(dist);

const loadJavaScript = Module._extensions['.js'];
Module._extensions['.js'] = (module, file) =>
	isBuilt(file) ? load(module, file, file) : loadJavaScript(module, file);

const loadTypeScript = Module._extensions['.ts'];
Module._extensions['.ts'] = (module, file) =>
	isHosted(file) ? load(module, file, builtPathOf(file)) : loadTypeScript(module, file);

/** What jest itself has loaded before the first test; everything later is the tests'. */
let jestModules;

/** Who has loaded something that was forgotten, and would hold it as a child. */
const holders = new Set();

/** @returns what is forgotten, by file */
function forgetModules(isForgotten) {
	jestModules ??= new Set(Object.keys(require.cache));
	const modules = {};
	for (const [file, module] of Object.entries(require.cache)) {
		if (jestModules.has(file) || !isForgotten(file)) continue;
		modules[file] = module;
		if (module.parent) holders.add(module.parent);
		delete require.cache[file];
	}
	for (const module of holders) {
		if (require.cache[module.filename] !== module) holders.delete(module);
		else module.children = module.children.filter((child) => child.filename in require.cache);
	}
	return modules;
}

/** The package and its sources, whose memories begin empty in each test file. */
const isOwn = (file) => isBuilt(file) || isHosted(file);

module.exports = { compileOnce, forgetModules, isOwn, loadByHost: require };
