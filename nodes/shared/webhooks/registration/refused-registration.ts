import type { IHookFunctions } from 'n8n-workflow';

import { InputError } from '../../parameters/input';
import { stop } from '../field-checks';

/** A service did not register the address: what happened, and what to do next. */
export class RegistrationRefused extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
	}
}

/** Something that a person has to look at, although the trigger goes on. */
export type Warn = (message: string) => void;

/** n8n deletes the webhooks of a workflow right after one of them could not be registered. */
const CLEANED_UP_WITHIN_MS = 60_000;

/** When the registration of a trigger was last refused, by workflow and node. */
const refusals = new Map<string, number>();

function getPlace(context: IHookFunctions): string {
	return `${String(context.getWorkflow().id)} ${context.getNode().id}`;
}

/** Whether a deletion is n8n's cleaning up after a refusal, in which the webhook that works must stay. */
export function cleansUp(context: IHookFunctions): boolean {
	const refusedAt = refusals.get(getPlace(context));
	refusals.delete(getPlace(context));
	return refusedAt !== undefined && Date.now() - refusedAt < CLEANED_UP_WITHIN_MS;
}

/**
 * Does something about the registration, and says in n8n's words why it failed.
 *
 * @param unreachable what is said where no answer came
 * @throws NodeOperationError
 */
export async function explainRefusal<Result>(
	context: IHookFunctions,
	unreachable: RegistrationRefused,
	work: () => Promise<Result>,
): Promise<Result> {
	try {
		const result = await work();
		refusals.delete(getPlace(context));
		return result;
	} catch (error) {
		refusals.set(getPlace(context), Date.now());
		if (error instanceof InputError) throw stop(context, error.message, error.description ?? '');
		const isRefused = error instanceof RegistrationRefused;
		if (!isRefused) context.logger.warn(`${context.getNode().name}: ${unreachable.message}`);
		const { message, advice } = isRefused ? error : unreachable;
		throw stop(context, message, advice);
	}
}
