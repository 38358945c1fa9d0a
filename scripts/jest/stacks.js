const { readFileSync } = require('node:fs');
const { SourceMap } = require('node:module');

const { isBuilt, isHosted } = require('./loader');
const { builtPathOf } = require('./sources');

/** Of errors, which nodes make by the thousand; what is behind them is n8n's. Jest asks for a hundred. */
const STACK_LINES = 25;

const FOREIGN = /^node:|[\\/]node_modules[\\/]/;

const isForeign = (frame) => FOREIGN.test(frame.getFileName() ?? 'node:');

/** Jest takes a line that is native as it is. */
const asItIs = (line) => ({ isNative: () => true, toString: () => line });

const builtLines = new Map();

/** The built package stays the same as long as the process lives, and its lines come again in thousands of errors. */
function translateBuilt(frame, translate) {
	const line = String(frame);
	if (!builtLines.has(line)) {
		builtLines.set(line, translate({ name: 'Error' }, [frame]).replace(/^Error: \n\s+at /, ''));
	}
	return asItIs(builtLines.get(line));
}

const MAP = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/;

const maps = new Map();

function readMap(file) {
	if (!maps.has(file)) {
		const [, map] = MAP.exec(readFileSync(builtPathOf(file), 'utf8'));
		maps.set(file, new SourceMap(JSON.parse(Buffer.from(map, 'base64').toString())));
	}
	return maps.get(file);
}

const hostedLines = new Map();

/** Jest knows no source map of what it has not loaded. */
function translateHosted(frame) {
	const line = String(frame);
	if (!hostedLines.has(line)) {
		const file = frame.getFileName();
		const place = [frame.getLineNumber(), frame.getColumnNumber()];
		const { originalLine, originalColumn } = readMap(file).findEntry(place[0] - 1, place[1] - 1);
		const source = `${file}:${originalLine + 1}:${originalColumn + 1}`;
		hostedLines.set(line, line.replace(`${file}:${place.join(':')}`, source));
	}
	return asItIs(hostedLines.get(line));
}

/**
 * Jest looks for a source map behind each line of a stack, for each test file anew. Those of Node and of packages tell
 * nobody anything, and axios reads the stack of each request that fails.
 */
function showStacksBySources() {
	const translate = Error.prepareStackTrace;
	Error.stackTraceLimit = STACK_LINES;
	Error.prepareStackTrace = (error, frames) =>
		translate(
			error,
			frames.map((frame) => {
				if (isForeign(frame)) return asItIs(String(frame));
				if (isBuilt(frame.getFileName())) return translateBuilt(frame, translate);
				return isHosted(frame.getFileName()) ? translateHosted(frame) : frame;
			}),
		);
}

module.exports = { showStacksBySources };
