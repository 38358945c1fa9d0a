import type { IDataObject } from 'n8n-workflow';

import { nodeError, type NodeFailure } from '../../errors/node-error';
import type { RequestSession } from '../../http/pipeline';
import type { RunState } from '../../http/run-state';
import { requestOptOuts } from '../../webhooks/opt-out/opt-out-request';
import type { WaitingNode } from '../waiting-node';
import { findTriggersOfWorkflow, nameTriggersOfWorkflow, runsBesideTriggers } from './own-triggers';

/** What the triggers of a workflow know of people, in the form of its static data; undefined where none answered. */
type Told = IDataObject[] | undefined;

/** Asks about all people of a run together of whom is asked while the request before is under way. */
class Questions {
	private readonly open = new Set<string>();

	private last: Promise<unknown> = Promise.resolve();

	private next: Promise<Told> | undefined;

	constructor(private readonly post: (hashes: string[]) => Promise<Told>) {}

	async ask(hash: string): Promise<Told> {
		this.open.add(hash);
		this.next ??= this.last.then(async () => await this.postOpen());
		this.last = this.next;
		return await this.next;
	}

	private async postOpen(): Promise<Told> {
		const hashes = [...this.open];
		this.open.clear();
		this.next = undefined;
		return await this.post(hashes);
	}
}

const questionsOfRuns = new WeakMap<RunState, Questions>();

function getQuestions({ run, context }: RequestSession, addresses: readonly string[]): Questions {
	const post = async (asked: string[]) => await requestOptOuts(context, addresses, { asked });
	const questions = questionsOfRuns.get(run) ?? new Questions(post);
	questionsOfRuns.set(run, questions);
	return questions;
}

function createUnknownFailure(
	{ context }: RequestSession,
	{ triggerName }: WaitingNode,
	person: string,
	names: readonly string[],
): NodeFailure {
	const triggers = names.map((name) => `'${name}'`).join(' or ');
	return nodeError(context.getNode(), 'not-reachable', {
		message: `The ${triggerName} of this workflow did not say whether ${person} opted out`,
		description: `Nothing was sent, because the node could not find out whether this person opted out. In queue mode it asks ${triggers} at the Production URL: publish the workflow, let the workers of n8n reach that URL, and try again. Or remove the option Respect Opt-Out.`,
		itemIndex: context.getItemIndex(),
	});
}

/**
 * Asks the triggers of the workflow what they know of somebody, in a process that has nothing of them.
 *
 * @param hash stands for the person
 * @returns undefined where nobody is to be asked: the process hears what triggers hear, or the workflow has none
 * @throws NodeFailure when there are triggers and none answered
 */
export function askTriggers(
	session: RequestSession,
	node: WaitingNode,
	person: string,
	hash: string,
): Promise<IDataObject[]> | undefined {
	const { context } = session;
	if (!runsBesideTriggers(context, node)) return undefined;
	const names = nameTriggersOfWorkflow(context, node);
	if (names.length === 0) return undefined;
	const addresses = findTriggersOfWorkflow(context, node).map(({ address }) => address);
	return getQuestions(session, addresses)
		.ask(hash)
		.then((told) => {
			if (told === undefined) throw createUnknownFailure(session, node, person, names);
			return told;
		});
}

/** Tells the triggers of the workflow that a send heard of somebody who opted out. Where none answers, this process knows it. */
export async function tellTriggers(
	session: RequestSession,
	node: WaitingNode,
	hash: string,
): Promise<void> {
	const { context } = session;
	if (!runsBesideTriggers(context, node)) return;
	const addresses = findTriggersOfWorkflow(context, node).map(({ address }) => address);
	if (addresses.length > 0) await requestOptOuts(context, addresses, { heard: [hash] });
}
