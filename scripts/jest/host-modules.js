/**
 * Leaves packages and the built nodes to Node's own loader, which keeps a package for as long as
 * the process lives. `environment.js` provides `hostRequire`.
 */
module.exports = {
	process: (_source, file) => ({ code: `module.exports = hostRequire(${JSON.stringify(file)});` }),
};
