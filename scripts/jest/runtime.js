const { sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

const PACKAGES = `${sep}node_modules${sep}`;

/** What files of packages hold, which change with an installation only. */
const ofPackages = new Map();

/** The texts of one test file's modules, in the place of jest's. */
class Texts extends Map {
	get(file) {
		return super.get(file) ?? ofPackages.get(file);
	}

	set(file, text) {
		if (!file.includes(PACKAGES)) return super.set(file, text);
		ofPackages.set(file, text);
		return this;
	}
}

/** Jest would read the files of packages, its own among them, anew for each test file. */
module.exports = class SharedTexts extends Runtime {
	constructor(config, environment, resolver, transformer, texts, ...more) {
		super(config, environment, resolver, transformer, new Texts(texts), ...more);
	}
};
