import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

/** A body that is made only when it is the item's turn, since it takes much memory. */
export interface LateBody {
	/** What it will be, without its bytes: tells one request from another and is shown in a preview. */
	outline: IDataObject;
	/** Reads it. @throws InputError when it cannot be sent */
	read: () => Promise<FormData>;
}

const lateBodies = new WeakMap<object, LateBody>();

/** Has the transport read the body right before the request leaves. */
export function setLateBody(options: IHttpRequestOptions, late: LateBody): void {
	lateBodies.set(options, late);
}

export function lateBodyOf(options: object): LateBody | undefined {
	return lateBodies.get(options);
}
