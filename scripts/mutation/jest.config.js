const { join } = require('node:path');
const base = require('../../jest.config');

const tests = process.env.MUTATION_TESTS?.split(',') ?? ['test'];

/** @type {import('jest').Config} */
module.exports = {
	...base,
	testMatch: tests.map((path) => `<rootDir>/${path}${path.endsWith('.ts') ? '' : '/**/*.test.ts'}`),
	testEnvironment: join(__dirname, 'environment.js'),
	globalSetup: '<rootDir>/scripts/mutation/before-tests.js',
	runner: '<rootDir>/scripts/mutation/covering-files.js',
};
