const watched = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Tells once an execution ends. All its items share one signal, and Node looks through all listeners of a signal
 * for each that is added: thousands of items would take time that grows with their square.
 *
 * @returns ends the watch
 */
export function watchCancel(signal: AbortSignal | undefined, tell: () => void): () => void {
	if (!signal) return () => undefined;
	const known = watched.get(signal);
	const all = known ?? new Set();
	if (!known) {
		watched.set(signal, all);
		signal.addEventListener('abort', () => all.forEach((one) => one()), { once: true });
	}
	all.add(tell);
	return () => void all.delete(tell);
}

/** Waits for the end of something, but not longer than the execution runs. */
export async function waitUnlessStopped(
	something: Promise<unknown>,
	signal?: AbortSignal,
): Promise<void> {
	if (signal?.aborted) return;
	await new Promise<void>((resolve) => {
		const end = () => {
			unwatch();
			resolve();
		};
		const unwatch = watchCancel(signal, end);
		something.then(end, end);
	});
}
