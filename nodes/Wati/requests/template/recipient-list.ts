import { isObject } from '../../../shared/parameters/json';

/** Recipients in one call at most, by the name of the list. WATI names no maximum for v1 and v2; v3 takes 10,000. */
const MOST = { receivers: 1_000, recipients: 10_000 } as const;

/** What the list of recipients in a body is called: `receivers` in v1 and v2, `recipients` in v3. */
export type RecipientList = keyof typeof MOST;

/** The list of recipients in a body; undefined where there is none. */
export function recipientListIn(body: unknown): RecipientList | undefined {
	if (!isObject(body)) return undefined;
	return (Object.keys(MOST) as RecipientList[]).find((list) => list in body);
}

const singles = new WeakSet<object>();

/** Notes that the list of a body is one person's, so that what is said of them is said of the request. */
export function setSingle(body: object): void {
	singles.add(body);
}

/** Whether each recipient of a body has a result of their own. */
export function isToMany(body: unknown): boolean {
	return recipientListIn(body) !== undefined && !singles.has(body as object);
}

/** Recipients in one call at most. */
export function mostIn(list: RecipientList): number {
	return MOST[list];
}
