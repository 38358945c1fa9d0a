import { digest } from '../../http/kept/digest';
import type { Route } from '../../http/route/route';

/**
 * Which account something belongs to, as far as it is known. One n8n may serve many accounts, and one person may write
 * to several of them.
 */
export interface Scope {
	/** The way to the account; accounts behind different ways cannot be compared. */
	route?: Route['kind'];
	/** Digest of what names the account. */
	account?: string;
	/** Maton's connection, where one was chosen. */
	connection?: string;
}

/** @param account what names the account on this route: an address, or the key of Maton */
export function toScope(route: Route['kind'], account: string, connection?: string): Scope {
	return { route, account: digest(account), ...(connection ? { connection } : {}) };
}

export function getScopeOfRoute({ kind, account, connection }: Route): Scope {
	return toScope(kind, account, connection);
}

function differs(one: string | undefined, other: string | undefined): boolean {
	return one !== undefined && other !== undefined && one !== other;
}

/** Whether two scopes may be the same: nothing that both know tells them apart. */
export function mayBeSame(one: Scope, other: Scope): boolean {
	if (one.route !== other.route) return true;
	return !differs(one.account, other.account) && !differs(one.connection, other.connection);
}
