import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../http/answers/answer';
import { nodeError } from '../errors/node-error';
import type { Watch } from './deliveries';
import { keysOf, type Incoming } from './incoming';
import type { Question } from './questions';
import { allKeptWith, canSleep, keptWith } from './sleep';

/** What a node waits for. */
export interface Targets {
	reply: Question;
	delivery: Watch;
}

export type WaitKind = keyof Targets;

/** What a sleeping node keeps with its execution, in n8n's database. */
export interface Waiting<Kind extends WaitKind = WaitKind> {
	kind: Kind;
	/** Run of the node that waits; a loop runs it more than once. */
	run: number;
	/** Address that wakes the execution; it carries n8n's secret. */
	resumeUrl: string;
	/** When the wait ends, in milliseconds. */
	until: number;
	/** When to look into the chats next; null where nobody looks before the end. */
	lookAt: number | null;
	/** Events that came since the node last ran. */
	inbox: Incoming[];
	/** Keys of events that were taken. */
	seen: string[];
	targets: Array<Targets[Kind]>;
	done: boolean;
}

/** Name under which it is kept; a relay finds open waits by it. */
export const KEPT_AS = 'watiWaiting';

/** Events remembered per wait; a customer who writes more is beyond any question. */
const MOST_SEEN = 5_000;

function isWaiting(kept: unknown): kept is Waiting {
	return isObject(kept) && typeof kept.resumeUrl === 'string' && Array.isArray(kept.targets);
}

/** The wait that is kept with the execution; undefined when the node keeps none. */
export function waitingOf(context: IExecuteFunctions | IWebhookFunctions): Waiting | undefined {
	const kept: unknown = keptWith(context)[KEPT_AS];
	return isWaiting(kept) ? kept : undefined;
}

/** The wait of this kind that belongs to this run of the node. */
export function ownWaiting<Kind extends WaitKind>(
	context: IExecuteFunctions,
	kind: Kind,
): Waiting<Kind> | undefined {
	const waiting = waitingOf(context);
	const isOwn = waiting?.kind === kind && waiting.run === runIndexOf(context);
	return isOwn ? (waiting as Waiting<Kind>) : undefined;
}

function runIndexOf(context: IExecuteFunctions): number {
	return Number(context.evaluateExpression('{{ $runIndex }}', 0));
}

/**
 * Where others wake this execution. n8n puts its secret for the execution into it.
 *
 * @throws NodeApiError `wait-not-possible` when this n8n cannot wait, or has no secret for its address, and in
 *   the double that n8n makes of the node to have tools of agents approved: it expects n8n's own answer page
 */
export function resumeUrlOf(context: IExecuteFunctions): string {
	if (context.getNode().type.endsWith('HitlTool')) {
		throw nodeError(context.getNode(), 'wait-not-possible', {
			message: "The WATI node does not serve as n8n's human review",
			description: 'Use it as a node of the workflow, with the operation Send and Wait for Reply.',
		});
	}
	const url = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	const isSecret = URL.canParse(url) && new URL(url).searchParams.has('signature');
	if (isSecret && canSleep(context)) return url;
	throw nodeError(context.getNode(), 'wait-not-possible');
}

/**
 * Replies that earlier questions of the execution took. Whoever handed one over asks whether it was kept when
 * the next question may be waiting already, and it is as new as that question in WATI's whole seconds.
 */
function takenBefore(context: IExecuteFunctions): string[] {
	const earlier = allKeptWith(context).map((kept) => kept[KEPT_AS]);
	return earlier.flatMap((kept) => (isWaiting(kept) && kept.kind === 'reply' ? kept.seen : []));
}

/** Keeps a new wait with the execution. */
export function keep<Kind extends WaitKind>(
	context: IExecuteFunctions,
	wait: Pick<Waiting<Kind>, 'kind' | 'until' | 'lookAt' | 'targets' | 'resumeUrl'>,
): Waiting<Kind> {
	const run = runIndexOf(context);
	const seen = wait.kind === 'reply' ? takenBefore(context) : [];
	const waiting: Waiting<Kind> = { ...wait, run, inbox: [], seen, done: false };
	keptWith(context)[KEPT_AS] = waiting as never;
	return waiting;
}

/** Puts an event among those that came, unless one of its names is known. */
export function receive(waiting: Waiting, event: Incoming): boolean {
	const keys = keysOf(event);
	if (keys.some((key) => waiting.seen.includes(key))) return false;
	waiting.seen = [...waiting.seen, ...keys].slice(-MOST_SEEN);
	waiting.inbox.push(event);
	return true;
}
