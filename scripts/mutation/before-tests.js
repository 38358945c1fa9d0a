const compileSources = require('../jest/before-tests');

/** All mutants are in one copy of the sources, which the run without a mutant has compiled. */
module.exports = function compileOnce() {
	if (process.env.__STRYKER_ACTIVE_MUTANT__ === undefined) compileSources();
};
