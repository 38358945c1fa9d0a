import type { IExecuteSingleFunctions, IHttpRequestOptions, PreSendAction } from 'n8n-workflow';

/** A step that shapes a request before it leaves. It throws what {@link inputError} makes. */
export type Step = (
	this: IExecuteSingleFunctions,
	options: IHttpRequestOptions,
) => IHttpRequestOptions | Promise<IHttpRequestOptions>;

const refusals = new WeakMap<object, unknown>();

/**
 * Runs steps in order as one preSend action. A step that refuses does not throw into n8n's engine, which
 * would lose the advice, the item link and the count of what was sent: the transport raises it.
 */
export function prepare(...steps: Step[]): PreSendAction {
	return async function (this: IExecuteSingleFunctions, options: IHttpRequestOptions) {
		let shaped = options;
		try {
			for (const step of steps) shaped = await step.call(this, shaped);
		} catch (error) {
			refusals.set(shaped, error);
		}
		return shaped;
	};
}

/** What a step refused, if one did. */
export function refusalOf(options: object): unknown {
	return refusals.get(options);
}
