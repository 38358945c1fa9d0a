import { isPayload, type Payload } from '../webhooks/payload';
import type { AwaitedEvent } from './awaited-event';

/** A node whose operations wait for events, as the node itself and its service's trigger know it. */
export interface WaitingNode {
	/** Who posts the events, in messages. */
	serviceName: string;
	/** Name of the node type, without its package. */
	nodeName: string;
	/** What the editor calls the trigger of its service. */
	triggerName: string;
	/** Ends the path of its trigger's address, behind the ID of the webhook. */
	triggerPath: string;
	/** Values of the operations that wait. */
	operations: readonly string[];
	/** What to set up so that taps can be told apart, where the service does not tell all IDs by itself. */
	toTellTaps?: string;
	/** The key under which n8n stores a wait with its execution. */
	storedAs: string;
	/**
	 * Reads the events in a body as the service posts it, or as its trigger gives it out in `raw`.
	 *
	 * @returns undefined when the body is none of the service's
	 */
	readEvents(body: Payload): AwaitedEvent[] | undefined;
}

/** Longest body of a call; events are a few kilobytes each. */
const MOST_CHARACTERS = 262_144;

/**
 * Reads the events in a call to a sleeping execution: the service's own body, the trigger's item (`raw` holds the
 * service's body), or a list of either under `events`.
 *
 * @returns undefined when there is something else in it
 */
export function readCalledEvents(
	{ readEvents }: WaitingNode,
	body: unknown,
): AwaitedEvent[] | undefined {
	if (!isPayload(body) || JSON.stringify(body).length > MOST_CHARACTERS) return undefined;
	const { events = [body] } = body;
	if (!Array.isArray(events) || events.length === 0) return undefined;
	const read = events.map((event: unknown) => {
		const raw = isPayload(event) && isPayload(event.raw) ? event.raw : event;
		return isPayload(raw) ? readEvents(raw) : undefined;
	});
	return read.includes(undefined) ? undefined : read.flatMap((found) => found ?? []);
}
