import type { IExecuteFunctions } from 'n8n-workflow';

import { getEventKeys, getNames, type AwaitedEvent } from '../awaited-event';
import { callExecution, isOver } from '../hand-over/execution-call';
import { getOpenQuestions, getTargetNames } from '../hand-over/execution-waits';
import type { OpenQuestion } from '../question/meaning';
import { getKnownLocalAddress } from '../../webhooks/receiving/local-address';
import { addToInbox, hasSeen, type StoredWait } from '../wait-state';
import type { WaitingNode } from '../waiting-node';
import {
	forgetWait,
	isAskedElsewhere,
	isElsewhere,
	listOtherWaits,
	noteEnd,
	noteWait,
	type ProcessWait,
} from './process-waits';
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
		this.note({ names, questions: [] }, { resumeUrl, until, seen: [], lookAt: null }, true);
	}

	/** Notes a wait that begins or goes on. While its node runs, n8n refuses events, and the trigger tries again. */
	update(wait: StoredWait): void {
		const open = wait.targets.filter(({ state }) => state === 'waiting');
		const names = open.flatMap(getTargetNames);
		this.note({ names, questions: getOpenQuestions(open) }, wait, false);
	}

	/** The open questions of other executions of this process. */
	listOthers(): OpenQuestion[] {
		return this.listOtherWaits().flatMap(({ questions }) => questions);
	}

	/** Forgets other executions that have been stopped or deleted. One that sleeps refuses an empty call and sleeps on. */
	async forgetGone(): Promise<void> {
		const { context } = this;
		const asleep = this.listOtherWaits().filter(({ questions }) => questions.length > 0);
		await Promise.all(
			asleep.map(async ({ executionId, resumeUrl }) => {
				const address = getKnownLocalAddress(resumeUrl) ?? resumeUrl;
				const answer = await callExecution(context, address, { events: [] }).catch(() => ({}));
				if (isOver(answer)) forgetWait(executionId);
			}),
		);
	}

	private listOtherWaits(): ProcessWait[] {
		return listOtherWaits(this.executionId, this.node, this.scope);
	}

	end({ seen }: Pick<StoredWait, 'seen'>): void {
		noteEnd(this.executionId, seen);
	}

	/** Notes that nothing is waited for after all. */
	forget(): void {
		forgetWait(this.executionId);
	}

	/** Whether another execution of this process has an event. */
	isElsewhere(event: AwaitedEvent): boolean {
		return isElsewhere(this.executionId, getEventKeys(event));
	}

	/** Whether another execution of this process is asking the sender of an event just now. */
	isAskedElsewhere(event: AwaitedEvent): boolean {
		return isAskedElsewhere(this.executionId, this.node, getNames(event));
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
		{ names, questions }: { names: string[]; questions: OpenQuestion[] },
		{ resumeUrl, until, seen, lookAt }: Pick<StoredWait, 'resumeUrl' | 'until' | 'seen' | 'lookAt'>,
		isAsking: boolean,
	): void {
		noteWait({
			executionId: this.executionId,
			nodeName: this.node.nodeName,
			scope: this.scope,
			resumeUrl,
			names: new Set(names),
			questions,
			isAsking,
			seen: new Set(seen),
			wakesAt: Math.min(until, lookAt ?? until),
			until,
		});
	}
}
