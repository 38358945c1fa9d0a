const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { default: TestRunner } = require('jest-runner');

/**
 * Stryker tells jest which tests reach a mutant by their names only, and jest then loads every
 * file to look for them. This runner notes in the first run, which has no mutant, which names are
 * in which file and how long the file took. With a mutant it runs the files that have one of the
 * names, quick ones first, until one fails.
 */
module.exports = class CoveringFiles extends TestRunner {
	constructor(globalConfig, context) {
		super(globalConfig, context);
		this.notes = join(globalConfig.rootDir, 'test-files.json');
		this.pattern = globalConfig.testNamePattern;
	}

	async runTests(tests, watcher, options) {
		const mutated = process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;
		const known = mutated && existsSync(this.notes) ? JSON.parse(readFileSync(this.notes)) : {};
		const seen = {};
		let failed = false;
		this.on('test-file-success', ([{ path }, result]) => {
			failed ||= result.numFailingTests > 0;
			const names = result.testResults.map(({ fullName }) => fullName);
			seen[path] = { names, milliseconds: result.perfStats.runtime };
		});
		this.on('test-file-failure', () => {
			failed = true;
		});
		for (const test of this.covering(tests, known)) {
			if (mutated && failed) break;
			await super.runTests([test], watcher, options);
		}
		if (!mutated) writeFileSync(this.notes, JSON.stringify(seen));
	}

	covering(tests, known) {
		const pattern = new RegExp(this.pattern ?? '', 'i');
		const time = ({ path }) => known[path]?.milliseconds ?? 0;
		return tests
			.filter(({ path }) => known[path]?.names.some((name) => pattern.test(name)) ?? true)
			.sort((one, other) => time(one) - time(other));
	}
};
