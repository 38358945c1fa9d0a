import type { IExecuteSingleFunctions, IHttpRequestOptions, PreSendAction } from 'n8n-workflow';
import { readSwitch } from './switches';

/** A step that shapes a request before it leaves. It throws an InputError for what cannot be sent. */
export type Step = (
	this: IExecuteSingleFunctions,
	options: IHttpRequestOptions,
) => IHttpRequestOptions | Promise<IHttpRequestOptions>;

const refusals = new WeakMap<object, unknown[]>();

/**
 * Runs steps in order as one preSend action. A refusal is not thrown at once: the pipeline raises it, with the link to
 * the item and the count of what was sent. The first refusal ends the steps, except in a preview, which shows all
 * that is wrong.
 */
export function prepare(...steps: Step[]): PreSendAction {
	return async function (this: IExecuteSingleFunctions, options: IHttpRequestOptions) {
		let shaped = options;
		const refused: unknown[] = [];
		for (const step of steps) {
			try {
				shaped = await step.call(this, shaped);
			} catch (error) {
				refused.push(error);
				if (!readSwitch(this, 'options.previewOnly')) break;
			}
		}
		if (refused.length > 0) refusals.set(shaped, refused);
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
