/** What runs and what waits in one execution. */
interface Queue {
	running: number;
	waiting: Array<() => void>;
}

const queues = new Map<string, Queue>();

/** Files that one execution holds in memory at a time. */
const MOST_FILES = 4;

/** Hands the place on to the next in line. */
function leave(execution: string, queue: Queue): void {
	const next = queue.waiting.shift();
	if (next) {
		next();
		return;
	}
	queue.running -= 1;
	if (queue.running === 0) queues.delete(execution);
}

/**
 * Runs a task that holds a file in memory, a few at a time per execution, in the order they came. The task
 * itself sees to it that nothing leaves after the execution was stopped.
 */
export async function runWithFile<T>(execution: string, task: () => Promise<T>): Promise<T> {
	const queue = queues.get(execution) ?? { running: 0, waiting: [] };
	queues.set(execution, queue);
	if (queue.running < MOST_FILES) queue.running += 1;
	else await new Promise<void>((resolve) => queue.waiting.push(resolve));
	try {
		return await task();
	} finally {
		leave(execution, queue);
	}
}
