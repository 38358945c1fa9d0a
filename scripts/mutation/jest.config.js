const { join } = require('node:path');
const base = require('../../jest.config');

const root = join(__dirname, '../..');
const tests = process.env.MUTATION_TESTS?.split(',') ?? ['test'];

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: root,
	testMatch: tests.map((path) => `<rootDir>/${path}${path.endsWith('.ts') ? '' : '/**/*.test.ts'}`),
	testEnvironment: join(__dirname, 'environment.js'),
	runner: '<rootDir>/scripts/mutation/covering-files.js',
	transform: {
		[`^${root}/dist/.+\\.js$`]: '<rootDir>/scripts/mutation/host-modules.js',
		'/node_modules/(?!@?(jest|stryker)).+\\.[cm]?js$': '<rootDir>/scripts/mutation/host-modules.js',
		...base.transform,
	},
	transformIgnorePatterns: [],
};
