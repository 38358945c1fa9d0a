const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const ROOT = join(__dirname, '../..');
const BUILT = join(ROOT, 'test-results/sources');

/** What is tested, and what tests it. */
const SOURCE_FOLDERS = ['bench', 'credentials', 'nodes', 'sandbox', 'scripts', 'test'];

const builtPathOf = (file) => join(BUILT, relative(ROOT, file)).replace(/\.ts$/, '.js');

module.exports = {
	ROOT,
	SOURCE_FOLDERS,
	builtPathOf,
	/** Takes what `build-sources.js` made before the tests. */
	process: (_source, file) => ({ code: readFileSync(builtPathOf(file), 'utf8') }),
	getCacheKey: (_source, file) =>
		createHash('sha1')
			.update(file)
			.update(readFileSync(builtPathOf(file)))
			.digest('hex'),
};
