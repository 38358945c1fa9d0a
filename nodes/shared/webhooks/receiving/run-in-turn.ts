/**
 * Runs one piece of work after the other, for each key by itself. One that failed holds up nothing.
 *
 * @param queues the last piece of work by key
 */
export async function runInTurn<Result>(
	queues: Map<string, Promise<unknown>>,
	key: string,
	run: () => Promise<Result>,
): Promise<Result> {
	const before = queues.get(key) ?? Promise.resolve();
	const own = before.then(run, run);
	queues.set(key, own);
	try {
		return await own;
	} finally {
		if (queues.get(key) === own) queues.delete(key);
	}
}
