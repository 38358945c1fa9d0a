import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import type { SimulatedN8n } from '../service/simulated-n8n';

/** WATI's retry job runs every ten minutes (docs.wati.io, "Webhooks"). */
const RETRY_MS = 600_000;
const MOST_POSTS = 5;

/** n8n is back some seconds after it was killed. */
const RESTART_MS = 20_000;

/** Whatever is left to do has begun by then. */
const REST_MS = 60_000;

/** Draws numbers that a seed repeats (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** One post of a service, which it repeats until it gets a 200. */
export interface Posting {
	/** Milliseconds after the start of the conversation. */
	at: number;
	body: IDataObject;
}

/** Posts as a service does, again and again until each post had its 200; n8n is started anew when it was killed. */
export async function runConversation(n8n: SimulatedN8n, postings: Posting[]): Promise<void> {
	n8n.onKill = () => {
		void sleep(RESTART_MS).then(async () => await n8n.start());
	};
	await Promise.all(
		postings.map(async ({ at, body }) => {
			await sleep(at);
			for (let posts = 1; (await n8n.post(body)) !== 200; posts++) {
				if (posts === MOST_POSTS) throw new Error('The service has given up');
				await sleep(RETRY_MS);
			}
		}),
	);
	await sleep(REST_MS);
	n8n.onKill = () => undefined;
}

/** What became of messages. */
export interface Account {
	/** In no execution at all. */
	lost: string[];
	/** In more than one execution that ran to its end, or in one twice. */
	double: string[];
}

function idsIn({ json }: { json: IDataObject }, field: string): string[] {
	const messages = (json.messages ?? [json]) as IDataObject[];
	return messages.map((message) => String(message[field]));
}

/**
 * Looks for messages in the executions. One that a kill ended right after it was stored has answered nobody: n8n shows it as
 * crashed, and does not run it again.
 *
 * @param ids of all messages that were posted
 */
export function account({ executions }: SimulatedN8n, ids: string[], field = 'messageId'): Account {
	const all = executions.map(({ items, status }) => ({
		ids: items.flatMap((item) => idsIn(item as { json: IDataObject }, field)),
		hasRun: status === 'success',
	}));
	const count = (id: string, some: typeof all) =>
		some.flatMap((one) => one.ids).filter((other) => other === id).length;
	return {
		lost: ids.filter((id) => count(id, all) === 0),
		double: ids.filter(
			(id) =>
				count(
					id,
					all.filter(({ hasRun }) => hasRun),
				) > 1,
		),
	};
}
