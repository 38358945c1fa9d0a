import type { Answer, ReceivedRequest } from '../http/exchange';
import type { RouteRow } from '../http/route';
import type { Settings } from '../settings';
import type { BusinessAccount } from '../state/business/account';
import type { BusinessPhone } from '../state/business/shapes';
import type { World } from '../state/world';
import { unknownObject } from './errors';
import type { MetaWebhooks } from './webhooks/subscriptions';

/** One call of the Graph API in the name of an account. */
export interface MetaCall {
	world: World;
	account: BusinessAccount;
	settings: Settings;
	request: ReceivedRequest;
	/** Decoded path parameters. */
	params: Record<string, string>;
	/** Address of the gateway, where the call came by it, and of the host with the files, for links that are handed out. */
	origins: { gateway?: string; files: string };
	/** What Meta posts to the app. */
	webhooks: MetaWebhooks;
	/** Notes that the account changed. */
	tookEffect(): void;
}

/** One line of Meta's route table. */
export interface MetaRoute extends RouteRow {
	handle(call: MetaCall): Answer | Promise<Answer>;
}

/** The number that the path names. @throws Refusal when the account has no such number */
export function getPhone({ account, params, request }: MetaCall): BusinessPhone {
	const id = params.phoneNumberId ?? '';
	const phone = account.phones.get(id);
	if (!phone) throw unknownObject(request.method, id);
	return phone;
}

/** Checks that the path names the account itself. @throws Refusal when it does not */
export function checkAccount({ account, params, request }: MetaCall): void {
	const id = params.businessAccountId ?? '';
	if (id !== account.id) throw unknownObject(request.method, id);
}
