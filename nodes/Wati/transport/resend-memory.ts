import { createHash } from 'crypto';
import type { IDataObject, IExecuteData, IHttpRequestOptions } from 'n8n-workflow';

import type { Page } from './paging';

/** n8n repeats a node five times at most with five seconds between; after an hour nothing repeats any more. */
const LONGEST_MS = 3_600_000;

/** Writes remembered per run of a node, so that a very long run stays bounded. */
const MOST_WRITES = 100_000;

interface Remembered {
	page: Page;
	at: number;
}

/** One memory per run of a node: n8n hands the same object to every try of a run, and drops it afterwards. */
const memories = new WeakMap<IExecuteData, Map<string, Remembered>>();

function describeBody(body: unknown): unknown {
	if (body instanceof URLSearchParams) return body.toString();
	if (!(body instanceof FormData)) return body ?? null;
	const parts = [...body.entries()] as Array<
		[string, string | { name: string; size: number; type: string }]
	>;
	return parts.map(([name, part]) =>
		typeof part === 'string' ? [name, part] : [name, part.name, part.size, part.type],
	);
}

/** Tells one request of an item from every other one of the same item. */
export function requestKey(itemIndex: number, options: IHttpRequestOptions): string {
	const { method, url, qs, body } = options;
	const text = JSON.stringify([itemIndex, method, url, qs, describeBody(body)]);
	return createHash('sha256').update(text).digest('base64');
}

/**
 * What a write was answered that already succeeded in this run. n8n's "Retry On Fail" runs the whole node
 * again, and without this every message that went out would go out twice.
 */
export function recall(executeData: IExecuteData, key: string): Page | undefined {
	const found = memories.get(executeData)?.get(key);
	if (!found || Date.now() - found.at > LONGEST_MS) return undefined;
	const items = found.page.items.map((item) => {
		const json: IDataObject = { ...item.json, remembered: true };
		return { ...item, json };
	});
	return { answer: found.page.answer, items, remembered: true };
}

/** Keeps the answer to a write that succeeded. */
export function remember(executeData: IExecuteData, key: string, page: Page): void {
	const memory = memories.get(executeData) ?? new Map<string, Remembered>();
	memories.set(executeData, memory);
	if (memory.size >= MOST_WRITES) {
		const [oldest] = memory.keys();
		if (oldest !== undefined) memory.delete(oldest);
	}
	memory.set(key, { page, at: Date.now() });
}
