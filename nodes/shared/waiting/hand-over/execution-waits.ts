import { isPayload, getObjects, getText, type Payload } from '../../webhooks/payload';
import { HUMAN_REVIEW } from '../sleep';
import type { OpenQuestion } from '../question/meaning';
import type { Question } from '../question/question';
import { isWhatsAppId, toQuoteName } from '../question/quoted-message';
import type { WaitingNode } from '../waiting-node';

/** One wait of a sleeping execution. */
export interface ExecutionWait {
	executionId: string;
	/** Address that wakes it, with n8n's secret. */
	resumeUrl: string;
	/** Numbers, conversations and messages that it waits for news of. */
	names: Set<string>;
	/** The questions that it asked and that are open. */
	questions: OpenQuestion[];
}

/** What a target of a wait is waited for by: people, a conversation, a message, or a quote of one that asked. */
export function getTargetNames(target: object): string[] {
	const { who, conversationId, messageId, askedIn, isNamed } = target as Payload;
	const people: unknown[] = Array.isArray(who) ? who : [];
	const asked: unknown[] = Array.isArray(askedIn) ? askedIn : [];
	// Events by these IDs tell WhatsApp's ID.
	const ids = isNamed === false ? asked : [];
	const quotes = asked.filter(isWhatsAppId).map(toQuoteName);
	return [...people, ...ids, ...quotes, conversationId, messageId].filter(
		(name): name is string => typeof name === 'string' && name !== '',
	);
}

/** The open questions among the targets of a wait, with what tells who answers them. */
export function getOpenQuestions(targets: object[]): OpenQuestion[] {
	return (targets as Question[])
		.filter(({ state, askedIn }) => state === 'waiting' && Array.isArray(askedIn))
		.map((question) => ({ ...question, sent: {}, reply: null }));
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
		const questions = getOpenQuestions(targets);
		return resumeUrl === null ? [] : [{ executionId, resumeUrl, names, questions }];
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
