const { default: Runtime } = require('jest-runtime');

/** What files hold. None of those that jest loads changes while tests run. */
const texts = new Map();

/** Jest would read each file, its own among them, anew for each test file. */
module.exports = class SharedTexts extends Runtime {
	constructor(config, environment, resolver, transformer, ownTexts, ...more) {
		for (const [file, text] of ownTexts) texts.set(file, text);
		super(config, environment, resolver, transformer, texts, ...more);
	}
};
