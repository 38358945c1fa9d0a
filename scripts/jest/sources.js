const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const ROOT = join(__dirname, '../..');
const BUILT = join(ROOT, 'test-results/sources');

/** What is tested, and what tests it. */
const SOURCE_FOLDERS = ['bench', 'credentials', 'nodes', 'sandbox', 'scripts', 'test'];

const builtPathOf = (file) => join(BUILT, relative(ROOT, file)).replace(/\.ts$/, '.js');

const MOCKS = /^jest\.mock\(/m;

let tsJest;

/** Moves `jest.mock` above the imports, as esbuild does not. It loads TypeScript, so few files go through it. */
function compileWithMocks(source, file, options) {
	tsJest ??= require('ts-jest').default.createTransformer({
		tsconfig: 'tsconfig.check.json',
		diagnostics: false,
	});
	return tsJest.process(source, file, options);
}

module.exports = {
	ROOT,
	SOURCE_FOLDERS,
	builtPathOf,
	/** Takes what `build-sources.js` made before the tests. */
	process: (source, file, options) =>
		MOCKS.test(source)
			? compileWithMocks(source, file, options)
			: { code: readFileSync(builtPathOf(file), 'utf8') },
	getCacheKey: (_source, file) =>
		createHash('sha1')
			.update(file)
			.update(readFileSync(builtPathOf(file)))
			.digest('hex'),
};
