import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { nodeError } from '../../errors/node-error';
import { createResult } from '../../http/local-result';
import type { OperationInterceptor, RequestSession } from '../../http/pipeline';
import { readText, type ParameterSource } from '../../parameters/input';
import { getPersonKey } from '../../parameters/phone-number/person';
import { buildOptionsField } from '../../fields/fields';
import { getMemory } from '../../webhooks/memory/trigger-memory';
import { sharedAddresses } from '../../webhooks/memory/shared-status';
import type { Pauses } from '../../webhooks/pause/pauses';
import { requestResume } from '../../webhooks/pause/resume-request';
import { getKnownLocalAddress } from '../../webhooks/receiving/local-address';
import { splitEntries } from '../../webhooks/settings';
import { findListeners } from '../in-process/listeners';
import { getScopeOfRoute } from '../in-process/scope';
import { findTriggersOfWorkflow } from './own-triggers';
import type { WaitingNode } from '../waiting-node';

/** The fields of the operation besides whom it is about. */
export const resumeBotOptions: INodeProperties = buildOptionsField({
	displayName: 'Trigger URL',
	name: 'triggerUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	description:
		'Production URL of the trigger, in queue mode if it is in another workflow. Several are separated by commas.',
});

/** A trigger that may keep the chat paused. */
interface Trigger {
	/** Its name; its address where that is all that is known. */
	name: string;
	address: string;
	/** Lets this process resume where the address cannot be reached. */
	resumeHere?: () => boolean;
}

/** What an item says: `resumed` whether a chat was paused, `stored` whether that survives a restart of n8n. */
interface Resumed extends IDataObject {
	trigger: string;
	resumed: boolean;
	stored: boolean;
}

async function resumeAt(
	context: Parameters<typeof requestResume>[0],
	{ name, address, resumeHere }: Trigger,
	names: string[],
): Promise<Resumed | undefined> {
	const local = getKnownLocalAddress(address);
	const addresses = local === undefined ? [address] : [local, address];
	const resumed = await requestResume(context, addresses, names);
	if (resumed !== undefined) return { trigger: name, resumed, stored: true };
	return resumeHere && { trigger: name, resumed: resumeHere(), stored: false };
}

/**
 * Ends the pause of a person's chats in all triggers of the node's service that this n8n publishes: those of this process, those of the
 * workflow, and those whose address is given. A worker of queue mode knows the last two only.
 */
async function resumeEverywhere(
	{ context, route }: RequestSession,
	node: WaitingNode,
	person: string,
	given: readonly string[],
	isNeeded: (pauses: Pauses, names: readonly string[]) => boolean = () => true,
): Promise<Resumed[]> {
	const names = [getPersonKey(person)];
	const now = Date.now();
	const here = findListeners(node, getScopeOfRoute(route)).flatMap((one): Trigger[] => {
		const { workflowId, nodeId, name, address } = one;
		const { pauses } = getMemory(workflowId, nodeId, now);
		const resumeHere = () => pauses.endAll(names, now);
		return isNeeded(pauses, names) ? [{ name, address, resumeHere }] : [];
	});
	const others = [
		...findTriggersOfWorkflow(context, node),
		...sharedAddresses(context.getWorkflowStaticData('global')),
		...given.map((address) => ({ name: address, address })),
	].filter(
		({ address }, place, all) =>
			!here.some((known) => known.address === address) &&
			all.findIndex((other) => other.address === address) === place,
	);
	const results = await Promise.all(
		[...here, ...others].map(async (trigger) => await resumeAt(context, trigger, names)),
	);
	return results.filter((one) => one !== undefined);
}

/** @param readPerson the person of the item, as the operation's field names it */
export function resumeBot(
	node: WaitingNode,
	readPerson: (context: ParameterSource) => string,
): OperationInterceptor {
	return async ({ session }) => {
		const { context } = session;
		const person = readPerson(context);
		const given = readText(context.getNodeParameter('options.triggerUrl', ''), 'Trigger URL');
		const triggers = await resumeEverywhere(session, node, person, splitEntries(given));
		if (triggers.length === 0) {
			throw nodeError(context.getNode(), 'not-found', {
				message: `No published ${node.triggerName} of this n8n could be reached`,
				description: `Publish the workflow of the ${node.triggerName}. In queue mode enter its Production URL under Options, Trigger URL.`,
				itemIndex: context.getItemIndex(),
			});
		}
		const resumed = triggers.some((one) => one.resumed);
		const stored = triggers.every((one) => one.stored);
		return createResult([{ whatsappNumber: person, resumed, stored, triggers }]);
	};
}

/**
 * Ends the pause of a chat that an operation gives back, as far as triggers are known. What the operation does counts without it.
 *
 * @param isReturn whether the operation gives the chat back
 */
export function thenResumeBot(
	steps: OperationInterceptor,
	node: WaitingNode,
	readPerson: (context: ParameterSource) => string,
	isReturn: (context: ParameterSource) => boolean,
): OperationInterceptor {
	return async (request, next) => {
		const result = await steps(request, next);
		const { context } = request.session;
		if (result.page && isReturn(context)) {
			const isPaused = (pauses: Pauses, names: readonly string[]) => pauses.isPaused(names);
			await resumeEverywhere(request.session, node, readPerson(context), [], isPaused);
		}
		return result;
	};
}
