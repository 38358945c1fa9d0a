const { readFileSync } = require('node:fs');
const { SourceMap } = require('node:module');
const { dirname, join, resolve } = require('node:path');

const { isOwn } = require('./loader');
const { builtPathOf, isHosted } = require('./sources');

/** Of errors, which nodes make by the thousand; what is behind them is n8n's. Jest asks for a hundred. */
const STACK_LINES = 25;

const FOREIGN = /^node:|[\\/]node_modules[\\/]/;

const isForeign = (frame) => FOREIGN.test(frame.getFileName() ?? 'node:');

/** Jest takes a line that is native as it is. */
const asItIs = (line) => ({ isNative: () => true, toString: () => line });

const MAP = /\/\/# sourceMappingURL=(?:data:application\/json;base64,)?(\S+)\s*$/;

/** The source map that stands in a file, or the one it names beside it. */
function readMap(file) {
	const [, map] = MAP.exec(readFileSync(isHosted(file) ? builtPathOf(file) : file, 'utf8')) ?? [];
	if (map === undefined) return undefined;
	const text = map.endsWith('.map')
		? readFileSync(join(dirname(file), map), 'utf8')
		: Buffer.from(map, 'base64').toString();
	return new SourceMap(JSON.parse(text));
}

const maps = new Map();

function translate(frame) {
	const file = frame.getFileName();
	const place = [frame.getLineNumber(), frame.getColumnNumber()];
	if (!maps.has(file)) maps.set(file, readMap(file));
	const found = maps.get(file)?.findEntry(place[0] - 1, place[1] - 1);
	if (found?.originalSource === undefined) return String(frame);
	const source = resolve(dirname(file), found.originalSource);
	const original = `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`;
	return String(frame).replace(`${file}:${place.join(':')}`, original);
}

const lines = new Map();

/** Built code stays the same as long as the process lives, and its lines come again in thousands of errors. */
function translateOnce(frame) {
	const line = String(frame);
	if (!lines.has(line)) lines.set(line, translate(frame));
	return asItIs(lines.get(line));
}

/**
 * Jest looks for a source map behind each line of a stack, reads it for each test file anew, and keeps it. Those of Node
 * and of packages tell nobody anything, and axios reads the stack of each request that fails.
 */
function showStacksBySources() {
	const format = Error.prepareStackTrace;
	Error.stackTraceLimit = STACK_LINES;
	Error.prepareStackTrace = (error, frames) =>
		format(
			error,
			frames.map((frame) => {
				if (isForeign(frame)) return asItIs(String(frame));
				return isOwn(frame.getFileName()) ? translateOnce(frame) : frame;
			}),
		);
}

module.exports = { showStacksBySources };
