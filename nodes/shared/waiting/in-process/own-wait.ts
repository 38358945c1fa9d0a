import type { IExecuteFunctions } from 'n8n-workflow';

import type { AwaitedEvent } from '../awaited-event';
import { getAskedIn, getTargetNames } from '../hand-over/execution-waits';
import { addToInbox, hasSeen, type StoredWait } from '../wait-state';
import type { WaitingNode } from '../waiting-node';
import { forgetWait, noteEnd, noteWait } from './process-waits';
import { takeRecent } from './recent-events';
import type { Scope } from './scope';

/** The wait of the execution that runs, as its process knows it: triggers of the process find it without asking n8n. */
export class OwnWait {
	private readonly executionId = this.context.getExecutionId();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly node: WaitingNode,
		private readonly scope: Scope,
	) {}

	/** Notes who is about to be asked, so that a trigger holds an early reply until the execution sleeps. */
	begin(names: string[], resumeUrl: string, until: number): void {
		this.note({ names, askedIn: [] }, { resumeUrl, until, seen: [] }, true);
	}

	/** Notes a wait that begins or goes on. While its node runs, n8n refuses events, and the trigger tries again. */
	update(wait: StoredWait): void {
		const open = wait.targets.filter(({ state }) => state === 'waiting');
		const names = open.flatMap(getTargetNames);
		this.note({ names, askedIn: open.flatMap(getAskedIn) }, wait, false);
	}

	end({ seen }: Pick<StoredWait, 'seen'>): void {
		noteEnd(this.executionId, seen);
	}

	/** Notes that nothing is waited for after all. */
	forget(): void {
		forgetWait(this.executionId);
	}

	/**
	 * Puts events into the inbox that reached this process when it did not know of the wait.
	 *
	 * @param wants whether the wait has a use for an event that arrived then
	 */
	takeRecent(wait: StoredWait, wants: (event: AwaitedEvent, arrivedAt: number) => boolean): void {
		const names = wait.targets.flatMap(getTargetNames);
		const taken = takeRecent(
			this.node,
			this.scope,
			names,
			(event, arrivedAt) => !hasSeen(wait, event) && wants(event, arrivedAt),
		);
		for (const event of taken) addToInbox(wait, event);
	}

	private note(
		{ names, askedIn }: { names: string[]; askedIn: string[] },
		{ resumeUrl, until, seen }: Pick<StoredWait, 'resumeUrl' | 'until' | 'seen'>,
		isAsking: boolean,
	): void {
		noteWait({
			executionId: this.executionId,
			nodeName: this.node.nodeName,
			scope: this.scope,
			resumeUrl,
			names: new Set(names),
			askedIn,
			isAsking,
			seen: new Set(seen),
			until,
		});
	}
}
