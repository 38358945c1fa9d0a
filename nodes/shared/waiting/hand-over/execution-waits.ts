import { isPayload, getObjects, getText, type Payload } from '../../webhooks/payload';
import { HUMAN_REVIEW } from '../sleep';
import type { WaitingNode } from '../waiting-node';

/** One wait of a sleeping execution. */
export interface ExecutionWait {
	executionId: string;
	/** Address that wakes it, with n8n's secret. */
	resumeUrl: string;
	/** Numbers, conversations and messages that it waits for news of. */
	names: Set<string>;
	/** IDs of the messages that it asked in. */
	askedIn: string[];
}

/** What a target of a wait is waited for by: people, a conversation, or a message. */
export function getTargetNames(target: object): string[] {
	const { who, conversationId, messageId } = target as Payload;
	const people: unknown[] = Array.isArray(who) ? who : [];
	return [...people, conversationId, messageId].filter(
		(name): name is string => typeof name === 'string' && name !== '',
	);
}

/** The messages that asked the question of a target. */
export function getAskedIn(target: object): string[] {
	const { askedIn } = target as Payload;
	return Array.isArray(askedIn) ? askedIn.filter((id) => typeof id === 'string') : [];
}

/** Whether the execution's workflow has a node that waits for events. */
export function hasWaitingNode(
	{ workflowData }: Payload,
	{ nodeName, operations }: WaitingNode,
): boolean {
	const nodes = isPayload(workflowData) ? getObjects(workflowData, 'nodes') : [];
	return nodes.some(({ type, parameters }) => {
		const operation = isPayload(parameters) ? getText(parameters, 'operation') : null;
		const name = String(type).split('.').at(-1);
		return (
			(name === nodeName || name === `${nodeName}${HUMAN_REVIEW}`) &&
			operations.includes(operation ?? '')
		);
	});
}

function readStoredWaits(execution: Payload, { storedAs }: WaitingNode): Payload[] {
	const data = isPayload(execution.data) ? execution.data : {};
	const { contextData } = isPayload(data.executionData) ? data.executionData : {};
	return Object.values(isPayload(contextData) ? contextData : {})
		.map((context) => (isPayload(context) ? context[storedAs] : undefined))
		.filter(isPayload);
}

/** The open waits that are stored with an execution; null when it never waited. */
export function readExecutionWaits(
	execution: Payload,
	executionId: string,
	node: WaitingNode,
): ExecutionWait[] | null {
	const stored = readStoredWaits(execution, node);
	if (stored.length === 0) return null;
	return stored.flatMap((wait) => {
		const resumeUrl = wait.done === true ? null : getText(wait, 'resumeUrl');
		const targets = getObjects(wait, 'targets');
		const names = new Set(targets.flatMap(getTargetNames));
		const askedIn = targets.flatMap(getAskedIn);
		return resumeUrl === null ? [] : [{ executionId, resumeUrl, names, askedIn }];
	});
}

/**
 * Whether an event is among those that are stored with an execution.
 *
 * @param keys of the event
 */
export function holdsEvent(execution: Payload, keys: string[], node: WaitingNode): boolean {
	return readStoredWaits(execution, node).some(
		({ seen }) => Array.isArray(seen) && keys.some((key) => seen.includes(key)),
	);
}
