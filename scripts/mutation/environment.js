const { existsSync } = require('node:fs');
const { join } = require('node:path');

const SharedEnvironment = require('../jest/environment');

const isMutated = () => process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;

/**
 * Loads the built nodes before any test does. What runs while they load would else count as reached by the first
 * test alone, and the others would not be run against a mutant of it.
 */
function loadPackage(rootDir) {
	const { n8n } = require(join(rootDir, 'package.json'));
	const built = n8n.nodes.map((file) => join(rootDir, file)).filter((file) => existsSync(file));
	for (const Node of built.flatMap((file) => Object.values(require(file)))) new Node();
}

/** The environment of all tests, until the first failure. */
module.exports = class MutationEnvironment extends SharedEnvironment {
	constructor(config, context) {
		super(config, context);
		this.rootDir = config.projectConfig.rootDir;
		this.failed = false;
		this.forgetMutant(config.projectConfig.globals.__strykerGlobalNamespace__);
	}

	/** Instrumented code reads the mutant to activate once per global object, which is never a new one here. */
	forgetMutant(namespace = '__stryker__') {
		delete this.global[namespace]?.activeMutant;
	}

	async setup() {
		await super.setup();
		if (!isMutated()) loadPackage(this.rootDir);
	}

	/** One failed test kills a mutant; what follows it in the file is skipped. */
	async handleTestEvent(event) {
		await super.handleTestEvent(event);
		if (!isMutated()) return;
		const { name, test } = event;
		if (name === 'test_fn_failure' || name === 'hook_failure') this.failed = true;
		if (name === 'test_start' && this.failed) test.mode = 'skip';
	}
};
