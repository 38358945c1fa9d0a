import type { IWebhookFunctions } from 'n8n-workflow';

import { findWaits, forgetWait, hasEvent } from '../in-process/process-waits';
import type { Scope } from '../in-process/scope';
import type { WaitingNode } from '../waiting-node';
import type { ExecutionWait } from './execution-waits';
import { getLocalAddress } from '../../webhooks/receiving/local-address';
import { getOrigin, readN8n } from './n8n-api';
import { getWaitList } from './open-waits';

/** Who waits for an event. */
export interface FoundWaits {
	waits: ExecutionWait[];
	/** Whether somebody may be about to wait for it. */
	someAreAsking: boolean;
	/** Whether that is known of the event's person. */
	areAskingPerson?: boolean;
}

/** What knows of waiting executions. */
export interface WaitSource {
	/** The waits that an event with these names concerns. */
	find(names: readonly string[]): Promise<FoundWaits>;
	/** Addresses of an execution, the first one that answers counts. */
	getAddresses(wait: ExecutionWait): string[];
	/** Whether an execution that is over has an event. */
	holdsEvent(executionId: string, keys: string[]): Promise<boolean>;
	/** Whether an execution sleeps that n8n answers for as if it were over. */
	isAsleep?(executionId: string): Promise<boolean>;
	/** Called when n8n has no such execution any more. */
	forget?(executionId: string): void;
}

/** The executions that fell asleep in this process. */
export function getProcessSource(
	context: IWebhookFunctions,
	node: WaitingNode,
	scope: Scope,
): WaitSource {
	return {
		async find(names) {
			const found = findWaits(node, scope, () => names);
			const waits = found.filter(({ isAsking }) => !isAsking);
			const someAreAsking = waits.length < found.length;
			return { waits, someAreAsking, areAskingPerson: someAreAsking };
		},
		getAddresses({ resumeUrl }) {
			const local = getLocalAddress(context, resumeUrl);
			return local === undefined ? [resumeUrl] : [local, resumeUrl];
		},
		holdsEvent: async (executionId, keys) => hasEvent(executionId, keys),
		forget: forgetWait,
	};
}

/** The executions that n8n's API lists: of all processes, and of those before a restart. */
export async function getApiSource(
	context: IWebhookFunctions,
	node: WaitingNode,
): Promise<WaitSource> {
	const n8n = await readN8n(context);
	const list = getWaitList(n8n, node);
	return {
		async find(names) {
			const { waits, someAreAsking } = await list.list(n8n);
			// The event goes only to addresses of this n8n, whatever is stored with an execution.
			const isOwn = ({ resumeUrl }: ExecutionWait) => {
				const origin = getOrigin(resumeUrl);
				return origin !== undefined && n8n.origins.includes(origin);
			};
			const isWanted = (wait: ExecutionWait) =>
				isOwn(wait) && names.some((name) => wait.names.has(name));
			return { waits: waits.filter(isWanted), someAreAsking };
		},
		getAddresses: ({ resumeUrl }) => [resumeUrl],
		holdsEvent: async (executionId, keys) => await list.holdsEvent(n8n, executionId, keys),
		isAsleep: async (executionId) => await list.isAsleep(n8n, executionId),
	};
}
