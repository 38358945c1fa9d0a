const { availableParallelism } = require('node:os');
const { join } = require('node:path');

const { REPLACED_PACKAGES, SOURCE_FOLDERS } = require('./scripts/jest/sources');

const hostModules = join(__dirname, 'scripts/jest/host-modules.js');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: __dirname,
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testEnvironment: join(__dirname, 'scripts/jest/environment.js'),
	runtime: join(__dirname, 'scripts/jest/runtime.js'),
	globalSetup: '<rootDir>/scripts/jest/before-tests.js',
	transform: {
		[`^${__dirname}/(${SOURCE_FOLDERS.join('|')})/.+\\.ts$`]: '<rootDir>/scripts/jest/sources.js',
		[`^${__dirname}/dist/.+\\.js$`]: hostModules,
		'/node_modules/(?!@?(jest|stryker)).+\\.[cm]?js$': hostModules,
	},
	transformIgnorePatterns: [],
	moduleNameMapper: Object.fromEntries(
		Object.entries(REPLACED_PACKAGES).map(([name, file]) => [`^${name}$`, file]),
	),
	// Only against a test that never ends: on a busy machine one may take minutes.
	testTimeout: 300_000,
	// A worker ends by itself as soon as its memory is freed, which takes a busy machine more than jest's half second.
	workerGracefulExitTimeout: 10_000,
	// Each holds a loaded n8n, which is 0.7 GB.
	maxWorkers: Math.min(4, availableParallelism()),
};
