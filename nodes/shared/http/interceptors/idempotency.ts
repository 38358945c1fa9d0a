import type { IHttpRequestOptions } from 'n8n-workflow';

import { FAILURES } from '../../errors/catalogue';
import { nodeError, type NodeFailure } from '../../errors/node-error';
import { isObject } from '../../parameters/json';
import { getPersonKey } from '../../parameters/phone-number/person';
import { isWrite, saveCalls } from '../request-session';
import type { Page } from '../answers/answer';
import { digest } from '../kept/digest';
import { toKept, toKeptPage } from '../kept/kept-page';
import { KeptWrites, type KeptWrite } from '../kept/kept-writes';
import type {
	OperationInterceptor,
	OperationPipeline,
	PipelineRequest,
	SendResult,
	UnknownOutcome,
} from '../pipeline';
import type { BodyChange } from '../lazy-body';
import { isOwnRun, runInTurn, type ChangeOfPerson, type IdempotencyRecord } from '../run-state';
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
 * thing to one number once, whatever the text says in the next try and whichever number of the business it leaves from. Where a tool of an AI agent shares the
 * agent's run, each text counts for itself.
 *
 * @param tool what else tells calls of an agent's tools apart; undefined where the run is the node's own
 * @param part which of the messages that follow the first one of an item
 */
export function getRequestKey(
	itemIndex: number,
	options: IHttpRequestOptions,
	tool: readonly string[] | undefined,
	service: Service,
	part?: unknown[],
): string {
	const { method = 'GET', url, qs, body } = options;
	const isSend = !tool && service.isSend(options);
	const what = isSend ? describeRecipients(options, service) : [qs, describeBody(body)];
	const text = JSON.stringify([
		itemIndex,
		...(isSend ? [service.toEndpointName(method, url)] : [method, url]),
		what,
		part,
		tool,
	]);
	return digest(text);
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

/** The request as a record knows it: a body that is made later by its outline. */
function getTold({ options, lazyBody }: PipelineRequest): IHttpRequestOptions {
	return lazyBody ? { ...options, body: lazyBody.outline } : options;
}

/** What tells the messages of one text apart: their place and words, since a retry may cut the text elsewhere. */
function getPart({ part, following, options }: PipelineRequest): unknown[] | undefined {
	const place = part ?? (following && following.length > 0 ? 1 : undefined);
	return place === undefined ? undefined : [place, options.qs, describeBody(options.body)];
}

/** Tells a write from every other one of its run. */
export function getWriteKey(request: PipelineRequest): string {
	const { context, route } = request.session;
	const tool = isOwnRun(context) ? undefined : [context.getNode().name, route.tenant];
	const item = context.getItemIndex();
	return getRequestKey(item, getTold(request), tool, route.service, getPart(request));
}

/**
 * The same template to the same people is the same send by whatever address, and any message is through whichever
 * number of the business: a retry with the saved workflow may take another one, and nobody wants to read a message twice.
 */
function getKeptKey(request: PipelineRequest): unknown[] {
	const { context, route } = request.session;
	const { service } = route;
	const told = getTold(request);
	const { method = 'GET', url, qs, body } = told;
	const item = context.getItemIndex();
	if (!service.isSend(told)) return [item, method, url, qs, describeBody(body)];
	const { template, recipients } = service.describeSend(told, request.session.shaped);
	if (recipients.length === 0) return [item, method, url, describeRecipients(told, service)];
	const people = recipients.map(({ whatsappNumber }) => whatsappNumber);
	const key = getSendKey(item, template ?? describeKind(service, told), people);
	const part = getPart(request);
	return part === undefined ? key : [...key, part];
}

/** The endpoint without the person and the sender in it, and the kind of message where one endpoint takes all of them. */
function describeKind(
	{ toEndpointName }: Service,
	{ method = 'GET', url, body }: IHttpRequestOptions,
): string {
	const endpoint = toEndpointName(method, url);
	return isObject(body) && typeof body.type === 'string' ? `${endpoint} ${body.type}` : endpoint;
}

/** @param what the template, or the kind of a message without one */
export function getSendKey(itemIndex: number, what: string, numbers: string[]): unknown[] {
	return [itemIndex, what, numbers.map(getPersonKey)];
}

/** What is kept of a write with the execution, and by which key. */
interface Keeper {
	writes: KeptWrites;
	key: unknown[];
}

function getKeeper(request: PipelineRequest): Keeper | undefined {
	const { session, isSecret, isRepeatable, isKeptByRecipient } = request;
	if (isSecret === true || isRepeatable === true || isKeptByRecipient === true) return undefined;
	const writes = KeptWrites.of(session.context);
	return writes && { writes, key: getKeptKey(request) };
}

function lookUpKept(request: PipelineRequest): KeptWrite | undefined {
	const keeper = getKeeper(request);
	return keeper?.writes.find(keeper.key);
}

/** What is known of a write from an earlier try of this run; undefined where every try shall send. */
export function lookUpWrite(request: PipelineRequest): IdempotencyRecord | undefined {
	const { run, options } = request.session;
	if (options.resendMemory === false) return undefined;
	const known = lookUp(run.writes, getWriteKey(request));
	// One that is kept with the execution decides by itself, also where a template left in its place.
	return known ?? (lookUpKept(request) ? { at: Date.now() } : undefined);
}

/** Records that another request left, or may have left, in the place of this one. */
export function recordInstead(
	request: PipelineRequest,
	change: BodyChange,
	other: PipelineRequest,
): void {
	record(request.session.run.writes, getWriteKey(request), { instead: change });
	const kept = lookUpKept(other);
	const keeper = getKeeper(request);
	if (kept) keeper?.writes.keep(keeper.key, { ...kept, isInstead: true });
}

function createStillUnknown(request: PipelineRequest, isOfEarlierExecution: boolean): NodeFailure {
	const { context, route } = request.session;
	const { name } = route.service;
	const who = isOfEarlierExecution ? 'The execution that is retried' : 'An earlier try';
	const messages = getFailureMessages(route.service, request.options);
	const advice = messages['outcome-unknown']?.advice ?? FAILURES['outcome-unknown'].advice;
	const goOn =
		" To continue with the other items, set On Error to Continue in the node's settings, and retry with the currently saved workflow.";
	return nodeError(context.getNode(), 'outcome-unknown', {
		message: `${who} sent this, and it is unknown whether ${name} accepted it. It was not sent again.`,
		...(isOfEarlierExecution ? { description: `${advice}${goOn}` } : {}),
		messages,
		itemIndex: context.getItemIndex(),
	});
}

/** What an earlier try of this run, or the execution that is retried, came to. */
async function findEarlier(
	request: PipelineRequest,
	key: string,
	keeper: Keeper | undefined,
	whatIfSettled: Pick<UnknownOutcome, 'settle' | 'drop'>,
): Promise<SendResult | undefined> {
	const { session, options } = request;
	const known = lookUp(session.run.writes, key);
	const kept = known ? undefined : keeper?.writes.find(keeper.key);
	const page = known?.page ?? (kept?.outcome === 'accepted' && (await toKeptPage(request, kept)));
	if (page) {
		saveCalls(session, 1);
		return { page: asRemembered(page) };
	}
	const sentAt = known?.sentAt ?? kept?.sentAt;
	if (sentAt === undefined) return undefined;
	const failure = createStillUnknown(request, kept !== undefined);
	// The template that left in its place would not be found by the words of the message.
	if (kept?.isInstead) return { failure };
	return { failure, unknown: { options, sentAt, ...whatIfSettled } };
}

/** What a call of an agent's tool changes about somebody other than by a message; undefined for all else. */
function describeChange({
	session,
	options,
	isRepeatable,
}: PipelineRequest): ChangeOfPerson | undefined {
	const { context, route, shaped } = session;
	const { service } = route;
	if (isRepeatable || isOwnRun(context) || service.isSend(options)) return undefined;
	const [person] = service.describeSend(options, shaped).recipients;
	return person && { person: getPersonKey(person.whatsappNumber), url: options.url };
}

/** Forgets what a later change undid: an agent that opts somebody out, in and out again wants all three. */
function forgetUndone(records: Records, key: string, { person, url }: ChangeOfPerson): void {
	for (const [other, { change }] of records) {
		const isSamePlace = change && (change.url.startsWith(url) || url.startsWith(change.url));
		if (other !== key && isSamePlace && change.person === person) records.delete(other);
	}
}

/** Sends a write unless an earlier try did, and records what comes of it. */
async function sendOnce(
	request: PipelineRequest,
	key: string,
	next: OperationPipeline,
): Promise<SendResult> {
	const { session, options, isSecret, isRepeatable } = request;
	const { run } = session;
	const keeper = getKeeper(request);
	const change = describeChange(request);
	const settle = (page: Page) => {
		if (isSecret) return;
		record(run.writes, key, { page, change });
		keeper?.writes.keep(keeper.key, toKept(request, page));
	};
	const drop = () => {
		run.writes.delete(key);
		keeper?.writes.drop(keeper.key);
	};
	const earlier = await findEarlier(request, key, keeper, { settle, drop });
	if (earlier) return earlier;
	const result: SendResult = await next(request);
	if (change && (result.page ?? result.unknown)) forgetUndone(run.writes, key, change);
	if (result.page) settle(result.page);
	if (!result.unknown) return result;
	const { sentAt } = result.unknown;
	if (!isRepeatable && options.method !== 'DELETE') {
		record(run.writes, key, { sentAt });
		keeper?.writes.keep(keeper.key, { outcome: 'unknown', sentAt });
	}
	return { ...result, unknown: { ...result.unknown, settle, drop } };
}

/**
 * Sends a write once in a run of the node. n8n's Retry On Fail runs the whole node again, and its Retry of an execution
 * does so in another one: without this every message that went out would go out twice. A write of unknown
 * outcome does not leave again either, whatever it changes, but for deletions: made twice they leave what
 * one leaves (RFC 9110, 9.2.2), and nobody hears of them.
 */
export const idempotency: OperationInterceptor = async (request, next) => {
	const { session, options } = request;
	if (!isWrite(options.method) || session.options.resendMemory === false) {
		return await next(request);
	}
	const key = getWriteKey(request);
	// Calls of an agent's tools start at once, and one may say what another does.
	return await runInTurn(session.run, key, async () => await sendOnce(request, key, next));
};
