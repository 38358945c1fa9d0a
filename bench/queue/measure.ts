import { writeResults } from '../files';
import { surroundings } from '../machines';
import { openQueueSession, openSession } from '../playground';
import { checkDuplicates, checkStore } from './correctness';
import type { QueueResults } from './results';
import { CONNECTIONS, measureThroughput, ROUNDS } from './throughput';

const PORT = 5_780;
const MANY_PORT = 5_800;

/**
 * Measures the trigger in n8n's queue mode, with two webhook processes and two workers, and in one process.
 *
 * @throws when Redis or PostgreSQL are not installed
 */
export async function measureQueue(): Promise<void> {
	const measuredAt = new Date().toISOString();
	const queue = await openQueueSession({ name: 'bench-queue', port: MANY_PORT });
	const { cases, listed } = await checkDuplicates(queue);
	const store = await checkStore(queue);
	const origins = queue.webhooks.map(({ url }) => url);
	const many = await measureThroughput(queue, {
		oneWebhook: origins.slice(0, 1),
		twoWebhooks: origins,
	});
	await queue.close();
	const one = await openSession({ name: 'bench-single', port: PORT });
	const { single } = await measureThroughput(one, { single: [one.url] });
	await one.close();
	const results: QueueResults = {
		measuredAt,
		surroundings: surroundings(),
		connections: CONNECTIONS,
		rounds: ROUNDS,
		cases,
		store,
		listed,
		throughput: { single, ...many },
	};
	writeResults('queue', results);
}
