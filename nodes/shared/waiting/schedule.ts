import { sleep, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { textParameter, type ParameterSource } from '../parameters/input';
import { sleepUntil } from './sleep';
import { resumeUrlOf, type Waiting } from './wait-state';

const MINUTE_MS = 60_000;

const UNITS_MS: Record<string, number> = {
	minutes: MINUTE_MS,
	hours: 60 * MINUTE_MS,
	days: 24 * 60 * MINUTE_MS,
};

/** n8n may wake an execution some milliseconds before its time. */
const EARLY_MS = 1_000;

/** When a wait ends, and how often to look into the chats meanwhile. */
export interface Schedule {
	/** In milliseconds from now. */
	limitMs: number;
	/** Null where nobody looks before the end. */
	everyMs: number | null;
	/** Whether to look once more before giving up. */
	looksAtEnd: boolean;
}

function positive(context: ParameterSource, name: string, otherwise: number): number {
	const number = Number(textParameter(context, name));
	return number > 0 ? number : otherwise;
}

/** Reads the time limit and the way in which news arrive. */
export function scheduleOf(context: ParameterSource): Schedule {
	const unit = UNITS_MS[textParameter(context, 'limitUnit')] ?? MINUTE_MS;
	const looks = ['both', 'polling'].includes(textParameter(context, 'arrival'));
	return {
		limitMs: positive(context, 'limitAmount', 1) * unit,
		everyMs: looks ? positive(context, 'lookEvery', 5) * MINUTE_MS : null,
		looksAtEnd: looks || context.getNodeParameter('waitOptions.lookAtEnd', true) === true,
	};
}

/** When to look next; null where nobody looks before the end. */
export function nextLook({ everyMs }: Schedule, now: number): number | null {
	return everyMs === null ? null : now + everyMs;
}

/** When a wait that begins now ends, and when to look first. */
export function timesOf(schedule: Schedule): Pick<Waiting, 'until' | 'lookAt'> {
	const now = Date.now();
	return { until: now + schedule.limitMs, lookAt: nextLook(schedule, now) };
}

function dueAt({ until, lookAt }: Waiting): number {
	return Math.min(until, lookAt ?? Infinity);
}

/** Waits out the last moment before the time that n8n woke the execution for. */
export async function untilDue(waiting: Waiting): Promise<void> {
	const left = dueAt(waiting) - Date.now();
	if (waiting.inbox.length === 0 && left > 0 && left <= EARLY_MS) await sleep(left);
}

/**
 * What is due now.
 *
 * @returns `looks`: whether to look into the chats; `ends`: whether the time is up
 */
export function dutiesOf(waiting: Waiting, { looksAtEnd }: Schedule) {
	const now = Date.now();
	const ends = now >= waiting.until;
	const isDue = waiting.lookAt !== null && now >= waiting.lookAt;
	return { looks: isDue || (ends && looksAtEnd), ends };
}

/**
 * Puts the execution to sleep until somebody wakes it, or it is time to look or to end. Its address is noted anew:
 * n8n's Retry of a crashed execution goes on with the same wait in another execution.
 */
export async function sleepOn(
	context: IExecuteFunctions,
	waiting: Waiting,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
	waiting.resumeUrl = resumeUrlOf(context);
	await sleepUntil(context, dueAt(waiting));
	return [items, []];
}
