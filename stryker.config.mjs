/**
 * Mutation testing, see docs/mutation.md. Use it through `npm run mutate`, which chooses the tests.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	plugins: ['@stryker-mutator/jest-runner'],
	testRunner: 'jest',
	testRunnerNodeArgs: ['--experimental-vm-modules'],
	jest: {
		configFile: 'scripts/mutation/jest.config.js',
		enableFindRelatedTests: false,
	},
	coverageAnalysis: 'perTest',
	buildCommand: process.env.MUTATION_BUILD === 'false' ? undefined : 'npm run --silent build',
	disableTypeChecks: '{nodes,credentials}/**/*.ts',
	ignorePatterns: ['/playground', '/bench', '/dist', '/test-results', '/coverage'],
	tempDirName: 'coverage/stryker',
	reporters: ['progress-append-only', 'json'],
	jsonReporter: { fileName: process.env.MUTATION_REPORT ?? 'test-results/mutation/report.json' },
	concurrency: 2,
	timeoutMS: 20_000,
};
