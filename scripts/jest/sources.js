const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join, relative, sep } = require('node:path');

const ROOT = join(__dirname, '../..');
const BUILT = join(ROOT, 'test-results/sources');

/** What is tested, and what tests it. */
const SOURCE_FOLDERS = ['bench', 'credentials', 'nodes', 'sandbox', 'scripts', 'test'];

/** Of these, what Node's own loader takes, which has less to do for each file than jest's. They import no other. */
const HOSTED_FOLDERS = ['credentials', 'nodes', 'sandbox'];

/** ES modules, which CommonJS cannot load on all versions of Node; the build bundles them. */
const REPLACED_PACKAGES = {
	marked: join(ROOT, 'dist/nodes/shared/formatting/markdown-library.js'),
};

const builtPathOf = (file) => join(BUILT, relative(ROOT, file)).replace(/\.ts$/, '.js');

const MOCKS = /^jest\.mock\(/m;

let tsJest;

/** Moves `jest.mock` above the imports, as esbuild does not. It loads TypeScript, so few files go through it. */
function compileWithMocks(source, file, options) {
	tsJest ??= require('ts-jest').default.createTransformer({
		tsconfig: 'tsconfig.check.json',
		diagnostics: false,
	});
	const { code, ...more } = tsJest.process(source, file, options);
	return { ...more, code: `mocksModules = true; ${code}` };
}

const inFolder = (folder) => join(ROOT, folder) + sep;
const hosted = HOSTED_FOLDERS.map(inFolder);

const isHosted = (file) => hosted.some((folder) => file.startsWith(folder));

/** What `build-sources.js` made before the tests. What a test mocks is left to jest, and what imports it. */
function readBuilt(file) {
	const code = readFileSync(builtPathOf(file), 'utf8');
	if (!isHosted(file)) return code;
	const hand = `module.exports = hostRequire(${JSON.stringify(file)}); return;`;
	return `"use strict"; if (!mocksModules) { ${hand} } ${code}`;
}

module.exports = {
	ROOT,
	SOURCE_FOLDERS,
	REPLACED_PACKAGES,
	builtPathOf,
	inFolder,
	isHosted,
	process: (source, file, options) =>
		MOCKS.test(source) ? compileWithMocks(source, file, options) : { code: readBuilt(file) },
	getCacheKey: (_source, file) =>
		createHash('sha1')
			.update(file)
			.update(readFileSync(module.filename))
			.update(readFileSync(builtPathOf(file)))
			.digest('hex'),
};
