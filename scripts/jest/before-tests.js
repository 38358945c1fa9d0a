const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

/** Jest would load the compiler as a module of the tests; a program of its own loads it as it is. */
module.exports = function compileSources() {
	execFileSync(process.execPath, [join(__dirname, 'build-sources.js')], { stdio: 'inherit' });
};
