import type { IExecuteSingleFunctions, IHttpRequestOptions, PreSendAction } from 'n8n-workflow';
import { readSwitch } from './switches';

/** A step that shapes a request before it leaves. It throws an InputError for what cannot be sent. */
export type Step = (
	this: IExecuteSingleFunctions,
	options: IHttpRequestOptions,
) => IHttpRequestOptions | Promise<IHttpRequestOptions>;

const refusals = new WeakMap<object, unknown[]>();

/** Notes what is wrong with a request that a preview shows all the same. @param options which the step returns */
export function addRefusal(options: object, error: unknown): void {
	refusals.set(options, [...getStepRefusals(options), error]);
}

/**
 * Reads a part of a request, such as one recipient of many. In a preview, a refusal of one is noted, and the others are
 * read.
 *
 * @param options of the request, which the step returns
 * @returns undefined for a part that cannot be sent
 * @throws what the part refuses, outside of a preview
 */
export async function readPart<T>(
	context: IExecuteSingleFunctions,
	options: IHttpRequestOptions,
	read: () => T | Promise<T>,
): Promise<T | undefined> {
	if (!readSwitch(context, 'options.previewOnly')) return await read();
	try {
		return await read();
	} catch (error) {
		addRefusal(options, error);
		return undefined;
	}
}

/**
 * Runs steps in order as one preSend action. A refusal is not thrown at once: the pipeline raises it, with the link to
 * the item and the count of what was sent. The first refusal ends the steps, except in a preview, which shows all
 * that is wrong.
 */
export function prepare(...steps: Step[]): PreSendAction {
	return async function (this: IExecuteSingleFunctions, options: IHttpRequestOptions) {
		let shaped = options;
		for (const step of steps) {
			try {
				const next = await step.call(this, shaped);
				const refused = refusals.get(shaped);
				if (refused) refusals.set(next, refused);
				shaped = next;
			} catch (error) {
				addRefusal(shaped, error);
				if (!readSwitch(this, 'options.previewOnly')) break;
			}
		}
		return shaped;
	};
}

/** All that steps refused. */
export function getStepRefusals(options: object): unknown[] {
	return refusals.get(options) ?? [];
}

/** What a step refused, if one did. */
export function getStepRefusal(options: object): unknown {
	return getStepRefusals(options)[0];
}
