import type { NodeService } from '../../http/pipeline';
import { addressesOfPausing } from '../../webhooks/memory/shared-status';
import { announceTo } from '../../webhooks/pause/announcement';
import { hasListener } from '../in-process/listeners';
import { findTriggersOfWorkflow } from './own-triggers';
import type { WaitingNode } from '../waiting-node';

/** How long it counts that a trigger was reached, or was not. */
const ASK_AGAIN_AFTER_MS = 600_000;

const MOST_TRIGGERS = 100;

/** A trigger in another process that is silent while people answer. */
interface Reached {
	isReached: boolean;
	askedAt: number;
}

/** Those of all workflows that ran in this process, by address: others may send to the same people. */
const triggers = new Map<string, Reached>();

/** Forgets everything, as a restart of the process does. */
export function forgetReachedTriggers(): void {
	triggers.clear();
}

function addTriggers(addresses: readonly string[]): void {
	for (const address of addresses) {
		if (!triggers.has(address)) triggers.set(address, { isReached: false, askedAt: 0 });
	}
	for (const oldest of triggers.keys()) {
		if (triggers.size <= MOST_TRIGGERS) break;
		triggers.delete(oldest);
	}
}

/**
 * Announces to triggers in other processes whom messages without a mark are about to leave for: a worker of queue mode sends, and
 * webhook processes hear of it. A process that takes events itself knows what it sends.
 */
export function buildAnnouncer(node: WaitingNode): NonNullable<NodeService['announceSends']> {
	return async ({ context }, people) => {
		if (context.getMode() === 'manual' || hasListener(node, {})) return false;
		const own = findTriggersOfWorkflow(context, node).filter(({ isPausing }) => isPausing);
		addTriggers(own.map(({ address }) => address));
		addTriggers(addressesOfPausing(context.getWorkflowStaticData('global')));
		const now = Date.now();
		const results = [...triggers].map(async ([address, { isReached, askedAt }]) => {
			const isFresh = now - askedAt < ASK_AGAIN_AFTER_MS;
			if (isFresh && (!isReached || people.length === 0)) return isReached;
			const isNowReached = await announceTo(context, address, people);
			triggers.set(address, { isReached: isNowReached, askedAt: now });
			return isNowReached;
		});
		const reached = await Promise.all(results);
		return reached.length > 0 && reached.every((one) => one);
	};
}
