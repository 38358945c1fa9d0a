import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { textParameter, type ParameterSource } from '../parameters/input';
import type { OwnWait } from './in-process/own-wait';
import { sleepUntil } from './sleep';
import { getResumeUrl, type StoredWait } from './wait-state';

const MINUTE_MS = 60_000;

const UNITS_MS: Record<string, number> = {
	minutes: MINUTE_MS,
	hours: 60 * MINUTE_MS,
	days: 24 * 60 * MINUTE_MS,
};

/** n8n may wake an execution some milliseconds before its time. */
const EARLY_MS = 1_000;

/** When the node looks up what happened, besides what it is told. */
const LOOKS = ['growing', 'atEnd', 'never'] as const;

type Looks = (typeof LOOKS)[number];

/** To the first look, where nothing in this process would be told. */
const FIRST_LOOK_MS = 30_000;

/** To the first look, where a trigger of this process is told at once, or there is nothing to look at. */
const FIRST_LATE_LOOK_MS = 300_000;

/** The same inside an agent: after a restart n8n refuses answers there until the node has run. */
const FIRST_LATE_LOOK_IN_AGENT_MS = 60_000;

/** A look is due after half the time that has passed, but not later than this. */
const LONGEST_PAUSE_MS = 1_800_000;

/** When a wait ends, and how often the node looks up meanwhile what happened. */
export interface Schedule {
	/** In milliseconds from now. */
	limitMs: number;
	looks: Looks;
	/** Whether the service can be asked what happened. */
	canLookUp: boolean;
	/** Whether a trigger of this process is told what happens. */
	hasTrigger: boolean;
	/** Whether the node waits inside an agent. */
	isInAgent: boolean;
}

function readPositive(context: ParameterSource, name: string, otherwise: number): number {
	const number = Number(textParameter(context, name));
	return number > 0 ? number : otherwise;
}

function readLooks(context: ParameterSource): Looks {
	const chosen = context.getNodeParameter('options.looks', 'growing');
	return LOOKS.find((looks) => looks === chosen) ?? 'growing';
}

/**
 * Reads the time limit and the way in which news arrive.
 *
 * @param canLookUp whether the service can be asked what happened
 * @param hasTrigger whether a trigger of this process is told what happens
 * @param isInAgent whether the node waits inside an agent
 */
export function readSchedule(
	context: ParameterSource,
	canLookUp: boolean,
	hasTrigger: boolean,
	isInAgent = false,
): Schedule {
	const unit = UNITS_MS[textParameter(context, 'limitUnit')] ?? MINUTE_MS;
	const limitMs = readPositive(context, 'limitAmount', 1) * unit;
	return { limitMs, looks: readLooks(context), canLookUp, hasTrigger, isInAgent };
}

/** Whether the service is asked at all what happened. */
export function looksUp({ looks, canLookUp }: Schedule): boolean {
	return canLookUp && looks !== 'never';
}

function getFirstPause({ canLookUp, hasTrigger, isInAgent }: Schedule): number {
	if (!hasTrigger) return canLookUp ? FIRST_LOOK_MS : FIRST_LATE_LOOK_MS;
	return isInAgent ? FIRST_LATE_LOOK_IN_AGENT_MS : FIRST_LATE_LOOK_MS;
}

/**
 * When the node wakes next by itself, later and later; null where that happens at the end only. A service that cannot
 * be asked is no reason to sleep on: after a restart of n8n its process knows the wait again from then on. Nor is it inside an agent,
 * since n8n refuses answers there after a restart. In queue mode, what wakes while all workers are down is lost (n8n 2.41): so not
 * too often.
 */
export function getNextLookUp(schedule: Schedule, begunAt: number, now: number): number | null {
	const { canLookUp, looks, isInAgent } = schedule;
	if (canLookUp && looks !== 'growing' && !isInAgent) return null;
	const first = getFirstPause(schedule);
	return now + Math.min(LONGEST_PAUSE_MS, Math.max(first, (now - begunAt) / 2));
}

/**
 * When a wait ends, and when to look up first, both counted from now.
 *
 * @param begunAt when the first message of the wait left, in milliseconds
 */
export function getFirstTimes(
	schedule: Schedule,
	begunAt: number,
): Pick<StoredWait, 'begunAt' | 'until' | 'lookAt'> {
	const now = Date.now();
	const lookAt = getNextLookUp(schedule, now, now);
	return { begunAt, until: now + schedule.limitMs, lookAt };
}

function getDueTime({ until, lookAt }: StoredWait): number {
	return Math.min(until, lookAt ?? Infinity);
}

/** Waits out the last moment before the time that n8n woke the execution for. */
export async function waitUntilDue(wait: StoredWait): Promise<void> {
	const left = getDueTime(wait) - Date.now();
	if (wait.inbox.length === 0 && left > 0 && left <= EARLY_MS) await sleep(left);
}

/**
 * What is due now.
 *
 * @returns `looks`: whether to look up what happened; `ends`: whether the time is up
 */
export function getDueWork(wait: StoredWait, schedule: Schedule) {
	const now = Date.now();
	const ends = now >= wait.until;
	const isDue = wait.lookAt !== null && now >= wait.lookAt;
	const isToLook = ends || (isDue && schedule.looks === 'growing');
	return { isDue, looks: looksUp(schedule) && isToLook, ends };
}

/**
 * Puts the execution to sleep until somebody wakes it, or something is due. Nothing is put out meanwhile: n8n would
 * show it as answered. The panel of the node says how it stands. The address is stored anew: n8n's Retry
 * of a crashed execution goes on with the same wait in another execution.
 */
export async function sleepUntilDue(
	context: IExecuteFunctions,
	wait: StoredWait,
	own: OwnWait,
	progress: string,
): Promise<INodeExecutionData[][]> {
	wait.resumeUrl = getResumeUrl(context);
	own.update(wait);
	await sleepUntil(context, getDueTime(wait));
	context.addExecutionHints({ message: progress, location: 'outputPane' });
	return [[], []];
}
