import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { textParameter, type ParameterSource } from '../parameters/input';
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

/** When a wait ends, and how often the node looks up meanwhile what happened. */
export interface Schedule {
	/** In milliseconds from now. */
	limitMs: number;
	/** Null where nothing is looked up before the end. */
	everyMs: number | null;
	/** Whether to look up once more before giving up. */
	looksUpAtEnd: boolean;
}

function readPositive(context: ParameterSource, name: string, otherwise: number): number {
	const number = Number(textParameter(context, name));
	return number > 0 ? number : otherwise;
}

/**
 * Reads the time limit and the way in which news arrive.
 *
 * @param canLookUp whether the service can be asked what happened
 */
export function readSchedule(context: ParameterSource, canLookUp: boolean): Schedule {
	const unit = UNITS_MS[textParameter(context, 'limitUnit')] ?? MINUTE_MS;
	const polls = canLookUp && ['both', 'polling'].includes(textParameter(context, 'arrival'));
	const isWanted = context.getNodeParameter('options.lookAtEnd', true) === true;
	return {
		limitMs: readPositive(context, 'limitAmount', 1) * unit,
		everyMs: polls ? readPositive(context, 'lookEvery', 5) * MINUTE_MS : null,
		looksUpAtEnd: polls || (canLookUp && isWanted),
	};
}

/** When to look up next; null where nothing is looked up before the end. */
export function getNextLookUp({ everyMs }: Schedule, now: number): number | null {
	return everyMs === null ? null : now + everyMs;
}

/** When a wait that begins now ends, and when to look up first. */
export function getFirstTimes(schedule: Schedule): Pick<StoredWait, 'until' | 'lookAt'> {
	const now = Date.now();
	return { until: now + schedule.limitMs, lookAt: getNextLookUp(schedule, now) };
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
 * @returns `looksUp`: whether to look up what happened; `ends`: whether the time is up
 */
export function getDueWork(wait: StoredWait, { looksUpAtEnd }: Schedule) {
	const now = Date.now();
	const ends = now >= wait.until;
	const isDue = wait.lookAt !== null && now >= wait.lookAt;
	return { looksUp: isDue || (ends && looksUpAtEnd), ends };
}

/**
 * Puts the execution to sleep until somebody wakes it, or something is due. The address is stored anew: n8n's Retry
 * of a crashed execution goes on with the same wait in another execution.
 */
export async function sleepUntilDue(
	context: IExecuteFunctions,
	wait: StoredWait,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
	wait.resumeUrl = getResumeUrl(context);
	await sleepUntil(context, getDueTime(wait));
	return [items, []];
}
