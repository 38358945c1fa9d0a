import { createHash } from 'crypto';
import type { IDataObject, IExecuteData, IHttpRequestOptions } from 'n8n-workflow';

import type { Page } from './pagination';
import type { Service } from './service';

/** n8n repeats a node five times at most with five seconds between; after an hour nothing repeats any more. */
const LONGEST_MS = 3_600_000;

/** Writes remembered per run of a node, so that a very long run stays bounded. */
const MOST_WRITES = 100_000;

/** A write whose outcome is unknown: it left at `sentAt`, in milliseconds. */
export interface Doubt {
	sentAt: number;
}

interface Remembered {
	what: { page: Page } | { doubt: Doubt };
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

/** Who gets which template. The texts say nothing more: they may hold the time of day. */
function describeSend(options: IHttpRequestOptions, { outgoingOf }: Service): unknown {
	const { template, recipients } = outgoingOf(options);
	const numbers = recipients.map(({ whatsappNumber }) => whatsappNumber);
	return [template, numbers, numbers.length > 0 ? null : describeBody(options.body)];
}

/**
 * Tells one write of an item from every other one of the same item. In a run of its own, an item sends one
 * thing to one number once, whatever the text says in the next try. Where a tool of an AI agent shares the
 * agent's run, each text counts for itself.
 *
 * @param ownRun whether the run is the node's own, not an agent's that calls it as a tool
 */
export function requestKey(
	itemIndex: number,
	options: IHttpRequestOptions,
	ownRun: boolean,
	service: Service,
): string {
	const { method, url, qs, body } = options;
	const asSend = ownRun && service.isSend(options);
	const what = asSend ? describeSend(options, service) : [qs, describeBody(body)];
	const text = JSON.stringify([itemIndex, method, url, what]);
	return createHash('sha256').update(text).digest('base64');
}

function known(executeData: IExecuteData, key: string): Remembered['what'] | undefined {
	const found = memories.get(executeData)?.get(key);
	return !found || Date.now() - found.at > LONGEST_MS ? undefined : found.what;
}

function keep(executeData: IExecuteData, key: string, what: Remembered['what']): void {
	const memory = memories.get(executeData) ?? new Map<string, Remembered>();
	memories.set(executeData, memory);
	if (memory.size >= MOST_WRITES) {
		const [oldest] = memory.keys();
		if (oldest !== undefined) memory.delete(oldest);
	}
	memory.set(key, { what, at: Date.now() });
}

/**
 * What a write was answered that already succeeded in this run. n8n's "Retry On Fail" runs the whole node
 * again, and without this every message that went out would go out twice.
 */
export function recall(executeData: IExecuteData, key: string): Page | undefined {
	const what = known(executeData, key);
	if (!what || !('page' in what)) return undefined;
	const items = what.page.items.map((item) => {
		const json: IDataObject = { ...item.json, remembered: true };
		return { ...item, json };
	});
	return { answer: what.page.answer, items, remembered: true };
}

/** Keeps the answer to a write that succeeded. */
export function remember(executeData: IExecuteData, key: string, page: Page): void {
	keep(executeData, key, { page });
}

/** A write of an earlier try that may have been accepted: it must not leave again. */
export function recallDoubt(executeData: IExecuteData, key: string): Doubt | undefined {
	const what = known(executeData, key);
	return what && 'doubt' in what ? what.doubt : undefined;
}

/** Keeps that the outcome of a write is unknown. */
export function rememberDoubt(executeData: IExecuteData, key: string, doubt: Doubt): void {
	keep(executeData, key, { doubt });
}

/** Drops what is kept of a write: it turned out to have been refused, so it may leave again. */
export function forget(executeData: IExecuteData, key: string): void {
	memories.get(executeData)?.delete(key);
}
