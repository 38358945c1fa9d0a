const { join } = require('node:path');

const hostModules = join(__dirname, 'scripts/jest/host-modules.js');

/** @type {import('jest').Config} */
module.exports = {
	rootDir: __dirname,
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testEnvironment: join(__dirname, 'scripts/jest/environment.js'),
	transform: {
		'^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.check.json', diagnostics: false }],
		[`^${__dirname}/dist/.+\\.js$`]: hostModules,
		'/node_modules/(?!@?(jest|stryker)).+\\.[cm]?js$': hostModules,
	},
	transformIgnorePatterns: [],
	testTimeout: 60_000,
	// The tests wait for limits and retries more than they compute.
	maxWorkers: 3,
};
