import { isFromCustomer, type AwaitedEvent } from '../awaited-event';

/** What this process knows of a customer's message. */
interface Arrival {
	/** When its first trigger was told of it, by its own clock, which tells the order of question and answer exactly. */
	at: number;
	/** Whether an execution keeps it as an answer. */
	isKept: boolean;
}

const MOST_IDS = 20_000;

/** By the IDs of the messages; the oldest at the beginning. */
const arrivals = new Map<string, Arrival>();

function getIds({ messageId, recordId }: AwaitedEvent): string[] {
	return [messageId, recordId].filter((id) => id !== null);
}

/** @returns undefined where no trigger of this process was told of the message */
export function findArrival(event: AwaitedEvent): Arrival | undefined {
	return getIds(event)
		.map((id) => arrivals.get(id))
		.find((arrival) => arrival !== undefined);
}

/** Notes that this process was told of an event. For copies of a customer's message the result is the same object. */
export function noteArrival(event: AwaitedEvent): Arrival {
	const news = { at: Date.now(), isKept: false };
	if (!isFromCustomer(event)) return news;
	const arrival = findArrival(event) ?? news;
	for (const id of getIds(event)) arrivals.set(id, arrival);
	for (const oldest of arrivals.keys()) {
		if (arrivals.size <= MOST_IDS) break;
		arrivals.delete(oldest);
	}
	return arrival;
}
