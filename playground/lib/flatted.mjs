/**
 * Reads the flattened JSON in which n8n keeps executions: a list whose objects and arrays name their
 * strings, objects and arrays by position.
 * @param {string} text
 * @returns {any}
 */
export function parseFlatted(text) {
	const values = JSON.parse(text);
	const done = new Set();
	const resolve = (value) => {
		if (typeof value !== 'string') return value;
		const target = values[Number(value)];
		if (typeof target === 'object' && target !== null && !done.has(target)) {
			done.add(target);
			for (const key of Object.keys(target)) target[key] = resolve(target[key]);
		}
		return target;
	};
	return resolve('0');
}
