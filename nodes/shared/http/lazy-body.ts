import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

/** A body that is made only when it is the item's turn, since it takes much memory. */
export interface LazyBody {
	/** What it will be, without its bytes: tells one request from another and is shown in a preview. */
	outline: IDataObject;
	/** What a preview shows besides. */
	inPreview?: IDataObject;
	/** Reads it. @throws InputError when it cannot be sent */
	read: () => Promise<FormData>;
	/** Set for a file that lists recipients, if only one: those who opted out are taken from it by their rows. */
	listsRecipients?: true;
}

const lazyBodies = new WeakMap<object, LazyBody>();

/** Has the pipeline read the body right before the request leaves. */
export function setLazyBody(options: IHttpRequestOptions, lazyBody: LazyBody): void {
	lazyBodies.set(options, lazyBody);
}

export function getLazyBody(options: object): LazyBody | undefined {
	return lazyBodies.get(options);
}

const followingChanges = new WeakMap<object, readonly BodyChange[]>();

/** Has the pipeline send further messages of the same item after this one, in order. */
export function setFollowing(options: IHttpRequestOptions, changes: readonly BodyChange[]): void {
	followingChanges.set(options, changes);
}

export function getFollowing(options: object): readonly BodyChange[] | undefined {
	return followingChanges.get(options);
}

/** What one request of an item has different from the one it is made of. */
export type BodyChange = Partial<Pick<IHttpRequestOptions, 'url' | 'method' | 'qs' | 'body'>> & {
	/** Set for another request in its place: nothing of the query and body belongs to it. */
	instead?: true;
	lazyBody?: LazyBody;
};
