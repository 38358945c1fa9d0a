import { createHash } from 'crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { nodeError } from '../../errors/node-error';
import { isWrite, saveCalls } from '../request-session';
import type { Page } from '../answers/answer';
import type { OperationInterceptor, PipelineRequest, SendResult } from '../pipeline';
import type { BodyChange } from '../lazy-body';
import type { IdempotencyRecord } from '../run-state';
import type { Service } from '../service';
import { getFailureMessages } from './unknown-advice';

/** n8n repeats a node five times at most with five seconds between; after an hour nothing repeats any more. */
const LONGEST_MS = 3_600_000;

/** Writes recorded per run of a node, so that a very long run stays bounded. */
const MOST_WRITES = 100_000;

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
function describeRecipients(options: IHttpRequestOptions, { describeSend }: Service): unknown {
	const { template, recipients } = describeSend(options);
	const numbers = recipients.map(({ whatsappNumber }) => whatsappNumber);
	return [template, numbers, numbers.length > 0 ? null : describeBody(options.body)];
}

/**
 * Tells one write of an item from every other one of the same item. In a run of its own, an item sends one
 * thing to one number once, whatever the text says in the next try. Where a tool of an AI agent shares the
 * agent's run, each text counts for itself.
 *
 * @param isOwnRun whether the run is the node's own, not an agent's that calls it as a tool
 * @param part which of the messages that follow the first one of an item
 */
export function getRequestKey(
	itemIndex: number,
	options: IHttpRequestOptions,
	isOwnRun: boolean,
	service: Service,
	part?: number,
): string {
	const { method, url, qs, body } = options;
	const isSend = isOwnRun && service.isSend(options);
	const what = isSend ? describeRecipients(options, service) : [qs, describeBody(body)];
	const text = JSON.stringify([
		itemIndex,
		method,
		url,
		what,
		...(part === undefined ? [] : [part]),
	]);
	return createHash('sha256').update(text).digest('base64');
}

type Records = Map<string, IdempotencyRecord>;

function lookUp(records: Records, key: string): IdempotencyRecord | undefined {
	const found = records.get(key);
	return !found || Date.now() - found.at > LONGEST_MS ? undefined : found;
}

function record(records: Records, key: string, what: Omit<IdempotencyRecord, 'at'>): void {
	if (records.size >= MOST_WRITES) {
		const [oldest] = records.keys();
		if (oldest !== undefined) records.delete(oldest);
	}
	records.set(key, { ...what, at: Date.now() });
}

function asRemembered({ answer, items }: Page): Page {
	return {
		answer,
		items: items.map((item) => ({ ...item, json: { ...item.json, remembered: true } })),
		remembered: true,
	};
}

function getKey({ session, options, lazyBody, part }: PipelineRequest): string {
	const { context, route } = session;
	const told = lazyBody ? { ...options, body: lazyBody.outline } : options;
	const isOwnRun = context.getExecuteData().node.name === context.getNode().name;
	return getRequestKey(context.getItemIndex(), told, isOwnRun, route.service, part);
}

/** What is known of a write from an earlier try of this run; undefined where every try shall send. */
export function lookUpWrite(request: PipelineRequest): IdempotencyRecord | undefined {
	const { run, options } = request.session;
	return options.resendMemory === false ? undefined : lookUp(run.writes, getKey(request));
}

/** Records that another request left, or may have left, in the place of this one. */
export function recordInstead(request: PipelineRequest, instead: BodyChange): void {
	record(request.session.run.writes, getKey(request), { instead });
}

/**
 * Sends a write once in a run of the node. n8n's Retry On Fail runs the whole node again, and without this
 * every message that went out would go out twice. A write of unknown outcome does not leave again either, whatever it
 * changes, but for deletions: made twice they leave what one leaves (RFC 9110, 9.2.2), and nobody hears of them.
 */
export const idempotency: OperationInterceptor = async (request, next) => {
	const { session, options, isSecret, isRepeatable } = request;
	const { context, route, run } = session;
	if (!isWrite(options.method) || session.options.resendMemory === false) {
		return await next(request);
	}
	const key = getKey(request);
	const settle = (page: Page) => {
		if (!isSecret) record(run.writes, key, { page });
	};
	const drop = () => run.writes.delete(key);
	const known = lookUp(run.writes, key);
	if (known?.page) {
		saveCalls(session, 1);
		return { page: asRemembered(known.page) };
	}
	if (known?.sentAt !== undefined) {
		const failure = nodeError(context.getNode(), 'outcome-unknown', {
			message: `An earlier try sent this, and it is unknown whether ${route.service.name} accepted it. It was not sent again.`,
			messages: getFailureMessages(route.service, options),
			itemIndex: context.getItemIndex(),
		});
		return { failure, unknown: { options, sentAt: known.sentAt, settle, drop } };
	}
	const result: SendResult = await next(request);
	if (result.page) settle(result.page);
	if (!result.unknown) return result;
	const { sentAt } = result.unknown;
	if (!isRepeatable && options.method !== 'DELETE') record(run.writes, key, { sentAt });
	return { ...result, unknown: { ...result.unknown, settle, drop } };
};
