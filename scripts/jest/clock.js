const { ClientRequest, ServerResponse } = require('node:http');
const timers = require('node:timers');
const timersPromises = require('node:timers/promises');
const { promisify } = require('node:util');

const { countEvents, findWork } = require('./work-under-way');

const RealDate = Date;
const realNow = Date.now;
const realPerformanceNow = performance.now.bind(performance);
const { setTimeout: realSetTimeout, setImmediate: realSetImmediate } = globalThis;

/** Turns of the event loop without any event after which nothing is under way. */
const QUIET_TURNS = 5;

/** Real milliseconds of quiet before a timer fires for which nobody waits: there may be work that Node does not show. */
const UNAWAITED_QUIET_MS = 3;

/** Real milliseconds after which time goes on beside work that does not end, at its usual pace. */
const PATIENCE_MS = { 'other program': 0, network: 100, system: 5_000, unseen: Infinity };

const LONGEST_MS = 2 ** 31 - 1;

/**
 * A clock that stands still while the process is at work, and jumps to the next timer when it has nothing else to do.
 * Waiting costs no time, and how fast the machine is changes nothing: what takes a second by the clock of a node,
 * the sandbox or a test takes exactly that on any machine.
 *
 * Beside another program, e.g. one that a test starts, time goes at its usual pace. Timers of Node itself, as a
 * socket's, keep real time, except the time-out of a request.
 */
const clock = {
	pending: new Map(),
	isRunning: false,
	isOver: true,

	/** Goes on with what an earlier file left, as a package does that looks after all its requests by one timer. */
	begin() {
		const before = this.time;
		this.time = realNow();
		this.begun = this.time;
		this.isOver = false;
		for (const timer of this.pending.values()) timer.at += this.time - before;
		if (this.pending.size > 0) this.start();
	},

	/** Drops what holds the process, as its end would. */
	end() {
		this.isOver = true;
		for (const { id, holds } of this.pending.values()) if (holds) this.pending.delete(id);
	},

	add(timer) {
		timer.at = this.time + timer.ms;
		this.pending.delete(timer.id);
		this.pending.set(timer.id, timer);
		this.start();
	},

	remove(timer) {
		this.pending.delete(Number(timer));
	},

	/** The timer that is due first; of several, the one that was set first. */
	next() {
		let first;
		for (const timer of this.pending.values()) if (!first || timer.at < first.at) first = timer;
		return first;
	},

	isAwaited() {
		return [...this.pending.values()].some(({ holds }) => holds);
	},

	start() {
		if (this.isRunning || this.isOver) return;
		this.isRunning = true;
		this.listen();
	},

	/** Begins to wait until nothing is under way. */
	listen() {
		this.quietTurns = 0;
		realSetImmediate(() => this.turn());
	},

	turn() {
		if (this.isOver || this.pending.size === 0) {
			this.isRunning = false;
			return;
		}
		const events = countEvents();
		if (events !== this.events) {
			this.events = events;
			this.quietSince = undefined;
			this.listen();
			return;
		}
		this.quietTurns += 1;
		if (this.quietTurns < QUIET_TURNS) {
			realSetImmediate(() => this.turn());
			return;
		}
		const at = realPerformanceNow();
		this.quietSince ??= at;
		const work = findWork() ?? (this.maybeUnseen(at) ? 'unseen' : undefined);
		if (work !== undefined) {
			this.waitFor(work, at);
			return;
		}
		this.quietSince = undefined;
		this.fireUntil(this.next().at);
	},

	maybeUnseen(at) {
		return at - this.quietSince < UNAWAITED_QUIET_MS && !this.isAwaited();
	},

	waitFor(work, at) {
		const isLate = at - this.quietSince >= PATIENCE_MS[work];
		realSetTimeout(() => {
			const passed = isLate ? Math.round(realPerformanceNow() - at) : 0;
			if (passed > 0 && !this.isOver) this.fireUntil(this.time + passed);
			else this.turn();
		}, 1);
	},

	/** Runs what is due until then, each timer in a turn of its own as Node does. */
	fireUntil(until) {
		const timer = this.isOver ? undefined : this.next();
		if (timer === undefined || timer.at > until) {
			this.time = Math.max(this.time, until);
			this.listen();
			return;
		}
		this.time = Math.max(this.time, timer.at);
		if (timer.isRepeated) timer.refresh();
		else this.pending.delete(timer.id);
		realSetImmediate(() => this.fireUntil(until));
		timer.task();
	},
};

let lastId = 0;

/** What Node's `setTimeout` and `setInterval` return, on the clock. One that outlives its file works in the next. */
class Timer {
	constructor(task, ms, isRepeated = false) {
		this.task = task;
		this.ms = ms >= 1 && ms <= LONGEST_MS ? Math.trunc(ms) : 1;
		this.isRepeated = isRepeated;
		this.holds = true;
		this.id = ++lastId;
		clock.add(this);
	}

	refresh() {
		clock.add(this);
		return this;
	}

	ref() {
		this.holds = true;
		return this;
	}

	unref() {
		this.holds = false;
		return this;
	}

	hasRef() {
		return this.holds;
	}

	close() {
		clock.remove(this);
		return this;
	}

	[Symbol.toPrimitive]() {
		return this.id;
	}
}

/** As Node's own: rejects as soon as the signal is aborted. */
async function wait(ms, value, { signal, ref = true } = {}) {
	signal?.throwIfAborted();
	return await new Promise((resolve, reject) => {
		const stop = () => {
			timer.close();
			const error = new Error('The operation was aborted', { cause: signal.reason });
			reject(Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' }));
		};
		const end = () => {
			signal?.removeEventListener('abort', stop);
			resolve(value);
		};
		const timer = new Timer(end, ms);
		if (!ref) timer.unref();
		signal?.addEventListener('abort', stop, { once: true });
	});
}

/** The time-out of a request is Node's own timer, which would not see an answer that is late by this clock. */
function setRequestTimeout(ms, listener) {
	if (listener) this.once('timeout', listener);
	this.timeOut?.close();
	if (ms <= 0) return this;
	const tell = () => [this.socket?.bytesRead, this.socket?.bytesWritten].join();
	let before = tell();
	const check = () => {
		if (tell() === before) {
			this.emit('timeout');
			return;
		}
		before = tell();
		this.timeOut.refresh();
	};
	this.timeOut = new Timer(check, ms).unref();
	this.once('close', () => this.timeOut.close());
	return this;
}

/** Node's own keeps real time. Without a listener nobody waits for it. */
function abortAfter(ms) {
	const controller = new AbortController();
	const { signal } = controller;
	const end = () => controller.abort(new Error('The time is over'));
	const timer = new Timer(end, ms).unref();
	signal.removeEventListener = (...args) => {
		timer.close();
		AbortSignal.prototype.removeEventListener.apply(signal, args);
	};
	return signal;
}

const { writeHead } = ServerResponse.prototype;

/** Node writes the time of answers by a clock that nothing here reaches. */
function stampAnswer(...args) {
	if (!this.hasHeader('date')) this.setHeader('date', new Date().toUTCString());
	return writeHead.apply(this, args);
}

const isOwn = (timer) => timer instanceof Timer || typeof timer === 'number';

/** undici hands its parser over as a weak reference; what is gone has nothing to be told. */
const isGone = (args) =>
	args.some((arg) => typeof arg?.deref === 'function' && arg.deref() === undefined);

const makeTimer =
	(isRepeated) =>
	(task, ms, ...args) =>
		new Timer(() => (isGone(args) ? undefined : task(...args)), ms, isRepeated);

const clear = (real) => (timer) => (isOwn(timer) ? clock.remove(timer) : real(timer));

const functions = {
	setTimeout: makeTimer(false),
	setInterval: makeTimer(true),
	clearTimeout: clear(clearTimeout),
	clearInterval: clear(clearInterval),
};
functions.setTimeout[promisify.custom] = wait;

const ClockDate = new Proxy(RealDate, {
	construct: (target, args, made) =>
		Reflect.construct(target, args.length > 0 ? args : [clock.time], made),
	apply: () => String(new RealDate(clock.time)),
});

const REPLACED = [
	[globalThis, { ...functions, Date: ClockDate }],
	[timers, functions],
	[timersPromises, { setTimeout: wait }],
	[RealDate, { now: () => clock.time }],
	[performance, { now: () => clock.time - clock.begun }],
	[ClientRequest.prototype, { setTimeout: setRequestTimeout }],
	[AbortSignal, { timeout: abortAfter }],
	[ServerResponse.prototype, { writeHead: stampAnswer }],
];

/** @returns what undoes it */
function replace(target, name, value) {
	const before = Object.getOwnPropertyDescriptor(target, name);
	Object.defineProperty(target, name, { value, configurable: true, writable: true });
	return () => (before ? Object.defineProperty(target, name, before) : delete target[name]);
}

/**
 * Lets everything in this process that asks for the time, or waits, go by the clock.
 *
 * @returns gives the real time back, and drops what a test still waits for
 */
module.exports = function installClock() {
	clock.begin();
	const undo = REPLACED.flatMap(([target, changes]) =>
		Object.entries(changes).map(([name, value]) => replace(target, name, value)),
	);
	return () => {
		clock.end();
		for (const step of undo) step();
	};
};
