import { isFromCustomer, type AwaitedEvent } from '../awaited-event';

const MOST_IDS = 20_000;

/** When messages of customers reached this process first, by their IDs; the oldest at the beginning. */
const arrivals = new Map<string, number>();

function getIds({ messageId, recordId }: AwaitedEvent): string[] {
	return [messageId, recordId].filter((id) => id !== null);
}

/**
 * When a customer's message reached this process first, by its own clock, which tells the order of question and answer exactly;
 * undefined where none of its triggers was told of it.
 */
export function findArrival(event: AwaitedEvent): number | undefined {
	return getIds(event)
		.map((id) => arrivals.get(id))
		.find((at) => at !== undefined);
}

/** Notes that a trigger was told of an event. @returns when the first one was */
export function noteArrival(event: AwaitedEvent): number {
	const at = findArrival(event) ?? Date.now();
	if (!isFromCustomer(event)) return at;
	for (const id of getIds(event)) arrivals.set(id, at);
	for (const oldest of arrivals.keys()) {
		if (arrivals.size <= MOST_IDS) break;
		arrivals.delete(oldest);
	}
	return at;
}
