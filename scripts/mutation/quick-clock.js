const { ServerResponse } = require('node:http');
const timers = require('node:timers/promises');
const { promisify } = require('node:util');

/** Seconds that pass in the tests in one second outside. */
const PACE = 10;

const RealDate = Date;
const { now: realNow } = Date;
const begun = realNow();

const quickNow = () => begun + (realNow() - begun) * PACE;

function quick(timer) {
	return (task, ms, ...args) => timer(task, (ms ?? 0) / PACE, ...args);
}

/** Node writes the time of answers by a clock that nothing here reaches. */
function stampAnswers() {
	const { writeHead } = ServerResponse.prototype;
	ServerResponse.prototype.writeHead = function (...args) {
		if (!this.hasHeader('date')) this.setHeader('date', new Date().toUTCString());
		return writeHead.apply(this, args);
	};
}

/**
 * Makes time pass faster in this process, for the nodes, the sandbox and the tests alike, so that tests which wait
 * for pauses and limits cost a mutant little. What waits inside Node, as a socket's time-out does, stays as slow as it is.
 */
module.exports = function quickenClock() {
	if (Date !== RealDate) return;
	const { setTimeout, setInterval } = globalThis;
	const wait = timers.setTimeout;
	const performanceNow = performance.now.bind(performance);
	RealDate.now = quickNow;
	globalThis.Date = new Proxy(RealDate, {
		construct: (target, args, made) =>
			Reflect.construct(target, args.length > 0 ? args : [quickNow()], made),
		apply: () => String(new RealDate(quickNow())),
	});
	performance.now = () => performanceNow() * PACE;
	globalThis.setTimeout = quick(setTimeout);
	globalThis.setInterval = quick(setInterval);
	timers.setTimeout = (ms, ...args) => wait((ms ?? 0) / PACE, ...args);
	globalThis.setTimeout[promisify.custom] = timers.setTimeout;
	stampAnswers();
};
