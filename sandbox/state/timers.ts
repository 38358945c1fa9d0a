/** The longest that a timer of Node can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/** Runs things later, until it is cleared. Keeps no process alive. */
export class Timers {
	private readonly pending = new Set<NodeJS.Timeout>();

	/** Runs something at a time in milliseconds since the epoch, or at once when it has passed. */
	at(time: number, run: () => void): void {
		const left = Math.max(0, time - Date.now());
		const timer = setTimeout(
			() => {
				this.pending.delete(timer);
				if (left > LONGEST_MS) this.at(time, run);
				else run();
			},
			Math.min(left, LONGEST_MS),
		).unref();
		this.pending.add(timer);
	}

	/** Forgets all that is still to run. */
	clear(): void {
		for (const timer of this.pending) clearTimeout(timer);
		this.pending.clear();
	}
}
