import {
	getAdvice,
	getErrorCode,
	isNodeFailure,
	readFailureText,
} from '../../../shared/errors/node-error';
import { isOptOutRespected } from '../../../shared/sending/opt-out';
import type { PipelineRequest } from '../../../shared/http/pipeline';
import type { InputError } from '../../../shared/parameters/input';
import type { RecipientResult } from '../../responses/recipients';
import { optOutCheck } from './opt-out-check';

/** Who is not sent to: those who opted out, and those of whom that could not be found out, with the reason. */
export interface LeftOut {
	out: Set<string>;
	unread: Map<string, RecipientResult>;
}

function toResult(whatsappNumber: string, error: unknown): RecipientResult {
	if (!isNodeFailure(error)) {
		const { message, description } = error as InputError;
		return { whatsappNumber, failure: { code: 'input-invalid', message, description } };
	}
	// The item is added to the advice later.
	const description = getAdvice(error);
	const failure = { ...readFailureText(error), code: getErrorCode(error)!, description };
	return { whatsappNumber, failure };
}

/**
 * Finds out who of the recipients of a batch is left out, where the user wants that.
 *
 * @param request of the batch, or of a part of it
 * @param people numbers and IDs of all recipients
 */
export async function findLeftOut(
	{ session, options }: PipelineRequest,
	people: readonly string[],
): Promise<LeftOut> {
	const leftOut: LeftOut = { out: new Set(), unread: new Map() };
	if (!isOptOutRespected(session, options)) return leftOut;
	const keep = (person: string, error: unknown) =>
		leftOut.unread.set(person, toResult(person, error));
	try {
		await optOutCheck.readMany?.(session, people);
	} catch (error) {
		for (const person of people) keep(person, error);
		return leftOut;
	}
	await Promise.all(
		people.map(async (person) => {
			try {
				if (await optOutCheck.hasOptedOut(session, person)) leftOut.out.add(person);
			} catch (error) {
				keep(person, error);
			}
		}),
	);
	return leftOut;
}
