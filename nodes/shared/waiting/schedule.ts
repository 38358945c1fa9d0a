import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { InputError, showValue, textParameter, type ParameterSource } from '../parameters/input';
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

/** How often the node looks up what happened, until a wait ends. */
export interface Schedule {
	looks: Looks;
	/** Whether the service can be asked what happened. */
	canLookUp: boolean;
	/** Whether a trigger of this process is told what happens. */
	hasTrigger: boolean;
	/** Whether the node waits inside an agent. */
	isInAgent: boolean;
}

/** Beyond this there is no date. */
const LAST_DATE_MS = 8.64e15;

/**
 * Reads the time limit of an item, in milliseconds.
 *
 * @throws InputError when it is no number, no unit or no time ahead
 */
export function readTimeLimit(context: ParameterSource): number {
	const unit = textParameter(context, 'limitUnit', 'Time Limit Unit');
	const unitMs = UNITS_MS[unit];
	if (unitMs === undefined) {
		throw new InputError(
			`The field 'Time Limit Unit' contains no unit: ${showValue(unit)}`,
			'Enter minutes, hours or days.',
		);
	}
	const text = textParameter(context, 'limitAmount', 'Time Limit').trim();
	const limitMs = Number(text) * unitMs;
	if (limitMs > 0 && Date.now() + limitMs <= LAST_DATE_MS) return limitMs;
	throw new InputError(
		`The field 'Time Limit' contains no time to wait: ${showValue(text)}`,
		"Enter a number above zero. Choose its unit in 'Time Limit Unit'.",
	);
}

function readLooks(context: ParameterSource): Looks {
	const chosen = context.getNodeParameter('options.looks', 'growing');
	return LOOKS.find((looks) => looks === chosen) ?? 'growing';
}

/**
 * Reads the way in which news arrive.
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
	return { looks: readLooks(context), canLookUp, hasTrigger, isInAgent };
}

/** Whether the service is asked at all what happened. */
export function looksUp({ looks, canLookUp }: Schedule): boolean {
	return canLookUp && looks !== 'never';
}

/** When answers arrive that no trigger hands over, as a sentence; empty where one does. */
export function describeLooks(schedule: Schedule, triggerName: string): string {
	if (schedule.hasTrigger || !looksUp(schedule) || schedule.looks !== 'growing') return '';
	return ` No ${triggerName} is published here, so the node looks into the chat: after ${FIRST_LOOK_MS / 1_000} seconds, then less often.`;
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

/** When the first open target of a wait runs out of time. */
function getNextEnd(targets: StoredWait['targets']): number {
	return targets.reduce(
		(next, { state, until }) => (state === 'waiting' ? Math.min(next, until) : next),
		Infinity,
	);
}

/**
 * When a wait is due first.
 *
 * @param begunAt when the first message of the wait left, in milliseconds
 */
export function getFirstTimes(
	schedule: Schedule,
	begunAt: number,
	targets: StoredWait['targets'],
): Pick<StoredWait, 'begunAt' | 'until' | 'lookAt'> {
	const now = Date.now();
	const lookAt = getNextLookUp(schedule, now, now);
	return { begunAt, until: getNextEnd(targets), lookAt };
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
 * @returns `looks`: whether to look up what happened; `isOver`: whether the time of a target is up
 */
export function getDueWork(wait: StoredWait, schedule: Schedule) {
	const now = Date.now();
	const ends = now >= wait.until;
	const isDue = wait.lookAt !== null && now >= wait.lookAt;
	const isToLook = ends || (isDue && schedule.looks === 'growing');
	const isOver = ({ until }: { until: number }) => now >= until;
	return { isDue, looks: looksUp(schedule) && isToLook, isOver };
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
	wait.until = getNextEnd(wait.targets);
	own.update(wait);
	await sleepUntil(context, getDueTime(wait));
	context.addExecutionHints({ message: progress, location: 'outputPane' });
	return [[], []];
}
