import type { IDataObject } from 'n8n-workflow';

import { isPayload, getText } from '../payload';
import { statusIn, type TriggerStatus } from './status';

export interface TriggerName {
	id: string;
	name: string;
	/** Where its service posts to, without a secret in the query. */
	address?: string;
	/** Whether it is silent while people answer. */
	isPausing?: boolean;
}

/** Key of the workflow's shared static data under which published triggers leave their status for other nodes. */
const SHARED_KEY = 'watiTriggers';

function entriesIn(shared: IDataObject): IDataObject {
	return isPayload(shared[SHARED_KEY]) ? (shared[SHARED_KEY] as IDataObject) : {};
}

/**
 * Leaves a trigger's status for the other nodes of the workflow.
 *
 * @param shared the workflow's static data of type `global`
 */
export function share(
	shared: IDataObject,
	{ id, name, address, isPausing = false }: TriggerName,
	status: TriggerStatus,
): void {
	const where = {
		...(address === undefined ? {} : { address }),
		...(isPausing ? { isPausing } : {}),
	};
	shared[SHARED_KEY] = { ...entriesIn(shared), [id]: { name, ...where, ...status } };
}

/** The addresses of the triggers of the workflow, for processes that do not publish them. */
export function sharedAddresses(shared: IDataObject): Array<{ name: string; address: string }> {
	return Object.entries(entriesIn(shared)).flatMap(([id, entry]) => {
		const address = isPayload(entry) ? getText(entry, 'address') : null;
		if (!isPayload(entry) || address === null) return [];
		return [{ name: getText(entry, 'name') ?? id, address }];
	});
}

/** The addresses of those triggers of the workflow that are silent while people answer. */
export function addressesOfPausing(shared: IDataObject): string[] {
	return Object.values(entriesIn(shared)).flatMap((entry) => {
		if (!isPayload(entry) || entry.isPausing !== true) return [];
		return getText(entry, 'address') ?? [];
	});
}

/** Takes the status of a trigger away that is no longer published. */
export function unshare(shared: IDataObject, { id }: Pick<TriggerName, 'id'>): void {
	const others = { ...entriesIn(shared) };
	delete others[id];
	shared[SHARED_KEY] = others;
}

/** What the published triggers of the workflow left, by the ID of their node. */
export function sharedStatuses(
	shared: IDataObject,
): Array<TriggerName & { status: TriggerStatus }> {
	return Object.entries(entriesIn(shared)).flatMap(([id, entry]) => {
		const status = statusIn(entry);
		if (status === null || !isPayload(entry)) return [];
		return [{ id, name: getText(entry, 'name') ?? id, status }];
	});
}
