import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { findChat, isSameChat } from '../chat';
import { saysNews } from '../events';
import type { TriggerEvent } from '../filters';
import { countEvent } from '../memory/status';
import { getMemory, getStaticData } from '../memory/trigger-memory';
import { isNamedOptOut } from '../opt-out/opt-out-events';
import { sortMessages } from '../turns/turn-item';
import { requestStart } from '../turns/start-request';
import type { Turn } from '../turns/turn';
import type { TurnSettings } from '../turns/turn-settings';
import { isPaused } from './answering';
import { askAgain, startNothing } from './answers';
import type { EventSource, WebhookContext } from './event-source';
import { createItem, createTurnItem } from './items';
import { getLocalAddress } from './local-address';
import type { Starting } from './sorting';
import { startExecution, type ExecutionStart } from './start-execution';
import { writeBeforeAnswer } from './writing';

/**
 * How long the request of a message is held for its turn. What is not started by then is stored before the answer. How
 * long services wait is not documented; the hand-over to waiting executions dares eight seconds.
 */
const HOLD_MS = 7_000;

/** Requests of turns held at once: n8n keeps an expression engine for each. Beyond that, messages are stored at once. */
const MOST_HELD = 100;

let held = 0;

/** A test run listens for two minutes. */
const TEST_MS = 120_000;

/** Whether an event is a message that its writer may follow with another. */
function isPartOfTurn(event: TriggerEvent, isSample: boolean): boolean {
	const isMessage = saysNews(event) && !event.fromMe && !isNamedOptOut(event);
	return isMessage && !isSample && findChat(event) !== null;
}

/** In a test run nothing is stored, so that its turns last no longer than a request is held. */
function limitForTest({ isTest }: WebhookContext, settings: TurnSettings): TurnSettings {
	if (!isTest) return settings;
	const { pauseMs, longestMs } = settings;
	const most = HOLD_MS - 500;
	return { ...settings, pauseMs: Math.min(pauseMs, most), longestMs: Math.min(longestMs, most) };
}

/** Lets a turn start nothing, since a person answered its chat meanwhile. */
function dropTurn({ memory, now }: WebhookContext, turn: Turn): IWebhookResponseData {
	for (const { event, keys } of turn.messages) {
		memory.record(keys, now, false);
		countEvent(memory.status, event, 'paused', now);
	}
	turn.settle('paused');
	return startNothing('a person is answering');
}

/** Starts the execution of a turn in a request that took its start over. */
export async function startTurn<Event extends TriggerEvent>(
	webhook: WebhookContext,
	turn: Turn,
	source: EventSource<Event>,
): Promise<IWebhookResponseData> {
	const events = sortMessages(turn.messages.map(({ event }) => event)) as Event[];
	if (isPaused(webhook, turn.partner)) return dropTurn(webhook, turn);
	return await startExecution(webhook, {
		events,
		keys: turn.messages.flatMap(({ keys }) => keys),
		createItems: async () => [await createTurnItem(webhook, events, source)],
		onGiven: () => turn.messages.forEach(({ claim }) => claim?.giveToN8n()),
		onSettled: (isThere) => turn.settle(isThere ? 'started' : 'failed'),
	});
}

/** The addresses of the trigger: at the server that takes the present request, and the public one. */
function findOwnAddresses(context: IWebhookFunctions): string[] {
	const address = context.getNodeWebhookUrl('default') ?? '';
	if (!URL.canParse(address)) return [];
	const local = getLocalAddress(context, address);
	return local === undefined ? [address] : [local, address];
}

type Watcher = Pick<IHookFunctions | IWebhookFunctions, 'getNode' | 'helpers' | 'logger'>;

/** Lets a turn start when it is due, whatever becomes of the request that began it. */
function watchTurn(context: Watcher, turn: Turn, addresses: string[]): void {
	const start = async () => {
		const isTaken = await requestStart(context, addresses, turn.id);
		if (isTaken) return;
		const { name } = context.getNode();
		context.logger.warn(`'${name}' could not start an execution for messages that wait`);
	};
	void turn.watch(start);
}

/** Lets turns start that an earlier process kept, in a request of the trigger. */
export function watchLeftTurns({ context, memory }: WebhookContext): void {
	for (const turn of memory.openTurns.takeUnwatched()) {
		watchTurn(context, turn, findOwnAddresses(context));
	}
}

/** Lets turns start that an earlier process kept, as soon as n8n publishes the trigger again, without a request. */
export function watchLeftTurnsOnPublish(context: IHookFunctions): void {
	const now = Date.now();
	const memory = getMemory(String(context.getWorkflow().id), context.getNode().id, now);
	memory.merge(getStaticData(context), now);
	const address = context.getNodeWebhookUrl('default');
	for (const turn of memory.openTurns.takeUnwatched()) {
		watchTurn(context, turn, address === undefined ? [] : [address]);
	}
}

function join<Event extends TriggerEvent>(
	webhook: WebhookContext,
	{ event, claim, keys }: Starting<Event>,
	settings: TurnSettings,
): Turn {
	const { openTurns } = webhook.memory;
	const chat = findChat(event)!;
	const found = openTurns.find(chat);
	const turn = found ?? openTurns.open(chat);
	turn.add({ event, claim, keys }, settings);
	if (!found) watchTurn(webhook.context, turn, findOwnAddresses(webhook.context));
	return turn;
}

/** Stores a turn before its senders are answered. @returns false where there is no room for it */
function keepTurn({ memory, now }: WebhookContext, turn: Turn): boolean {
	if (!turn.isKept && !memory.openTurns.canKeep(turn)) return false;
	const keys = turn.messages.flatMap((message) => message.keys);
	turn.keep();
	memory.record(keys, now, false);
	return true;
}

async function hold(webhook: WebhookContext, turn: Turn) {
	const left = held < MOST_HELD ? HOLD_MS - (Date.now() - webhook.now) : 0;
	held += 1;
	try {
		return await turn.wait(webhook.isTest ? TEST_MS : left);
	} finally {
		held -= 1;
	}
}

/** Holds a request until its turn has an execution, starts that where it is this request's part, or stores the turn. */
async function holdForTurn<Event extends TriggerEvent>(
	webhook: WebhookContext,
	turn: Turn,
	source: EventSource<Event>,
): Promise<IWebhookResponseData> {
	const answer = await hold(webhook, turn);
	if (answer === 'start') return await startTurn(webhook, turn, source);
	if (answer === 'started') return startNothing('combined');
	if (answer === 'paused') return startNothing('a person is answering');
	if (answer === 'failed' || !keepTurn(webhook, turn)) return askAgain(webhook.context);
	await writeBeforeAnswer(webhook);
	return startNothing('waits for more');
}

/** Starts an execution with the items that are made of events. */
async function startWith<Event extends TriggerEvent>(
	webhook: WebhookContext,
	starting: ReadonlyArray<Starting<Event>>,
	createItems: ExecutionStart['createItems'],
): Promise<IWebhookResponseData> {
	return await startExecution(webhook, {
		events: starting.map(({ event }) => event),
		keys: starting.flatMap(({ keys }) => keys),
		createItems,
		onGiven: () => starting.forEach(({ claim }) => claim.giveToN8n()),
		onSettled: (isThere) =>
			starting.forEach(({ claim }) => claim.settle(isThere ? 'started' : 'failed')),
	});
}

/** Starts an execution with an item for each event. */
async function startAtOnce<Event extends TriggerEvent>(
	webhook: WebhookContext,
	starting: ReadonlyArray<Starting<Event>>,
	source: EventSource<Event>,
): Promise<IWebhookResponseData> {
	// All files at once, since the service waits for its answer.
	const createItems = async () =>
		await Promise.all(starting.map(async ({ event }) => await createItem(webhook, event, source)));
	return await startWith(webhook, starting, createItems);
}

/** Starts an execution with an item for each person, and one for each event that is no part of a turn. */
async function startByPerson<Event extends TriggerEvent>(
	webhook: WebhookContext,
	starting: ReadonlyArray<Starting<Event>>,
	joining: ReadonlyArray<Starting<Event>>,
	source: EventSource<Event>,
): Promise<IWebhookResponseData> {
	const others = starting.filter((one) => !joining.includes(one));
	const groups: Event[][] = [];
	for (const { event } of joining) {
		const chat = findChat(event);
		const isSame = ([first]: Event[]) => {
			const other = first && findChat(first);
			return chat !== null && !!other && isSameChat(chat, other);
		};
		const group = groups.find(isSame);
		if (group) group.push(event);
		else groups.push([event]);
	}
	return await startWith(webhook, starting, async () => {
		const ordered = groups.map((group) => sortMessages(group));
		return await Promise.all([
			...ordered.map((group) => createTurnItem(webhook, group, source)),
			...others.map(({ event }) => createItem(webhook, event, source)),
		]);
	});
}

/**
 * Starts an execution for events that are wanted and new. Where messages are combined, each waits for more of its person, and
 * the request that brought it is answered once their execution is there, or once they are stored.
 */
export async function startEvents<Event extends TriggerEvent>(
	webhook: WebhookContext,
	starting: ReadonlyArray<Starting<Event>>,
	source: EventSource<Event>,
): Promise<IWebhookResponseData> {
	const { settings, isTest, context } = webhook;
	const turnSettings = settings.turn && limitForTest(webhook, settings.turn);
	const isJoining = ({ event }: Starting<Event>) =>
		isPartOfTurn(event, source.isSample?.(event) ?? false);
	const joining = turnSettings ? starting.filter(isJoining) : [];
	if (turnSettings === null || joining.length === 0) {
		return await startAtOnce(webhook, starting, source);
	}
	const others = starting.filter((one) => !joining.includes(one));
	if (isTest && starting.length > 1) {
		return await startByPerson(webhook, starting, joining, source);
	}
	const turns = [...new Set(joining.map((one) => join(webhook, one, turnSettings)))];
	const [turn] = turns;
	if (turn && turns.length === 1 && others.length === 0 && !webhook.isWriting) {
		return await holdForTurn(webhook, turn, source);
	}
	// One request can start one execution only, and its sender must not be answered before all of it is safe.
	if (!turns.every((one) => keepTurn(webhook, one))) {
		for (const { claim } of others) claim.settle('failed');
		return askAgain(context);
	}
	await writeBeforeAnswer(webhook);
	return others.length > 0
		? await startAtOnce(webhook, others, source)
		: startNothing('waits for more');
}
