const asyncHooks = require('node:async_hooks');

/**
 * Which test or hook jest runs. Tests run one after the other, so a plain value tells it. Jest's own way, a storage for
 * each file that is never given up, costs time at every promise of all later files on Node 20 and 22.
 */
class TestContext {
	getStore() {
		return this.store;
	}

	run(store, callback) {
		const before = this.store;
		const end = () => {
			this.store = before;
		};
		this.store = store;
		try {
			const result = callback();
			if (typeof result?.then === 'function') return result.finally(end);
			end();
			return result;
		} catch (error) {
			end();
			throw error;
		}
	}
}

/**
 * Lets what is loaded from here on, which is to be jest itself, make such contexts.
 *
 * @returns gives the real storage back
 */
module.exports = function replaceStorage() {
	const real = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage');
	Object.defineProperty(asyncHooks, 'AsyncLocalStorage', {
		value: TestContext,
		configurable: true,
		enumerable: true,
	});
	return () => Object.defineProperty(asyncHooks, 'AsyncLocalStorage', real);
};
